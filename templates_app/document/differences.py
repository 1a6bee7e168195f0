"""What changed from one document to the next, in words that people read. Pure: two valid documents in, sentences out.

Elements are the same when their ids are, fields when their keys are. Pages have no ids: those that share most
elements are the same page.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Literal

from .difference_pages import PageMatch, match_pages, order_changed, pages_in_words
from .difference_words import (
    in_words,
    name_of,
    number,
    property_change,
    quoted_change,
    way,
    with_defaults,
)

Document = Mapping[str, Any]
Kind = Literal["added", "removed", "changed"]
# So many elements that went the same way are one sentence.
_TOGETHER, _NAMED = 3, 3
_PLACE = ("x", "y", "x2", "y2")
_BOX = (*_PLACE, "width", "height")
# Said in sentences of their own, or of no interest: `elements` are compared one by one.
_OWN_WORDS = frozenset(
    [
        *_BOX,
        "id",
        "name",
        "type",
        "text",
        "elements",
        "hidden",
        "locked",
        "when",
        "rotation",
        "flipX",
        "flipY",
    ]
)


@dataclass(frozen=True, slots=True)
class Change:
    """One sentence. `element` is the id of what it is about, "" for fields, pages and the whole.

    `page` is its number, from 1, in the document in which it can be seen: the later one, or the earlier one for what
    was removed; 0 for the whole.
    """

    text: str
    kind: Kind = "changed"
    element: str = ""
    page: int = 0


@dataclass(frozen=True, slots=True)
class _At:
    """An element where it stands: `page` from 0, `parent` the element of the group around it."""

    element: dict[str, Any]
    page: int
    parent: dict[str, Any] | None


def differences(before: Document, after: Document) -> list[Change]:
    """All that changed, what concerns the whole design first, then page by page. Empty for the same design."""
    match = match_pages(before["pages"], after["pages"])
    return [
        *_of_the_whole(before, after),
        *_of_fields(before, after),
        *(Change(text, kind, "", page) for text, kind, page in pages_in_words(before, after, match)),
        *_of_elements(before, after, match),
    ]


def _of_the_whole(before: Document, after: Document) -> Iterator[Change]:
    old, new = with_defaults("", before), with_defaults("", after)
    if old["title"] != new["title"]:
        yield Change(f"The title {quoted_change(old['title'], new['title'])}")
    for key in dict.fromkeys([*old, *new]):
        if key not in ("title", "fields", "pages", "version") and old.get(key) != new.get(key):
            yield Change(f"The design: {property_change(key, old.get(key), new.get(key))}")


def _of_fields(before: Document, after: Document) -> Iterator[Change]:
    old = {field["key"]: field for field in before.get("fields", [])}
    new = {field["key"]: field for field in after.get("fields", [])}
    for key in [*old, *(key for key in new if key not in old)]:
        label = (new.get(key) or old[key])["label"]
        if key not in new:
            yield Change(f"The field {label} was removed", "removed")
        elif key not in old:
            yield Change(f"The field {label} was added", "added")
        else:
            yield from _of_field(with_defaults("field", old[key]), with_defaults("field", new[key]))


def _of_field(old: dict[str, Any], new: dict[str, Any]) -> Iterator[Change]:
    for key in dict.fromkeys([*old, *new]):
        if old.get(key) == new.get(key):
            continue
        if key == "required":
            yield Change(
                f"The field {new['label']} is {'needed in every row' if new[key] else 'optional'} now"
            )
        elif key == "label":
            yield Change(f"The field ‘{old['label']}’ is called ‘{new['label']}’ now")
        else:
            yield Change(f"The field {new['label']}: {property_change(key, old.get(key), new.get(key))}")


def _of_elements(before: Document, after: Document, match: PageMatch) -> Iterator[Change]:
    old, new = _places(before), _places(after)
    many = len(after["pages"]) > 1 or len(before["pages"]) > 1
    for key in old:
        if key not in new and not _goes_with(old[key], new, match):
            yield _came_or_went(old[key], "removed", many)
    yield from _moves(old, new, match)
    for key, at in new.items():
        if key not in old:
            if not _comes_with(at, old, match):
                yield _came_or_went(at, "added", many)
        else:
            texts = _in_words(old[key], at, match, is_resized=_group_was_resized(at, old, new))
            yield from (Change(text, "changed", key, at.page + 1) for text in texts)
    for page in order_changed(before, after, match):
        yield Change(
            f"The layers of page {page} are in another order" if many else "The layers are in another order",
            page=page,
        )


def _places(document: Document) -> dict[str, _At]:
    found: dict[str, _At] = {}

    def visit(elements: list[dict[str, Any]], page: int, parent: dict[str, Any] | None) -> None:
        for element in elements:
            found[element["id"]] = _At(element, page, parent)
            visit(element.get("elements", []), page, element)

    for index, page in enumerate(document["pages"]):
        visit(page["elements"], index, None)
    return found


def _goes_with(at: _At, new: Mapping[str, _At], match: PageMatch) -> bool:
    """Whether the sentence about its page or its group says it already."""
    return match.after_of(at.page) is None or (at.parent is not None and at.parent["id"] not in new)


def _comes_with(at: _At, old: Mapping[str, _At], match: PageMatch) -> bool:
    return match.before_of(at.page) is None or (at.parent is not None and at.parent["id"] not in old)


def _came_or_went(at: _At, kind: Literal["added", "removed"], many: bool) -> Change:
    where = f" {'to' if kind == 'added' else 'from'} page {at.page + 1}" if many else ""
    return Change(f"{name_of(at.element)} was {kind}{where}", kind, at.element["id"], at.page + 1)


def _moves(old: Mapping[str, _At], new: Mapping[str, _At], match: PageMatch) -> Iterator[Change]:
    """Sentences for what lies elsewhere on its page; one for many that went the same way."""
    gone: dict[tuple[float, float, int], list[str]] = {}
    for key, at in new.items():
        if key in old and _stayed(old[key], at, match) and not _group_was_resized(at, old, new):
            moved = _way_of(old[key].element, at.element)
            if moved:
                gone.setdefault((*moved, at.page + 1), []).append(key)
    for (dx, dy, page), keys in gone.items():
        if len(keys) < _TOGETHER:
            yield from (
                Change(f"{name_of(new[key].element)} moved {way(dx, dy)}", "changed", key, page)
                for key in keys
            )
            continue
        named = ", ".join(name_of(new[key].element) for key in keys[:_NAMED])
        more = f" and {len(keys) - _NAMED} more" if len(keys) > _NAMED else ""
        yield Change(f"{len(keys)} elements moved {way(dx, dy)}: {named}{more}", "changed", keys[0], page)


def _stayed(old: _At, new: _At, match: PageMatch) -> bool:
    """On the same page and in the same group."""
    return match.after_of(old.page) == new.page and _id(old.parent) == _id(new.parent)


def _way_of(old: dict[str, Any], new: dict[str, Any]) -> tuple[float, float] | None:
    """How far it moved, mm; None when it did not, or when the ends of a line went different ways."""
    dx, dy = round(new["x"] - old["x"], 2), round(new["y"] - old["y"], 2)
    is_drawn_anew = (
        "x2" in old
        and "x2" in new
        and (round(new["x2"] - old["x2"], 2) != dx or round(new["y2"] - old["y2"], 2) != dy)
    )
    return None if is_drawn_anew or not (dx or dy) else (dx, dy)


def _group_was_resized(at: _At, old: Mapping[str, _At], new: Mapping[str, _At]) -> bool:
    """Whether a group around it was scaled: its own measures then follow."""
    parent = at.parent
    while parent is not None:
        was = old.get(parent["id"])
        if was and any(was.element.get(side) != parent.get(side) for side in ("width", "height")):
            return True
        parent = new[parent["id"]].parent
    return False


def _in_words(old_at: _At, new_at: _At, match: PageMatch, *, is_resized: bool) -> Iterator[str]:
    old, new, name = old_at.element, new_at.element, name_of(new_at.element)
    if old["type"] != new["type"]:
        yield f"{name_of(old)} became {in_words(new['type']).lower()}"
        return
    definition = f"{new['type']}Element"
    old, new = with_defaults(definition, old), with_defaults(definition, new)
    if old.get("text") != new.get("text"):
        yield f"The text {quoted_change(old['text'], new['text'])}"
    if old.get("name") != new.get("name") and old.get("name") and new.get("name"):
        yield f"‘{old['name']}’ is called ‘{new['name']}’ now"
    yield from (f"{name} {text}" for text in _place_in_words(old_at, new_at, match, is_resized))
    yield from (f"{name} {text}" for text in _states_in_words(old, new))
    for key in dict.fromkeys([*old, *new]):
        if (
            key in _OWN_WORDS
            or old.get(key) == new.get(key)
            or (is_resized and key in ("size", "stroke", "radius"))
        ):
            continue
        yield f"{name}: {property_change(key, old.get(key), new.get(key))}"


def _place_in_words(old_at: _At, new_at: _At, match: PageMatch, is_resized: bool) -> Iterator[str]:
    old, new = old_at.element, new_at.element
    if match.after_of(old_at.page) != new_at.page:
        yield f"moved to page {new_at.page + 1}"
    elif _id(old_at.parent) != _id(new_at.parent):
        group = new_at.parent
        yield f"was put into {_lower(name_of(group))}" if group else "was taken out of its group"
    if is_resized:
        return
    if "x2" in new:
        if _way_of(old, new) is None and any(old.get(key) != new.get(key) for key in _PLACE):
            yield "runs elsewhere"
    elif (old["width"], old["height"]) != (new["width"], new["height"]):
        yield f"is {_size(new)} now, was {_size(old)}"


def _states_in_words(old: dict[str, Any], new: dict[str, Any]) -> Iterator[str]:
    turned = new.get("rotation", 0) - old.get("rotation", 0)
    if turned:
        yield f"was turned by {number(abs(turned))}° {'clockwise' if turned > 0 else 'anticlockwise'}"
    if any(old.get(key, False) != new.get(key, False) for key in ("flipX", "flipY")):
        yield "was mirrored"
    if old.get("hidden", False) != new.get("hidden", False):
        yield "was hidden" if new.get("hidden") else "is shown again"
    if old.get("locked", False) != new.get("locked", False):
        yield "was locked" if new.get("locked") else "was unlocked"
    if old.get("when") != new.get("when"):
        yield f"is shown only when {new['when']}" if new.get("when") else "is shown to everybody now"


def _size(element: Mapping[str, Any]) -> str:
    return f"{number(element['width'])} × {number(element['height'])} mm"


def _id(element: dict[str, Any] | None) -> str | None:
    return element["id"] if element else None


def _lower(name: str) -> str:
    return f"the{name[3:]}" if name.startswith("The ") else name
