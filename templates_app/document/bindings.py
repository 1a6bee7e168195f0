"""Where a document binds values: placeholders of texts, links and QR codes, and pictures named by a field."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from .element_types import type_of
from .faults import Fault, Path, format_path, shorten
from .fields import RECIPIENT_NAME, SYSTEM_FIELDS
from .formulas import types_of
from .placeholders import FORMAT_ARGUMENTS, ParsedText, Placeholder, parse_placeholders
from .walk import ElementAt, elements_of, objects

_FIELD_SOURCE = "field:"
_ASSET_SOURCE = "asset:"

# Formats that make sense of a value, by the type of its field.
_FORMATS_OF_TYPE = {
    "text": ("upper", "lower"),
    "long_text": ("upper", "lower"),
    "choice": ("upper", "lower"),
    "image": (),
    "boolean": (),
    "number": ("number", "percent"),
    "date": ("date",),
    "email": ("upper", "lower"),
    "url": (),
}
_ALWAYS_KNOWN = {field.key: field.type for field in (RECIPIENT_NAME, *SYSTEM_FIELDS)}
_LINK_START = re.compile(r"(?:https?://[^/\\]|mailto:.)", re.IGNORECASE)
_NOT_IN_LINK = re.compile(r"[\s\\<>\"]")


def known_types(document: Mapping[str, Any]) -> dict[str, str]:
    """Map every key that the document may bind to the type of its field."""
    return types_of(document) | _ALWAYS_KNOWN


def formats_of_type(kind: str) -> list[str]:
    """What may stand after the bar of a placeholder for a field of a type: `date:full`, `upper`."""
    return [
        f"{name}:{argument}" if argument else name
        for name in _FORMATS_OF_TYPE[kind]
        for argument in FORMAT_ARGUMENTS[name] or ("",)
    ]


def bound_keys(document: dict[str, Any]) -> list[str]:
    """Return the keys that the document prints, encodes, links to or loads a picture from, in order of drawing."""
    keys: dict[str, None] = {}
    for at in elements_of(document):
        for _, text in bound_texts(at):
            keys.update((placeholder.key, None) for placeholder in parse_placeholders(text).placeholders)
        keys.update((key, None) for _, key in _picture_keys(at))
        keys.update((key, None) for _, key, _ in _value_keys(at))
    return list(keys)


def picture_keys(document: dict[str, Any]) -> set[str]:
    """Return the keys whose values name pictures."""
    return {key for at in elements_of(document) for _, key in _picture_keys(at)}


def asset_ids(document: dict[str, Any]) -> dict[str, str]:
    """Map the path of each picture that is an asset to the id that it names: backgrounds of pages, then elements."""
    sources: list[tuple[Path, str]] = []
    for path, page in objects(("pages",), document.get("pages")):
        background = page.get("background")
        if isinstance(background, dict) and isinstance(background.get("source"), str):
            sources.append(((*path, "background", "source"), background["source"]))
    sources += [source for at in elements_of(document) for source in _sources(at)]
    return {
        format_path(path): source.removeprefix(_ASSET_SOURCE)
        for path, source in sources
        if source.startswith(_ASSET_SOURCE)
    }


def binding_faults(at: ElementAt, types: Mapping[str, str]) -> Iterator[Fault]:
    """Yield what is wrong with what one element binds, given the types of the keys that may be bound. All are open."""
    for path, text in bound_texts(at):
        parsed, where = parse_placeholders(text), format_path(path)
        if path[-1] != "link":
            for fault in parsed.faults:
                yield Fault(where, f"at character {fault.position + 1}: {fault.message}", is_open=True)
        for placeholder in parsed.placeholders:
            if message := _misuse(placeholder, types):
                yield Fault(where, f"at character {placeholder.start + 1}: {message}", is_open=True)
        if path[-1] == "link" and (message := _no_address(parsed, types)):
            yield Fault(where, message, is_open=True)
    for path, key in _picture_keys(at):
        if message := _unknown_key(key, types):
            yield Fault(format_path(path), message, is_open=True)
    for path, key, wanted in _value_keys(at):
        if message := _unknown_key(key, types) or _wrong_type(key, types[key], wanted):
            yield Fault(format_path(path), message, is_open=True)


def link_faults(at: ElementAt) -> Iterator[Fault]:
    """Yield what is unsafe in the link of an element, whatever fields there are, and what of it cannot be read."""
    if not at.text("link"):
        return
    parsed, where = parse_placeholders(at.text("link")), format_path((*at.path, "link"))
    yield from (Fault(where, f"at character {each.position + 1}: {each.message}") for each in parsed.faults)
    if parsed.faults:
        return
    literals = [part for part in parsed.parts if isinstance(part, str)]
    if any(_NOT_IN_LINK.search(literal) for literal in literals):
        yield Fault(where, "must not hold spaces, backslashes, quotes or angle brackets; percent-encode them")
    if not isinstance(parsed.parts[0], Placeholder) and not _starts_well(parsed):
        yield Fault(
            where, "must start with https://, http:// or mailto:, or with a placeholder such as {verify.url}"
        )


def bound_texts(at: ElementAt) -> Iterator[tuple[Path, str]]:
    """Yield the texts of an element that may hold placeholders, with their paths."""
    kind = type_of(at.element.get("type"))
    for name, default in kind.texts.items() if kind else ():
        yield (*at.path, name), at.text(name) if name in at.element else default
    if at.text("link"):
        yield (*at.path, "link"), at.text("link")


def _sources(at: ElementAt) -> Iterator[tuple[Path, str]]:
    """Yield what names the pictures of an element, with their paths."""
    kind = type_of(at.element.get("type"))
    for name in kind.pictures if kind else ():
        yield (*at.path, name), at.text(name)


def _picture_keys(at: ElementAt) -> Iterator[tuple[Path, str]]:
    for path, source in _sources(at):
        if source.startswith(_FIELD_SOURCE):
            yield path, source.removeprefix(_FIELD_SOURCE)


def _value_keys(at: ElementAt) -> Iterator[tuple[Path, str, tuple[str, ...]]]:
    """Yield the keys of fields that an element reads by itself, with the types that will do."""
    kind = type_of(at.element.get("type"))
    for name, wanted in kind.keys.items() if kind else ():
        if at.text(name):
            yield (*at.path, name), at.text(name), wanted


def _wrong_type(key: str, found: str, wanted: tuple[str, ...]) -> str:
    if found in wanted:
        return ""
    return f"{key} is of type {found}; choose a field of type {' or '.join(wanted)}"


def can_show(placeholder: Placeholder, types: Mapping[str, str]) -> bool:
    """Tell whether there is such a field, and its format suits it."""
    kind = types.get(placeholder.key)
    if kind is None or not placeholder.format:
        return kind is not None
    return placeholder.format in _FORMATS_OF_TYPE.get(kind, (placeholder.format,))


def _misuse(placeholder: Placeholder, types: Mapping[str, str]) -> str:
    unknown = _unknown_key(placeholder.key, types)
    if unknown or can_show(placeholder, types):
        return unknown
    kind = types[placeholder.key]
    allowed = _FORMATS_OF_TYPE[kind]
    mend = f"use {' or '.join(allowed)}" if allowed else "remove the format"
    return f"{placeholder.key} is of type {kind}, which the format {placeholder.format} cannot show; {mend}"


def _unknown_key(key: str, types: Mapping[str, str]) -> str:
    if key in types:
        return ""
    close = get_close_matches(key, types, n=1)
    mend = f"did you mean {close[0]}?" if close else "add it to fields"
    return f"binds {shorten(key)}, which no field declares; {mend}"


def _no_address(parsed: ParsedText, types: Mapping[str, str]) -> str:
    first = parsed.parts[0] if parsed.parts else ""
    if not isinstance(first, Placeholder) or types.get(first.key, "url") == "url":
        return ""
    return f"may start with a placeholder only of a url field, and {first.key} is none"


def _starts_well(parsed: ParsedText) -> bool:
    # A placeholder counts as one letter, so that mailto:{recipient.email} has something after its scheme.
    return bool(_LINK_START.match("".join(part if isinstance(part, str) else "x" for part in parsed.parts)))
