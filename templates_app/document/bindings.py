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
        for _, text in _bound_texts(at):
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
    """Yield the faults of one element's bindings, given the types of the keys that may be bound."""
    for path, text in _bound_texts(at):
        parsed = parse_placeholders(text)
        messages = [f"at character {fault.position + 1}: {fault.message}" for fault in parsed.faults]
        messages += [
            f"at character {placeholder.start + 1}: {message}"
            for placeholder in parsed.placeholders
            if (message := _misuse(placeholder, types))
        ]
        if path[-1] == "link" and not parsed.faults:
            messages += _link_misuse(parsed, types)
        yield from (Fault(format_path(path), message) for message in messages)
    for path, key in _picture_keys(at):
        if message := _unknown_key(key, types):
            yield Fault(format_path(path), message)
    for path, key, wanted in _value_keys(at):
        if message := _unknown_key(key, types) or _wrong_type(key, types[key], wanted):
            yield Fault(format_path(path), message)


def _bound_texts(at: ElementAt) -> Iterator[tuple[Path, str]]:
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


def _misuse(placeholder: Placeholder, types: Mapping[str, str]) -> str:
    unknown = _unknown_key(placeholder.key, types)
    if unknown or not placeholder.format:
        return unknown
    kind = types[placeholder.key]
    allowed = _FORMATS_OF_TYPE.get(kind)
    if allowed is None or placeholder.format in allowed:
        return ""
    mend = f"use {' or '.join(allowed)}" if allowed else "remove the format"
    return f"{placeholder.key} is of type {kind}, which the format {placeholder.format} cannot show; {mend}"


def _unknown_key(key: str, types: Mapping[str, str]) -> str:
    if key in types:
        return ""
    close = get_close_matches(key, types, n=1)
    mend = f"did you mean {close[0]}?" if close else "add it to fields"
    return f"binds {shorten(key)}, which no field declares; {mend}"


def _link_misuse(parsed: ParsedText, types: Mapping[str, str]) -> list[str]:
    literals = [part for part in parsed.parts if isinstance(part, str)]
    messages = []
    if any(_NOT_IN_LINK.search(literal) for literal in literals):
        messages.append("must not hold spaces, backslashes, quotes or angle brackets; percent-encode them")
    first = parsed.parts[0] if parsed.parts else ""
    if isinstance(first, Placeholder):
        if types.get(first.key, "url") != "url":
            messages.append(f"may start with a placeholder only of a url field, and {first.key} is none")
    elif not _starts_well(parsed):
        messages.append(
            "must start with https://, http:// or mailto:, or with a placeholder such as {verify.url}"
        )
    return messages


def _starts_well(parsed: ParsedText) -> bool:
    # A placeholder counts as one letter, so that mailto:{recipient.email} has something after its scheme.
    return bool(_LINK_START.match("".join(part if isinstance(part, str) else "x" for part in parsed.parts)))
