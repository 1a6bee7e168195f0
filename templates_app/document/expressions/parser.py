"""From tokens to a tree, by the binding power of operators (Pratt). The grammar is in docs/expressions.md."""

from collections.abc import Iterator
from dataclasses import dataclass

from .errors import ExpressionError, closest, quoted
from .functions import FUNCTIONS
from .tokens import Token, tokens_of
from .values import MAX_NUMBER, Value, read_number

MAX_DEPTH = 32
MAX_PARTS = 200
_POWERS = {"or": 10, "and": 20, "&": 50, "+": 60, "-": 60, "*": 70, "/": 70}
_COMPARISONS = ("=", "!=", "<", "<=", ">", ">=")
_POWERS |= dict.fromkeys(_COMPARISONS, 40)
_NOT_POWER, _MINUS_POWER = 30, 80
_CONSTANTS: dict[str, Value] = {"true": True, "false": False, "empty": None}
WORDS = ("and", "or", "not", *_CONSTANTS)


@dataclass(frozen=True, slots=True)
class Node:
    """`kind` is literal (`value`), field (`name` is its key) or call (`name` of a function or operator, with `parts`).

    `at` is where it begins, in characters.
    """

    kind: str
    at: int
    name: str = ""
    value: Value = None
    parts: tuple["Node", ...] = ()


def parse(source: str) -> Node:
    """The tree of an expression. Raises ExpressionError."""
    return _Parser(tokens_of(source)).whole()


def names_of(node: Node) -> Iterator[tuple[str, int]]:
    """Every field that is named, with its place, in the order of the text."""
    if node.kind == "field":
        yield node.name, node.at
    for part in node.parts:
        yield from names_of(part)


class _Parser:
    def __init__(self, tokens: list[Token]) -> None:
        self._tokens = tokens
        self._next = 0
        self._parts = 0

    def whole(self) -> Node:
        if self._token.kind == "end":
            raise ExpressionError(0, "is empty; write something such as course.score >= 90")
        node = self._operand(0, 1)
        if self._token.kind != "end":
            raise self._unexpected()
        return node

    @property
    def _token(self) -> Token:
        return self._tokens[self._next]

    def _take(self) -> Token:
        token = self._token
        self._next += 1
        return token

    def _is(self, *signs: str) -> bool:
        return self._token.kind in ("sign", "name") and self._token.text in signs

    def _node(self, node: Node) -> Node:
        self._parts += 1
        if self._parts > MAX_PARTS:
            raise ExpressionError(
                node.at, f"has more than {MAX_PARTS} parts; compute some of them in another field"
            )
        return node

    def _operand(self, least: int, depth: int) -> Node:
        """What binds tighter than `least`."""
        if depth > MAX_DEPTH:
            raise ExpressionError(
                self._token.at, "is nested too deeply; compute a part of it in another field"
            )
        left = self._first(depth)
        while self._token.kind in ("sign", "name"):
            operator = self._token.text
            power = _POWERS.get(operator, 0)
            if power <= least:
                break
            self._take()
            right = self._operand(power, depth + 1)
            left = self._node(Node("call", left.at, operator, parts=(left, right)))
            if power == _POWERS["="] and self._is(*_COMPARISONS):
                raise ExpressionError(self._token.at, "compare two things at a time, and join them by and")
        return left

    def _first(self, depth: int) -> Node:
        token = self._take()
        if token.kind == "number":
            return self._node(Node("literal", token.at, value=_number(token)))
        if token.kind == "text":
            return self._node(Node("literal", token.at, value=token.text or None))
        if token.kind == "name":
            return self._named(token, depth)
        if token.text == "-":
            return self._node(
                Node("call", token.at, "negative", parts=(self._operand(_MINUS_POWER, depth + 1),))
            )
        if token.text == "(":
            inside = self._operand(0, depth + 1)
            self._close(token)
            return inside
        self._next -= 1
        raise self._unexpected()

    def _named(self, token: Token, depth: int) -> Node:
        if token.text in _CONSTANTS:
            return self._node(Node("literal", token.at, value=_CONSTANTS[token.text]))
        if token.text == "not":
            return self._node(Node("call", token.at, "not", parts=(self._operand(_NOT_POWER, depth + 1),)))
        if token.text in WORDS:
            self._next -= 1
            raise self._unexpected()
        if self._is("("):
            return self._call(token, depth)
        return self._node(Node("field", token.at, token.text))

    def _call(self, name: Token, depth: int) -> Node:
        if name.text not in FUNCTIONS:
            meant = closest(name.text, FUNCTIONS)
            mend = f"did you mean {meant}?" if meant else "see the list of functions"
            raise ExpressionError(name.at, f"{quoted(name.text)} is no function; {mend}")
        bracket = self._take()
        parts: list[Node] = []
        while not self._is(")"):
            parts.append(self._operand(0, depth + 1))
            if not self._is(","):
                break
            self._take()
        self._close(bracket)
        function = FUNCTIONS[name.text]
        if not function.least <= len(parts) <= function.most:
            raise ExpressionError(
                name.at, f"{name.text} takes {function.usage}, found {len(parts)} inside its brackets"
            )
        return self._node(Node("call", name.at, name.text, parts=tuple(parts)))

    def _close(self, bracket: Token) -> None:
        if not self._is(")"):
            if self._token.kind == "end":
                raise ExpressionError(
                    self._token.at, f"')' is missing; it closes the '(' at character {bracket.at + 1}"
                )
            raise self._unexpected()
        self._take()

    def _unexpected(self) -> ExpressionError:
        token = self._token
        before = self._tokens[self._next - 1] if self._next else None
        if token.kind == "end":
            return ExpressionError(token.at, "something is missing at the end")
        if token.text == ")" and token.kind == "sign" and before and before.text not in (",", "("):
            return ExpressionError(token.at, "')' closes nothing; remove it")
        if token.text == "," and token.kind == "sign":
            return ExpressionError(
                token.at, "',' only stands between what a function takes; a decimal is written 1.5"
            )
        if token.text.lower() in ("and", "or"):
            return ExpressionError(
                token.at, f"{quoted(token.text)} is written {token.text.lower()}, between two conditions"
            )
        if before and (before.kind != "sign" or before.text == ")") and not self._is("("):
            return ExpressionError(
                token.at, f"an operator is missing before {quoted(token.text)}, such as & or +"
            )
        return ExpressionError(token.at, f"{quoted(token.text)} cannot stand here; put a value before it")


def _number(token: Token) -> Value:
    number = read_number(token.text)
    if number is None or token.text.partition(".")[2][12:].strip("0"):
        raise ExpressionError(token.at, f"must be below {MAX_NUMBER:,} and have at most 12 decimals")
    return number
