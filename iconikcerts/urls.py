"""The site's addresses: each app brings its own."""

from django.conf import settings
from django.contrib import admin
from django.urls import include, path

from iconikcerts import styleguide, theme, views

urlpatterns = [
    path("", views.home, name="home"),
    path("privacy", views.privacy, name="privacy"),
    path("theme", theme.choose_theme, name="theme"),
    path("healthz", views.healthz, name="healthz"),
    path("accounts/", include("allauth.account.urls")),
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
