"""Pictures of a page: previews, social cards. Drawn on a canvas, as an editor shows the page."""

import base64
from collections.abc import Mapping
from typing import Any, Literal

from playwright.sync_api import Error as PlaywrightError

from .engine import engine, prepare_design, row_pictures
from .errors import RenderError
from .fonts import OwnFonts
from .layout_page import AssetResolver, Values, script_fault

MAX_WIDTH_PX = MAX_HEIGHT_PX = 8000


def width_within(width: int, page: Mapping[str, Any]) -> int:
    """The width, px, at which a page is MAX_HEIGHT_PX high at most. Browsers draw no picture of any height."""
    return max(1, min(width, int(MAX_HEIGHT_PX * page["width"] / page["height"])))


def render_image(
    document: Mapping[str, Any],
    values: Values,
    *,
    page: int = 0,
    width: int = 1600,
    format: Literal["png", "jpeg"] = "png",  # noqa: A002 - the name that every caller expects
    assets: AssetResolver | None = None,
    fonts: OwnFonts | None = None,
) -> bytes:
    """One trimmed page as a picture, `width` px wide, as high as the page asks for; smaller where that is above MAX_HEIGHT_PX.

    Raises `RenderError` for a page or size that does not exist or a design that cannot be drawn, `BrowserMissing`
    without a browser, `BrowserGone` when it died.
    """
    if not 0 <= page < len(document["pages"]):
        raise RenderError(f"The design has {len(document['pages'])} pages; there is no page {page + 1}.")
    if not 1 <= width <= MAX_WIDTH_PX:
        raise RenderError(f"A picture can be 1 to {MAX_WIDTH_PX} px wide, not {width}.")
    running = engine()
    design = prepare_design(document, assets, fonts, bleed=False)
    pictures = row_pictures(document, [values], assets)
    request = {"page": page, "width": width_within(width, document["pages"][page]), "format": format}
    try:
        drawn = running.chromium.run(
            lambda browser_page: running.layout.picture(browser_page, design, values, pictures, request)
        )
    except PlaywrightError as error:
        raise RenderError(f"The page cannot be drawn: {script_fault(error)}") from error
    return base64.b64decode(drawn["data"])
