"""How much a drawing draws once all its references are followed: small files can hold drawings without end."""

from templates_app.uploads.bad_picture import BadPicture

from .reading import SIMPLER, Node
from .vocabulary import local_target, paint_target

MAX_WEIGHT = 100_000  # parts drawn
MAX_CHAIN = 200  # references and groups, one in the other


def check_weight(root: Node) -> None:
    """Raise BadPicture for a drawing that repeats itself too often, or contains itself."""
    _Scale(root).weigh(root)


class _Scale:
    def __init__(self, root: Node) -> None:
        self._named: dict[str, Node] = {}
        self._known: dict[int, int] = {}
        self._open: set[int] = set()
        self._name(root)

    def _name(self, node: Node) -> None:
        if identity := node.attributes.get("id"):
            self._named.setdefault(identity, node)
        for child in node.children:
            self._name(child)

    def weigh(self, node: Node) -> int:
        key = id(node)
        if key in self._known:
            return self._known[key]
        if key in self._open:
            raise BadPicture("The drawing contains itself.", mend=SIMPLER)
        if len(self._open) >= MAX_CHAIN:
            raise BadPicture("The parts of the drawing refer to each other too deeply.", mend=SIMPLER)
        self._open.add(key)
        weight = 1 + sum(self.weigh(each) for each in (*node.children, *self._targets(node)))
        self._open.discard(key)
        if weight > MAX_WEIGHT:
            raise BadPicture("The drawing repeats its parts too often.", mend=SIMPLER)
        self._known[key] = weight
        return weight

    def _targets(self, node: Node) -> list[Node]:
        names = [local_target(node.attributes.get("href", ""))]
        names += [
            paint_target(value) for name, value in node.attributes.items() if name not in ("href", "id")
        ]
        return [self._named[name] for name in names if name in self._named]
