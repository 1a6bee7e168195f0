"""Articles by words: all of them must occur, in the title, the summary or the text."""

import re
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from iconikcerts.help.articles import ARTICLES, Article, text_of

AROUND = 90  # characters of an excerpt on each side of the first word found
MOST_WORDS = 8


@dataclass(frozen=True, slots=True)
class Hit:
    """An article, with the place in it where a word was found."""

    article: Article
    excerpt: SafeString


def search(query: str) -> list[Hit]:
    """The articles that hold every word of the query: those whose title holds one first. [] for an empty query."""
    words = query.casefold().split()[:MOST_WORDS]
    if not words:
        return []
    found = [article for article in ARTICLES if all(word in _all_of(article) for word in words)]
    found.sort(key=lambda article: not any(word in article.title.casefold() for word in words))
    return [Hit(article, excerpt(text_of(article), words) or SafeString("")) for article in found]


def _all_of(article: Article) -> str:
    return f"{article.title} {article.summary} {text_of(article)}".casefold()


def excerpt(text: str, words: list[str]) -> SafeString:
    """The text around the first of the words, each word marked; "" where none occurs."""
    pattern = re.compile("|".join(re.escape(word) for word in words), re.IGNORECASE)
    first = pattern.search(text)
    if first is None:
        return SafeString("")
    start = text.rfind(" ", 0, max(first.start() - AROUND, 0)) + 1 if first.start() > AROUND else 0
    end = text.find(" ", first.end() + AROUND)
    shown = text[start : end if end > 0 else len(text)]
    parts = []
    place = 0
    for match in pattern.finditer(shown):
        parts.append((shown[place : match.start()], match.group()))
        place = match.end()
    marked = format_html_join("", "{}<mark>{}</mark>", parts)
    return format_html(
        "{}{}{}{}", "… " if start else "", marked, shown[place:], " …" if 0 < end < len(text) else ""
    )
