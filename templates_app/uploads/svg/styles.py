"""Style sheets inside drawings: their simple rules become attributes, for no style sheet is kept."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from templates_app.uploads.bad_picture import BadPicture

from .reading import Node
from .vocabulary import PROPERTIES

_COMMENT = re.compile(r"/\*.*?(?:\*/|\Z)|<!--|-->", re.DOTALL)
_SELECTOR = re.compile(r"([A-Za-z][\w-]*|\*)?((?:[.#][\w-]+)*)\Z")
_PART = re.compile(r"([.#])([\w-]+)")
_MAX_RULES = 500


@dataclass(frozen=True, slots=True)
class Rule:
    """One selector with its properties. `weight`: ids, classes, names, as CSS orders them; then the later one wins."""

    tag: str
    id: str
    classes: frozenset[str]
    weight: tuple[int, int, int]
    properties: dict[str, str]

    def matches(self, node: Node, classes: frozenset[str]) -> bool:
        return (
            self.tag in ("", "*", node.name)
            and (not self.id or self.id == node.attributes.get("id"))
            and self.classes <= classes
        )


def rules_of(css: str) -> list[Rule]:
    """The rules of a style sheet, the strongest last. Raises BadPicture for one that cannot be followed."""
    each = (rule for selector, body in _blocks(_COMMENT.sub(" ", css)) for rule in _rules(selector, body))
    found = list(islice(each, _MAX_RULES + 1))
    if len(found) > _MAX_RULES:
        raise BadPicture("The drawing has too many styles.", mend="Export it with styles as attributes.")
    return sorted(found, key=lambda rule: rule.weight)


def declarations(text: str) -> dict[str, str]:
    """The properties of a style attribute or the body of a rule that drawings may have."""
    pairs = (part.partition(":") for part in _COMMENT.sub(" ", text).split(";"))
    named = ((name.strip().lower(), value.replace("!important", "").strip()) for name, _, value in pairs)
    return {name: value for name, value in named if name in PROPERTIES and value}


def styled(node: Node, rules: list[Rule]) -> dict[str, str]:
    """The attributes of an element with the properties of its rules and of its style among them."""
    classes = frozenset(node.attributes.get("class", "").split())
    properties: dict[str, str] = {}
    for rule in rules:
        if rule.matches(node, classes):
            properties |= rule.properties
    properties |= declarations(node.attributes.get("style", ""))
    return node.attributes | properties


def _blocks(css: str) -> Iterator[tuple[str, str]]:
    """Selector and body of each rule. Rules behind an @ hold for certain screens or load fonts: they are passed over."""
    position = 0
    while (start := css.find("{", position)) >= 0:
        selector = css[position:start].rpartition(";")[2].strip()
        end = _end_of_block(css, start)
        if not selector.startswith("@"):
            yield selector, css[start + 1 : end]
        position = end + 1


def _end_of_block(css: str, start: int) -> int:
    depth = 0
    for position in range(start, len(css)):
        depth += {"{": 1, "}": -1}.get(css[position], 0)
        if depth == 0:
            return position
    return len(css)


def _rules(selectors: str, body: str) -> Iterator[Rule]:
    properties = declarations(body)
    for selector in selectors.split(","):
        selector = selector.strip()
        if not properties or not selector or ":" in selector:  # `:hover` never holds on paper
            continue
        found = _SELECTOR.match(selector)
        if not found:
            raise BadPicture(
                f"The drawing has a style for “{selector[:40]}”, which cannot be followed.",
                mend="Export it with styles as attributes (“presentation attributes”).",
            )
        parts = _PART.findall(found[2])
        ids = [name for kind, name in parts if kind == "#"]
        classes = frozenset(name for kind, name in parts if kind == ".")
        tag = found[1] or ""
        weight = (len(ids), len(classes), int(tag not in ("", "*")))
        yield Rule(tag, ids[0] if ids else "", classes, weight, properties)
