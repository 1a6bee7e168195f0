"""The site's addresses: each app brings its own."""

from allauth.socialaccount.providers.github.provider import GitHubProvider
from allauth.socialaccount.providers.google.provider import GoogleProvider
from allauth.socialaccount.providers.microsoft.provider import MicrosoftGraphProvider
from allauth.socialaccount.providers.oauth2.urls import default_urlpatterns
from django.conf import settings
from django.contrib import admin
from django.contrib.sitemaps.views import sitemap
from django.urls import include, path

from accounts.views import legal
from iconikcerts import seo, styleguide, theme, views
from iconikcerts.dashboard import views as dashboard
from iconikcerts.help import views as help_views

SOCIAL_PROVIDERS = (GoogleProvider, MicrosoftGraphProvider, GitHubProvider)

handler400 = "iconikcerts.views.bad_request"
handler500 = "iconikcerts.views.server_error"

urlpatterns = [
    path("", views.home, name="home"),
    path("dashboard", dashboard.dashboard, name="dashboard"),
    path("dashboard/jobs", dashboard.jobs, name="dashboard_jobs"),
    path("dashboard/sample", dashboard.sample, name="dashboard_sample"),
    path("dashboard/first-steps", dashboard.first_steps, name="dashboard_first_steps"),
    path("pricing", views.pricing, name="pricing"),
    path("help", help_views.contents, name="help"),
    path("help/<slug:slug>", help_views.article, name="help_article"),
    path("privacy", legal.privacy, name="privacy"),
    path("terms", legal.terms, name="terms"),
    path("texts/<slug:document>/<int:number>", legal.version, name="legal_version"),
    path("texts/<slug:document>/<int:number>/changes", legal.changes, name="legal_changes"),
    path("theme", theme.choose_theme, name="theme"),
    path("sitemap.xml", sitemap, seo.SITEMAP, name="sitemap"),
    path(".well-known/security.txt", views.security_txt, name="security_txt"),
    path("robots.txt", seo.robots, name="robots"),
    path("site.webmanifest", seo.manifest, name="manifest"),
    path("favicon.ico", seo.favicon, name="favicon"),
    path("healthz", views.healthz, name="healthz"),
    path("api/", include("iconikcerts.api")),
    path("accounts/", include("accounts.sso.urls")),  # before those that they stand in place of
    path("accounts/", include("allauth.account.urls")),
    path("accounts/2fa/", include("allauth.mfa.urls")),
    path("accounts/connected/", include("allauth.socialaccount.urls")),
    path("accounts/", include([route for one in SOCIAL_PROVIDERS for route in default_urlpatterns(one)])),
    path("", include("accounts.urls")),
    path("admin/", admin.site.urls),
    path("", include("templates_app.urls")),
    path("", include("certificates.urls")),
    path("", include("wallet.urls")),
]

if settings.DEBUG:
    urlpatterns += [
        path("styleguide", styleguide.styleguide, name="styleguide"),
        path("styleguide/full", styleguide.full_screen, name="styleguide_full"),
    ]
