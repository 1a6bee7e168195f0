"""Rules that a JSON Schema cannot state. They read a document of any shape and pass over what is malformed."""

from collections.abc import Collection, Iterator
from difflib import get_close_matches
from typing import Any

from .bindings import binding_faults, known_types, link_faults
from .declarations import declaration_faults
from .element_types import type_of
from .faults import Fault, Path, describe, format_path, shorten
from .formulas import condition_fault, formula_faults, types_of
from .walk import ElementAt, elements_of, is_number, objects

MAX_ELEMENTS = 500


def semantic_faults(document: dict[str, Any], families: Collection[str] | None) -> Iterator[Fault]:
    """Yield what breaks a rule beyond the schema, but the open faults. `families` are the known font families, None to
    accept any."""
    yield from declaration_faults(document)
    elements = list(elements_of(document))
    if len(elements) > MAX_ELEMENTS:
        yield Fault(
            "pages", f"must have at most {MAX_ELEMENTS} elements in all, found {len(elements)}; remove some"
        )
    yield from _repeated_ids(elements)
    for path, page in objects(("pages",), document.get("pages")):
        yield from _order_of_stops((*path, "background"), page.get("background"))
    for at in elements:
        yield from link_faults(at)
        yield from _rules_of_type(at)
        if families is not None:
            yield from _family(at, families)


def open_faults(document: dict[str, Any]) -> Iterator[Fault]:
    """Yield the faults that a draft may have: of formulas, bindings and conditions. Each is worded when it is asked for."""
    yield from formula_faults(document)
    types, own_types = known_types(document), types_of(document)
    for at in elements_of(document):
        yield from binding_faults(at, types)
        if at.text("when") and (message := condition_fault(at.text("when"), own_types)):
            yield Fault(format_path((*at.path, "when")), message, is_open=True)


def _repeated_ids(elements: list[ElementAt]) -> Iterator[Fault]:
    first: dict[str, Path] = {}
    for at in elements:
        name = at.text("id")
        if name and name in first:
            message = f"{describe(name)} is already the id of {format_path(first[name])}; choose another"
            yield Fault(format_path((*at.path, "id")), message)
        first.setdefault(name, at.path)


def _rules_of_type(at: ElementAt) -> Iterator[Fault]:
    kind = type_of(at.element.get("type"))
    if kind is None:
        return
    for name in kind.properties_like("paint"):
        yield from _order_of_stops((*at.path, name), at.element.get(name))
    for name in kind.properties_like("stroke"):
        yield from _dashes((*at.path, name), at.element.get(name))
    for rule in kind.rules:
        yield from rule(at)


def _order_of_stops(where: Path, paint: object) -> Iterator[Fault]:
    stops = paint.get("stops") if isinstance(paint, dict) else None
    highest = 0.0
    for path, stop in objects((*where, "stops"), stops):
        offset = stop.get("offset")
        if not is_number(offset):
            continue
        if offset < highest:
            message = f"must not be less than the stop before it, {describe(highest)}; put the stops in order"
            yield Fault(format_path((*path, "offset")), message)
        highest = max(highest, offset)


def _dashes(where: Path, stroke: object) -> Iterator[Fault]:
    dash = stroke.get("dash") if isinstance(stroke, dict) else None
    if isinstance(dash, list) and dash and all(is_number(length) and length == 0 for length in dash):
        message = "must have a length above 0; leave dash out for a solid line"
        yield Fault(format_path((*where, "dash")), message)


def _family(at: ElementAt, families: Collection[str]) -> Iterator[Fault]:
    font = at.element.get("font")
    family = font.get("family") if isinstance(font, dict) else None
    if isinstance(family, str) and family not in families:
        close = get_close_matches(family[:64], families, n=1)
        mend = f"did you mean {close[0]}?" if close else "choose a family of the font catalogue"
        yield Fault(
            format_path((*at.path, "font", "family")), f"'{shorten(family)}' is not available; {mend}"
        )
