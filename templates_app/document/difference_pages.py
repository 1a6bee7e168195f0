"""Which page of one document is which of another, and what changed in the pages themselves. See differences.py."""

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Literal

from .difference_words import number, property_change, with_defaults
from .walk import elements_of

Page = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class PageMatch:
    """Pairs of pages, counted from 0: the earlier one and what became of it."""

    pairs: tuple[tuple[int, int], ...]

    def after_of(self, before: int) -> int | None:
        return next((new for old, new in self.pairs if old == before), None)

    def before_of(self, after: int) -> int | None:
        return next((old for old, new in self.pairs if new == after), None)


def match_pages(before: Sequence[Page], after: Sequence[Page]) -> PageMatch:
    """Those that share most elements are the same page; the rest, drawn from nothing, are paired in their order."""
    old, new = [_ids(page) for page in before], [_ids(page) for page in after]
    shared = sorted(
        (-len(one & other), abs(i - j), i, j)
        for i, one in enumerate(old)
        for j, other in enumerate(new)
        if one & other
    )
    pairs: dict[int, int] = {}
    for _, _, i, j in shared:
        if i not in pairs and j not in pairs.values():
            pairs[i] = j
    left_old = [i for i in range(len(old)) if i not in pairs]
    left_new = [j for j in range(len(new)) if j not in pairs.values()]
    return PageMatch(tuple(sorted([*pairs.items(), *zip(left_old, left_new, strict=False)])))


def pages_in_words(
    before: Mapping[str, Any], after: Mapping[str, Any], match: PageMatch
) -> Iterator[tuple[str, Literal["added", "removed", "changed"], int]]:
    """Sentences about pages, with the kind of change and the page's number from 1."""
    for index in range(len(before["pages"])):
        if match.after_of(index) is None:
            yield f"Page {index + 1} was removed", "removed", index + 1
    for index in range(len(after["pages"])):
        if match.before_of(index) is None:
            yield f"Page {index + 1} was added", "added", index + 1
    order = [new for _, new in match.pairs]
    for rank, (old, new) in enumerate(match.pairs):
        if order != sorted(order) and sorted(order)[rank] != new:
            yield f"Page {old + 1} became page {new + 1}", "changed", new + 1
        for text in _of_page(before["pages"][old], after["pages"][new]):
            yield f"Page {new + 1}{text}", "changed", new + 1


def order_changed(before: Mapping[str, Any], after: Mapping[str, Any], match: PageMatch) -> list[int]:
    """Numbers, from 1, of the later pages whose elements lie in another order over each other."""
    return [
        new + 1
        for old, new in match.pairs
        if any(
            _common(mine, theirs) != _common(theirs, mine)
            for mine, theirs in _siblings(before["pages"][old], after["pages"][new])
        )
    ]


def _of_page(before: Page, after: Page) -> Iterator[str]:
    old, new = with_defaults("page", before), with_defaults("page", after)
    if (old["width"], old["height"]) != (new["width"], new["height"]):
        yield f" is {_size(new)} now, was {_size(old)}"
    for key in dict.fromkeys([*old, *new]):
        if key not in ("width", "height", "elements") and old.get(key) != new.get(key):
            yield f": {property_change(key, old.get(key), new.get(key))}"


def _size(page: Page) -> str:
    return f"{number(page['width'])} × {number(page['height'])} mm"


def _ids(page: Page) -> set[str]:
    return {at.element["id"] for at in elements_of({"pages": [page]})}


def _siblings(before: Page, after: Page) -> Iterator[tuple[list[str], list[str]]]:
    """Ids of the page's own elements, then those of each group that is in both."""
    yield [one["id"] for one in before["elements"]], [one["id"] for one in after["elements"]]
    groups = {
        at.element["id"]: at.element
        for at in elements_of({"pages": [before]})
        if at.element["type"] == "group"
    }
    for at in elements_of({"pages": [after]}):
        if at.element["id"] in groups and at.element["type"] == "group":
            yield (
                [one["id"] for one in groups[at.element["id"]]["elements"]],
                [one["id"] for one in at.element["elements"]],
            )


def _common(mine: list[str], theirs: list[str]) -> list[str]:
    return [one for one in mine if one in set(theirs)]
