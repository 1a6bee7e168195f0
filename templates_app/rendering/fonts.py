"""Which fonts a design is drawn with. The faces themselves are made by `static/js/layout/fonts.js`, as in the editor."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from templates_app.document import families_of
from templates_app.document.walk import elements_of
from templates_app.fonts.catalogue import families

from .errors import RenderError

STATIC = Path(__file__).resolve().parents[2] / "static"


@dataclass(frozen=True, slots=True)
class OwnFonts:
    """Fonts beside the shipped ones.

    `families` are entries as in the catalogue, whose files are named by what is in them: the same name is the same
    content. `read` returns the bytes of a file (WOFF2); raises LookupError or OSError when it is not there.
    """

    families: Sequence[Mapping[str, Any]]
    read: Callable[[str], bytes]

    def for_document(self, document: Mapping[str, Any]) -> list[Mapping[str, Any]]:
        """Those of the families that a document names; a shipped family of the same name goes first."""
        named = set(families_of(dict(document))) - families()
        return [entry for entry in self.families if entry["family"] in named]


def files_of(entries: Sequence[Mapping[str, Any]]) -> list[str]:
    """The names of the files of families, each once."""
    named = (file["file"] for entry in entries for face in entry["faces"] for file in face["files"])
    return list(dict.fromkeys(named))


def require_families(document: Mapping[str, Any], own: Sequence[Mapping[str, Any]] = ()) -> None:
    """Raise `RenderError` when a text wants a family that is not there: it would look like another."""
    known = families() | {entry["family"] for entry in own}
    for at in elements_of(dict(document)):
        family = at.element.get("font", {}).get("family")
        if "font" in at.element and family not in known:
            page = int(at.path[1]) + 1
            raise RenderError(
                f"The font '{family}' is not in the catalogue.",
                where=f"page {page}, element '{at.text('id')}'",
                mend="Choose one of the shipped fonts, or one of your brand kit.",
                code="unknown_font",
            )
