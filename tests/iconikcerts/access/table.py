"""The URL table as the tests walk it: every address of the site, with the names of what it takes."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from django.urls import URLPattern, URLResolver, get_resolver, reverse


@dataclass(frozen=True, slots=True)
class Address:
    """One entry of the URL table: its name with namespaces, its route, and the keywords that it takes."""

    name: str
    route: str
    keywords: tuple[str, ...]

    def path(self, values: dict[str, Any]) -> str:
        return reverse(self.name, kwargs={keyword: values[keyword] for keyword in self.keywords})


def addresses() -> list[Address]:
    """Every address but those of Django's admin, which has one door for all of its pages."""
    return [
        found
        for found in _walk(get_resolver().url_patterns, "", "", ())
        if not found.name.startswith("admin:")
    ]


def _walk(
    patterns: list[URLPattern | URLResolver], route: str, namespace: str, above: tuple[str, ...]
) -> Iterator[Address]:
    """`above`: the keywords of what the patterns are included under."""
    for pattern in patterns:
        here = route + str(pattern.pattern)
        keywords = (*above, *pattern.pattern.regex.groupindex)
        if isinstance(pattern, URLResolver):
            inner = f"{namespace}{pattern.namespace}:" if pattern.namespace else namespace
            yield from _walk(pattern.url_patterns, here, inner, keywords)
        else:
            yield Address(namespace + (pattern.name or ""), here, keywords if pattern.name else ())
