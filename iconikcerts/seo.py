"""What search engines and social networks are told: addresses, sitemap, robots, the icons of an installed page."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any
from urllib.parse import urlsplit

from django.conf import settings
from django.contrib.sitemaps import Sitemap
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect
from django.templatetags.static import static
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from iconikcerts.help.articles import BY_SLUG
from iconikcerts.landing import Question
from templates_app.models import Template
from templates_app.selectors import shipped

DAY_S = 86_400
# Pages behind the log-in, which crawlers need not try. Those under /v/ are not among them: they say noindex themselves,
# and a crawler must be let in to read that.
PRIVATE = ("certificates:jobs", "certificates:certificates", "dashboard", "admin:index", "account_login")
# Icons of the site installed on a phone: address under static/, size in px, purpose.
ICONS = (
    ("icons/app-192.png", 192, "any"),
    ("icons/app-512.png", 512, "any"),
    ("icons/app-maskable-512.png", 512, "maskable"),
)


def absolute(path: str) -> str:
    """A path of the site under its public address."""
    return f"{settings.SITE_URL}{path}"


def context(request: HttpRequest) -> dict[str, str]:
    """Context processor: `site_url` without a slash at its end, `canonical_url` of this page, which has no query."""
    return {"site_url": settings.SITE_URL, "canonical_url": absolute(request.path)}


class PublicSitemap(Sitemap):  # type: ignore[type-arg]  # generic for the checker of types only
    """Addresses under the public address of the site, whatever host the request came by."""

    def get_protocol(self, protocol: str | None = None) -> str:
        return urlsplit(settings.SITE_URL).scheme

    def get_domain(self, site: Any = None) -> str:
        return urlsplit(settings.SITE_URL).netloc


class PageSitemap(PublicSitemap):
    """Pages without parameters."""

    def items(self) -> list[str]:
        return ["home", "designs:gallery", "pricing", "help", "wallet:verify", "privacy", "terms"]

    def location(self, item: str) -> str:
        return reverse(item)


class DesignSitemap(PublicSitemap):
    """The shipped designs; those of teams are nobody else's business."""

    def items(self) -> list[Template]:
        return list(shipped().filter(current_version__isnull=False).defer("current_version__document"))

    def location(self, item: Template) -> str:
        return reverse("designs:design", args=[item.slug])

    def lastmod(self, item: Template) -> datetime:
        return item.updated_at


class HelpSitemap(PublicSitemap):
    """The articles of the help."""

    def items(self) -> list[str]:
        return list(BY_SLUG)

    def location(self, item: str) -> str:
        return reverse("help_article", args=[item])


SITEMAP = {
    "sitemaps": {"pages": PageSitemap, "designs": DesignSitemap, "help": HelpSitemap},
    "content_type": "application/xml; charset=utf-8",
}


@require_safe
@cache_control(public=True, max_age=DAY_S)
def robots(request: HttpRequest) -> HttpResponse:
    """robots.txt: keeps crawlers off the pages behind the log-in, and names the sitemap."""
    private = sorted({f"/{reverse(name).split('/')[1]}" for name in PRIVATE})
    lines = [
        "User-agent: *",
        *(f"Disallow: {path}" for path in private),
        "",
        f"Sitemap: {absolute(reverse('sitemap'))}",
    ]
    return HttpResponse("\n".join(lines) + "\n", content_type="text/plain; charset=utf-8")


@require_safe
@cache_control(public=True, max_age=DAY_S)
def manifest(request: HttpRequest) -> JsonResponse:
    """site.webmanifest (W3C Web Application Manifest): name, icons and colours of the installed site."""
    icons = [
        {"src": static(name), "sizes": f"{size}x{size}", "type": "image/png", "purpose": purpose}
        for name, size, purpose in ICONS
    ]
    content = {
        "name": "IconikCerts",
        "short_name": "IconikCerts",
        "start_url": reverse("home"),
        "display": "minimal-ui",
        "background_color": "#fbf9f4",
        "theme_color": "#fbf9f4",
        "icons": icons,
    }
    return JsonResponse(content, content_type="application/manifest+json")


@require_safe
@cache_control(public=True, max_age=DAY_S)
def favicon(request: HttpRequest) -> HttpResponse:
    """For programs that ask for /favicon.ico without having read a page."""
    return redirect(static("icons/favicon.ico"))


def about_site(questions: Sequence[Question]) -> dict[str, Any]:
    """schema.org: the product, and the questions that the page answers."""
    asked = [
        {
            "@type": "Question",
            "name": each.question,
            "acceptedAnswer": {"@type": "Answer", "text": each.answer},
        }
        for each in questions
    ]
    product = {
        "@type": "WebApplication",
        "name": "IconikCerts",
        "url": absolute("/"),
        "applicationCategory": "BusinessApplication",
        "operatingSystem": "Any",
        "offers": {"@type": "Offer", "price": "0", "priceCurrency": "USD"},
        "image": absolute(static("landing/card.jpg")),
    }
    return {"@context": "https://schema.org", "@graph": [product, {"@type": "FAQPage", "mainEntity": asked}]}
