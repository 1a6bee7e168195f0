"""XML as a tree of elements of SVG. Entities are refused before they could grow, and nothing is ever loaded."""

from dataclasses import dataclass, field
from xml.parsers import expat

from templates_app.uploads.bad_picture import BadPicture

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
MAX_NODES = 20_000
MAX_DEPTH = 40
MAX_TEXT = 500_000  # characters of all style sheets
WITH_TEXT = {"style", "text", "tspan", "textPath", "tref"}
SIMPLER = "Simplify it in your drawing program and export it again."


@dataclass(slots=True)
class Node:
    """An element. `name` and the names of its attributes are local ones; `xlink:href` is called `href`.

    Elements and attributes of other namespaces than SVG's, such as those of editors, are not here.
    """

    name: str
    attributes: dict[str, str]
    children: list["Node"] = field(default_factory=list)
    text: str = ""


def read(content: bytes) -> Node:
    """Return the root. Raises BadPicture."""
    return _Reader().read(content)


class _Reader:
    def __init__(self) -> None:
        self._top = Node("", {})
        self._open = [self._top]
        self._foreign = 0  # depth inside an element that is passed over
        self._count = 0
        self._letters = 0

    def read(self, content: bytes) -> Node:
        parser = expat.ParserCreate(namespace_separator=" ")
        parser.buffer_text = True
        parser.StartDoctypeDeclHandler = _refuse_declarations
        parser.EntityDeclHandler = _refuse_entities
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._characters
        try:
            parser.Parse(content, True)
        except expat.ExpatError as error:
            raise BadPicture(
                f"The drawing is no valid SVG: line {error.lineno}, {expat.ErrorString(error.code)}.",
                mend="Export it again as SVG.",
            ) from error
        except (ValueError, LookupError) as error:  # an encoding that there is not
            raise BadPicture(
                "The drawing is in an unknown encoding.", mend="Export it again as SVG in UTF-8."
            ) from error
        root = next(iter(self._top.children), None)
        if root is None or root.name != "svg":
            raise BadPicture("This is XML, but no SVG drawing.", mend="Export it as SVG, PNG or JPEG.")
        return root

    def _start(self, written: str, attributes: dict[str, str]) -> None:
        self._count += 1
        if self._count > MAX_NODES or len(self._open) + self._foreign > MAX_DEPTH:
            raise BadPicture("The drawing has too many parts.", mend=SIMPLER)
        namespace, _, name = written.rpartition(" ")
        # Without a namespace: what is written by hand, and meant as SVG.
        if self._foreign or namespace not in (SVG, ""):
            self._foreign += 1
            return
        node = Node(name, _own(attributes))
        self._open[-1].children.append(node)
        self._open.append(node)

    def _end(self, written: str) -> None:
        if self._foreign:
            self._foreign -= 1
        else:
            self._open.pop()

    def _characters(self, text: str) -> None:
        node = self._open[-1]
        if self._foreign or node.name not in WITH_TEXT:
            return
        self._letters += len(text)
        if self._letters > MAX_TEXT:
            raise BadPicture("The drawing has too many styles.", mend=SIMPLER)
        node.text += text


def _own(attributes: dict[str, str]) -> dict[str, str]:
    found: dict[str, str] = {}
    for written, value in attributes.items():
        namespace, _, name = written.rpartition(" ")
        if not namespace or (namespace == XLINK and name == "href"):
            found.setdefault(name, value)
    return found


def _refuse_declarations(name: str, system: str | None, public: str | None, has_subset: bool) -> None:
    if has_subset:
        _refuse_entities()


def _refuse_entities(*_: object) -> None:
    raise BadPicture(
        "The drawing declares entities, which could make it grow without end.",
        mend="Export it as plain SVG, without the data of the drawing program.",
    )
