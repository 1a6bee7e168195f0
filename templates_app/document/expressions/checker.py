"""An expression against the fields of a design: unknown names and kinds that do not fit, before there are any values."""

from collections.abc import Mapping

from .errors import ExpressionError, closest, quoted
from .functions import FUNCTIONS
from .parser import WORDS, Node, parse
from .values import kind_of, read_date, read_number

# What every certificate has, with the types of a computation; `sequence` is the running number in its job.
SYSTEM_TYPES = {
    "certificate.number": "text",
    "certificate.code": "text",
    "certificate.language": "text",
    "certificate.issued_on": "date",
    "certificate.expires_on": "date",
    "issuer.name": "text",
    "verify.url": "text",
    "verify.qr": "text",
    "sequence": "number",
}
# Other types of fields hold texts.
_OWN_KINDS = ("number", "date", "boolean")
_NAMES = {
    "text": "text",
    "number": "a number",
    "date": "a date",
    "boolean": "true or false",
    "empty": "nothing",
}
_MENDS = {
    ("number", "text"): "; write number(…) around it",
    ("text", "number"): "; write text(…) around it",
    ("text", "date"): "; write text(…) around it",
    ("text", "boolean"): "; write text(…) around it",
    ("date", "text"): '; a day is written date("2026-11-21")',
    ("boolean", "text"): '; compare it, as in course.grade = "A"',
    ("boolean", "number"): "; compare it, as in course.score >= 90",
    ("boolean", "date"): "; compare it with another date",
}
_OPERANDS = {"+": "number", "-": "number", "*": "number", "/": "number", "negative": "number", "&": "any"}
_TRUTHS = ("and", "or", "not")


def check(source: str, types: Mapping[str, str], wanted: str = "any") -> Node:
    """The tree of an expression that names only known fields (`types`: key → type of the field) and gives what is
    `wanted`: text, number, date, boolean or any. Raises ExpressionError."""
    node = parse(source)
    found = type_of(node, types)
    _require(found, wanted, node)
    return node


def kind_of_field(key: str, types: Mapping[str, str]) -> str:
    """What the value of a field is in a computation, "" for a field that nobody knows."""
    kind = types.get(key) or SYSTEM_TYPES.get(key, "")
    return kind if kind in _OWN_KINDS or not kind else "text"


def type_of(node: Node, types: Mapping[str, str]) -> str:
    """text, number, date, boolean or empty. Raises ExpressionError."""
    if node.kind == "literal":
        return kind_of(node.value)
    if node.kind == "field":
        return kind_of_field(node.name, types) or _unknown(node, types)
    found = [type_of(part, types) for part in node.parts]
    if node.name in FUNCTIONS:
        return _of_function(node, found)
    if node.name in _OPERANDS or node.name in _TRUTHS:
        wanted = _OPERANDS.get(node.name, "boolean")
        for part, kind in zip(node.parts, found, strict=True):
            _require(kind, wanted, part)
        return "text" if node.name == "&" else wanted
    return _of_comparison(node, found)


def _of_function(node: Node, found: list[str]) -> str:
    function = FUNCTIONS[node.name]
    for place, (part, kind) in enumerate(zip(node.parts, found, strict=True)):
        _require(kind, function.takes[min(place, len(function.takes) - 1)], part)
        if node.name in ("date", "number") and part.kind == "literal":
            _readable(node.name, part)
    if function.gives != "same":
        return function.gives
    outcome = "empty"
    skipped = 1 if node.name == "if" else 0
    for part, kind in list(zip(node.parts, found, strict=True))[skipped:]:
        if outcome != "empty" and kind not in ("empty", outcome):
            raise ExpressionError(
                part.at, f"must be {_NAMES[outcome]} like the one before it, and is {_NAMES[kind]}"
            )
        outcome = kind if outcome == "empty" else outcome
    return outcome


def _readable(name: str, part: Node) -> None:
    text = part.value if isinstance(part.value, str) else ""
    if text and (read_date(text) if name == "date" else read_number(text)) is None:
        mend = "write it as 2026-11-21" if name == "date" else "write it as 12.5"
        raise ExpressionError(part.at, f"is no {name}; {mend}")


def _of_comparison(node: Node, found: list[str]) -> str:
    (left, right), (one, other) = node.parts, found
    if node.name not in ("=", "!="):
        for part, kind in ((left, one), (right, other)):
            if kind not in ("number", "date", "empty"):
                raise ExpressionError(
                    part.at, f"{node.name} compares numbers and dates, and this is {_NAMES[kind]}"
                )
    if one != other and "empty" not in (one, other):
        raise ExpressionError(
            right.at,
            f"is {_NAMES[other]} and cannot be compared with {_NAMES[one]}{_MENDS.get((one, other), '')}",
        )
    return "boolean"


def _require(kind: str, wanted: str, part: Node) -> None:
    if wanted not in ("any", kind) and kind != "empty":
        raise ExpressionError(
            part.at, f"must be {_NAMES[wanted]}, and is {_NAMES[kind]}{_MENDS.get((wanted, kind), '')}"
        )


def _unknown(node: Node, types: Mapping[str, str]) -> str:
    if node.name in FUNCTIONS:
        raise ExpressionError(node.at, f"{node.name} is a function; write {node.name}(…)")
    meant = closest(node.name, {*types, *SYSTEM_TYPES, *WORDS})
    mend = f"did you mean {meant}?" if meant else "add it to the fields, or put text in quotes"
    raise ExpressionError(node.at, f"{quoted(node.name)} is no field of this design; {mend}")
