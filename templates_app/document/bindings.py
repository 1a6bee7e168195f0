"""Where a document binds values: placeholders of texts, links and QR codes, and pictures named by a field."""

import re
from collections.abc import Iterator, Mapping
from difflib import get_close_matches
from typing import Any

from .faults import Fault, Path, format_path, shorten
from .fields import RECIPIENT_NAME, SYSTEM_FIELDS
from .formulas import types_of
from .placeholders import ParsedText, Placeholder, parse_placeholders
from .walk import ElementAt, elements_of, objects

DEFAULT_QR_CONTENT = "{verify.url}"
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


def bound_keys(document: dict[str, Any]) -> list[str]:
    """Return the keys that the document prints, encodes, links to or loads a picture from, in order of drawing."""
    keys: dict[str, None] = {}
    for at in elements_of(document):
        for _, text in _bound_texts(at):
            keys.update((placeholder.key, None) for placeholder in parse_placeholders(text).placeholders)
        if picture := _picture_key(at):
            keys[picture] = None
    return list(keys)


def picture_keys(document: dict[str, Any]) -> set[str]:
    """Return the keys whose values name pictures."""
    return {key for at in elements_of(document) if (key := _picture_key(at))}


def asset_ids(document: dict[str, Any]) -> dict[str, str]:
    """Map the path of each picture that is an asset to the id that it names."""
    return {
        format_path(path): source.removeprefix(_ASSET_SOURCE)
        for path, source in _sources(document)
        if isinstance(source, str) and source.startswith(_ASSET_SOURCE)
    }


def _sources(document: dict[str, Any]) -> Iterator[tuple[Path, object]]:
    """Yield what names a picture, with its path: backgrounds of pages, then elements."""
    for path, page in objects(("pages",), document.get("pages")):
        background = page.get("background")
        if isinstance(background, dict) and background.get("type") == "image":
            yield (*path, "background", "source"), background.get("source")
    for at in elements_of(document):
        if at.element.get("type") == "image":
            yield (*at.path, "source"), at.element.get("source")


def binding_faults(at: ElementAt, types: Mapping[str, str]) -> Iterator[Fault]:
    """Yield the faults of one element's bindings, given the types of the keys that may be bound."""
    for name, text in _bound_texts(at):
        parsed = parse_placeholders(text)
        messages = [f"at character {fault.position + 1}: {fault.message}" for fault in parsed.faults]
        messages += [
            f"at character {placeholder.start + 1}: {message}"
            for placeholder in parsed.placeholders
            if (message := _misuse(placeholder, types))
        ]
        if name == "link" and not parsed.faults:
            messages += _link_misuse(parsed, types)
        yield from (Fault(format_path((*at.path, name)), message) for message in messages)
    picture = _picture_key(at)
    if picture and (message := _unknown_key(picture, types)):
        yield Fault(format_path((*at.path, "source")), message)


def _picture_key(at: ElementAt) -> str:
    """Return the key of a picture that a field names, empty for any other element."""
    source = at.text("source") if at.element.get("type") == "image" else ""
    return source.removeprefix(_FIELD_SOURCE) if source.startswith(_FIELD_SOURCE) else ""


def _bound_texts(at: ElementAt) -> Iterator[tuple[str, str]]:
    """Yield the properties of an element that may hold placeholders, with their texts."""
    if at.element.get("type") == "text":
        yield "text", at.text("text")
    if at.element.get("type") == "qr":
        yield "content", at.text("content") if "content" in at.element else DEFAULT_QR_CONTENT
    if at.text("link"):
        yield "link", at.text("link")


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
