"""What of a draft can be drawn, whatever is not right in it yet."""

import copy
from collections.abc import Mapping
from typing import Any

from .bindings import bound_texts, can_show, known_types
from .checks import open_faults
from .formulas import condition_fault, types_of, without_faulty
from .placeholders import Placeholder, as_typed, parse_placeholders
from .walk import ElementAt, elements_of


def drawable(document: dict[str, Any]) -> dict[str, Any]:
    """A document that could be kept as a draft, as it can be drawn: the same one when it has no open faults.

    Placeholders that are not right show as they are typed, those of a computed field that cannot be worked out too.
    An element is shown whose condition cannot be read; a link that leads nowhere is none. What is drawn by a field that
    is not there, such as a photo, stays empty.
    """
    if next(open_faults(document), None) is None:
        return document
    drawn = copy.deepcopy(document)
    if "fields" in drawn:
        drawn["fields"] = without_faulty(drawn)
    known, own = known_types(drawn), types_of(drawn)
    for at in elements_of(drawn):
        _mend(at, known, own)
    return drawn


def _mend(at: ElementAt, known: Mapping[str, str], own: Mapping[str, str]) -> None:
    def is_right(placeholder: Placeholder) -> bool:
        return can_show(placeholder, known)

    for path, text in list(bound_texts(at)):
        name = str(path[-1])
        written = as_typed(text, is_right)
        if name == "link" and (written != text or not _leads_somewhere(text, known)):
            del at.element["link"]
        elif written != text:
            at.element[name] = written
    if at.text("when") and condition_fault(at.text("when"), own):
        del at.element["when"]


def _leads_somewhere(link: str, known: Mapping[str, str]) -> bool:
    first = parse_placeholders(link).parts[0]
    return not isinstance(first, Placeholder) or known[first.key] == "url"
