"""The engine of this process: its settings, its browser, and designs made ready for it."""

import os
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any

from iconikcerts.common.errors import DomainError
from templates_app.document import asset_ids
from templates_app.document.bindings import picture_keys

from .chromium import Chromium
from .engine_settings import EngineSettings
from .errors import RenderError
from .fonts import OwnFonts, files_of, require_families
from .layout_page import AssetResolver, Design, LayoutPage, Pictures, Values, check_pictures, design_key

_LONGEST_NAME = 255


@dataclass(slots=True)
class Engine:
    """A browser and the layout page in it."""

    settings: EngineSettings
    layout: LayoutPage = field(default_factory=LayoutPage)
    chromium: Chromium = field(init=False)
    # The design of which a finished page was looked at with all its pictures, and found good.
    seen_whole: str = ""

    def __post_init__(self) -> None:
        self.chromium = Chromium(self.settings, self.layout.prepare)


_engines: dict[int, Engine] = {}


def engine() -> Engine:
    """The engine of this process; a forked child gets its own."""
    if os.getpid() not in _engines:
        _engines.clear()
        _engines[os.getpid()] = Engine(EngineSettings.from_environment())
    return _engines[os.getpid()]


def close_browser() -> None:
    """End this process's browser, if there is one: at the end of a worker, after tests."""
    running = _engines.get(os.getpid())
    if running is not None:
        running.chromium.close()


def prepare_design(
    document: Mapping[str, Any], assets: AssetResolver | None, fonts: OwnFonts | None, bleed: bool
) -> Design:
    """Fetch what the document itself shows. Raises `RenderError` for a font or picture that is not there."""
    own = fonts.for_document(document) if fonts else []
    require_families(document, own)
    pictures = {}
    for name in dict.fromkeys(asset_ids(dict(document)).values()):
        pictures[name] = _fetch(name, assets)
    check_pictures(pictures)
    margin = float(document.get("bleed", 0)) if bleed else 0.0
    files = {name: _font_file(name, fonts) for name in files_of(own)} if fonts else {}
    key = design_key(document, pictures, margin, sorted(files))
    return Design(key, dict(document), pictures, margin, tuple(own), files)


def _font_file(name: str, fonts: OwnFonts) -> bytes:
    try:
        return fonts.read(name)
    except (LookupError, OSError) as error:
        raise RenderError(
            "A font of the design is not there.",
            mend="Upload it to the brand kit again, or choose another in the design.",
            code="missing_font",
        ) from error


def row_pictures(
    document: Mapping[str, Any], rows: Sequence[Values], assets: AssetResolver | None
) -> Pictures:
    """Pictures that rows name in their fields. One that is not there is left out: the layout warns of it."""
    keys = picture_fields(document)
    pictures = {}
    for name in {row.get(key, "") for row in rows for key in keys}:
        if assets is None or not 0 < len(name) <= _LONGEST_NAME:
            continue
        try:
            picture = assets(name)
            check_pictures({name: picture})
        except (LookupError, OSError, DomainError):
            continue
        pictures[name] = picture
    return pictures


def picture_fields(document: Mapping[str, Any]) -> set[str]:
    """Keys of the fields in which rows name pictures of their own."""
    return picture_keys(dict(document))


def _fetch(name: str, assets: AssetResolver | None) -> tuple[bytes, str]:
    mend = "Upload the picture again, or take it out of the design."
    if assets is None:
        raise RenderError(f"The design shows the picture '{name}', and no pictures were given.", mend=mend)
    try:
        return assets(name)
    except (LookupError, OSError) as error:
        raise RenderError(
            f"The picture '{name}' of the design is not there.", mend=mend, code="missing_image"
        ) from error
