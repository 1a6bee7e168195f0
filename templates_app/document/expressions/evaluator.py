"""A tree worked out with the values of one certificate. Each part is looked at once at most, so the parser's limits hold."""

from collections.abc import Callable, Mapping
from datetime import date

from .checker import kind_of_field
from .errors import ExpressionError, quoted
from .functions import FUNCTIONS, Function, Refused, sized
from .parser import Node
from .values import MAX_NUMBER, UNIT, Number, Value, divided, read_date, read_number, to_text

_READERS: dict[str, Callable[[str], Value]] = {
    "number": read_number,
    "date": read_date,
    "boolean": {"true": True, "false": False}.get,
}


def evaluate(node: Node, values: Mapping[str, str], types: Mapping[str, str]) -> Value:
    """`values`: key → text as in a certificate; `types`: key → type of the field. The tree is checked.

    Raises ExpressionError for what only values can show: a division by zero, a number that is too large.
    """
    return _Evaluation(values, types).of(node)


class _Evaluation:
    def __init__(self, values: Mapping[str, str], types: Mapping[str, str]) -> None:
        self._values = values
        self._types = types

    def of(self, node: Node) -> Value:
        if node.kind == "literal":
            return node.value
        if node.kind == "field":
            return self._field(node)
        if node.name in _LAZY:
            return _LAZY[node.name](self, node)
        if node.name in FUNCTIONS:
            return self._call(node, FUNCTIONS[node.name])
        found = [self.of(part) for part in node.parts]
        if node.name == "&":
            return _guarded(node, lambda: sized("".join(map(to_text, found))))
        if node.name in _COMPARISONS:
            return _compared(node.name, found[0], found[1])
        return _calculated(node, found)

    def _field(self, node: Node) -> Value:
        text = self._values.get(node.name, "")
        kind = kind_of_field(node.name, self._types)
        reader = _READERS.get(kind)
        if reader is None or not text:
            return text or None
        value = reader(text)
        if value is None:
            raise ExpressionError(node.at, f"{node.name} holds {quoted(text)}, which is no {kind}")
        return value

    def _call(self, node: Node, function: Function) -> Value:
        found = [self.of(part) for part in node.parts]
        if None in found and not function.takes_empty:
            return None
        return _guarded(node, lambda: function.work(*found))

    def _if(self, node: Node) -> Value:
        condition, *outcomes = node.parts
        if self.of(condition):
            return self.of(outcomes[0])
        return self.of(outcomes[1]) if len(outcomes) > 1 else None

    def _first(self, node: Node) -> Value:
        for part in node.parts:
            value = self.of(part)
            if value is not None:
                return value
        return None

    def _and(self, node: Node) -> Value:
        return all(self.of(part) for part in node.parts)

    def _or(self, node: Node) -> Value:
        return any(self.of(part) for part in node.parts)

    def _not(self, node: Node) -> Value:
        return not self.of(node.parts[0])


_LAZY = {
    "if": _Evaluation._if,
    "coalesce": _Evaluation._first,
    "and": _Evaluation._and,
    "or": _Evaluation._or,
    "not": _Evaluation._not,
}
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")


def _guarded(node: Node, work: Callable[[], Value]) -> Value:
    try:
        return work()
    except Refused as refused:
        raise ExpressionError(node.parts[refused.argument].at, refused.message) from None


def _compared(operator: str, left: Value, right: Value) -> bool:
    if operator == "=":
        return left == right
    if operator == "!=":
        return left != right
    if left is None or right is None:
        return False  # nothing is neither more nor less
    one, other = _ordinal(left), _ordinal(right)
    return {"<": one < other, "<=": one <= other, ">": one > other, ">=": one >= other}[operator]


def _ordinal(value: Value) -> int:
    if isinstance(value, Number):
        return value.units
    assert isinstance(value, date)
    return value.toordinal()


def _calculated(node: Node, found: list[Value]) -> Value:
    numbers = [value.units for value in found if isinstance(value, Number)]
    if len(numbers) < len(found):
        return None  # of nothing comes nothing
    one, other = numbers[0], numbers[-1]
    if node.name == "negative":
        return Number(-one)
    if node.name == "/" and other == 0:
        raise ExpressionError(
            node.parts[1].at, "this is zero, and nothing can be divided by it; test it with if first"
        )
    units = {
        "+": lambda: one + other,
        "-": lambda: one - other,
        "*": lambda: divided(one * other, UNIT),
        "/": lambda: divided(one * UNIT, other),
    }[node.name]()
    if abs(units) >= MAX_NUMBER * UNIT:
        raise ExpressionError(node.at, "makes a number that is too large")
    return Number(units)
