"""Computed fields: checked against each other, and worked out in the order in which they need each other."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from functools import lru_cache
from typing import Any, Self

from .expressions import ExpressionError, check, evaluate, names_of, parse, to_text
from .expressions.parser import Node
from .faults import Fault, Path, format_path
from .walk import elements_of, objects

SEQUENCE = "sequence"  # the running number in the job, a name that only expressions know
_TYPED = ("number", "date", "boolean")
_parsed = lru_cache(maxsize=512)(parse)


def wanted_by(kind: str) -> str:
    """What a formula must give for a field of a type: text fields take anything."""
    return kind if kind in _TYPED else "any"


@dataclass(frozen=True, slots=True)
class FormulaFault:
    """A formula that these values do not allow; `at` counts characters from 0, `names` are the fields that it names."""

    label: str
    at: int
    message: str
    names: frozenset[str]


@dataclass(frozen=True, slots=True)
class Formulas:
    """The computed fields of a document, in an order in which each needs only those before it."""

    nodes: Mapping[str, Node]
    types: Mapping[str, str]
    labels: Mapping[str, str]

    @classmethod
    def of(cls, document: Mapping[str, Any]) -> Self:
        """Of a valid document."""
        declared = document.get("fields", [])
        sources = {field["key"]: field["formula"] for field in declared if "formula" in field}
        order: dict[str, Node] = {}

        def add(key: str) -> None:
            if key in order:
                return
            node = _parsed(sources[key])
            for name, _ in names_of(node):
                if name in sources:
                    add(name)
            order[key] = node

        for key in sources:
            add(key)
        return cls(order, types_of(document), {field["key"]: field["label"] for field in declared})

    def __bool__(self) -> bool:
        return bool(self.nodes)

    def of_lists(self) -> Self:
        """Those that nothing but a list decides: neither numbers nor dates that a certificate gets when it is issued."""
        kept: dict[str, Node] = {}
        for key, node in self.nodes.items():
            names = {name for name, _ in names_of(node)}
            if all(name in kept or (name in self.types and name not in self.nodes) for name in names):
                kept[key] = node
        return replace(self, nodes=kept)

    def work_out(self, values: Mapping[str, str]) -> tuple[dict[str, str], list[FormulaFault]]:
        """The values with those that are computed; a formula that these values do not allow gives an empty one."""
        filled, faults = dict(values), []
        for key, node in self.nodes.items():
            try:
                filled[key] = to_text(evaluate(node, filled, self.types))
            except ExpressionError as error:
                filled[key] = ""
                names = frozenset(name for name, _ in names_of(node))
                faults.append(FormulaFault(self.labels[key], error.at, error.message, names))
        return filled, faults


def needs_sequence(document: Mapping[str, Any]) -> bool:
    """Whether a formula or a condition of a valid document names the running number."""
    declared = document.get("fields", [])
    if any(field["key"] == SEQUENCE for field in declared):
        return False
    sources = [field["formula"] for field in declared if "formula" in field]
    sources += [at.text("when") for at in elements_of(dict(document)) if at.text("when")]
    return any(name == SEQUENCE for source in sources for name, _ in names_of(_parsed(source)))


def types_of(document: Mapping[str, Any]) -> dict[str, str]:
    """Key → type of the fields that a document declares, of any shape, and of the one that it always has."""
    declared = {
        field["key"]: field["type"]
        for _, field in objects(("fields",), document.get("fields"))
        if isinstance(field.get("key"), str) and isinstance(field.get("type"), str)
    }
    return declared | {"recipient.name": "text"}


def formula_faults(document: Mapping[str, Any]) -> Iterator[Fault]:
    """Yield what is wrong with the formulas of a document of any shape: language, names, kinds, circles. All are open."""
    for path, error in _faulty(document):
        yield Fault(format_path((*path, "formula")), placed(error), is_open=True)


def without_faulty(document: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The fields of a document but those whose formulas cannot be worked out, and those that need them."""
    fields: list[dict[str, Any]] = document.get("fields", [])
    needs = {field["key"]: _needs_of(field["formula"]) for field in fields if "formula" in field}
    gone = {fields[int(path[1])]["key"] for path, _ in _faulty(document)}
    while further := {key for key, names in needs.items() if key not in gone and not gone.isdisjoint(names)}:
        gone |= further
    return [field for field in fields if field["key"] not in gone]


def _faulty(document: Mapping[str, Any]) -> Iterator[tuple[Path, ExpressionError]]:
    types = types_of(document)
    sources = {
        field["key"]: field["formula"]
        for _, field in objects(("fields",), document.get("fields"))
        if isinstance(field.get("key"), str) and isinstance(field.get("formula"), str)
    }
    needs = {key: _needs_of(source) for key, source in sources.items()}
    for path, field in objects(("fields",), document.get("fields")):
        key, source = field.get("key"), field.get("formula")
        if not isinstance(key, str) or not isinstance(source, str):
            continue
        try:
            node = check(source, types, wanted_by(types.get(key, "")))
            _refuse_circle(key, node, needs)
        except ExpressionError as error:
            yield path, error


def condition_fault(source: str, types: Mapping[str, str]) -> str:
    """What is wrong with the condition of an element, "" when nothing is."""
    try:
        check(source, types, "boolean")
    except ExpressionError as error:
        return placed(error)
    return ""


def placed(error: ExpressionError) -> str:
    """The message with the character, as in other faults of texts: from 1."""
    return f"at character {error.at + 1}: {error.message}"


def _needs_of(source: str) -> list[str]:
    try:
        return list(dict.fromkeys(name for name, _ in names_of(_parsed(source))))
    except ExpressionError:
        return []  # its own fault is told at its own place


def _refuse_circle(key: str, node: Node, needs: Mapping[str, list[str]]) -> None:
    seen: set[str] = set()  # for all names: what was passed once without a way leads nowhere
    for name, at in names_of(node):
        if way := _way(name, key, needs, seen):
            circle = " → ".join((key, *way))
            raise ExpressionError(at, f"goes in a circle: {circle}; take one of them out")


def _way(start: str, end: str, needs: Mapping[str, list[str]], seen: set[str]) -> list[str]:
    """The keys from one computed field to another that it needs, both ends included; [] when there is no way."""
    if start == end:
        return [end]
    if start in seen:
        return []
    seen.add(start)
    for name in needs.get(start, ()):
        if way := _way(name, end, needs, seen):
            return [start, *way]
    return []
