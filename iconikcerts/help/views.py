"""The contents with a search, and one article."""

from typing import Any

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from iconikcerts.help.articles import ARTICLES, BY_SLUG, Article, facts
from iconikcerts.help.search import search
from iconikcerts.seo import absolute

MOST_CHARACTERS = 100


def layout_of(request: HttpRequest) -> str:
    """Members keep their side bar, visitors get the site's header."""
    return "layouts/app.html" if request.user.is_authenticated else "layouts/page.html"


@require_safe
def contents(request: HttpRequest) -> HttpResponse:
    """All articles, or those that hold the words of `q`."""
    query = request.GET.get("q", "").strip()[:MOST_CHARACTERS]
    context = {
        "layout": layout_of(request),
        "here": "help",
        "articles": ARTICLES,
        "query": query,
        "hits": search(query),
    }
    return render(request, "help/contents.html", context)


@require_safe
def article(request: HttpRequest, slug: str) -> HttpResponse:
    """One article, with those to go on with."""
    found = BY_SLUG.get(slug)
    if found is None:
        raise Http404(slug)
    context = facts() | {
        "layout": layout_of(request),
        "here": "help",
        "article": found,
        "articles": ARTICLES,
        "related": [BY_SLUG[each] for each in found.related],
        "data": search_data(found),
    }
    return render(request, "help/article.html", context)


def search_data(shown: Article) -> dict[str, Any]:
    """schema.org: the article, and where it lies in the site."""
    address = absolute(reverse("help_article", args=[shown.slug]))
    crumbs = [
        {"@type": "ListItem", "position": 1, "name": "Help", "item": absolute(reverse("help"))},
        {"@type": "ListItem", "position": 2, "name": shown.title, "item": address},
    ]
    text = {"@type": "TechArticle", "headline": shown.title, "description": shown.summary, "url": address}
    return {
        "@context": "https://schema.org",
        "@graph": [text, {"@type": "BreadcrumbList", "itemListElement": crumbs}],
    }
