"""Pictures: of the team, or of each recipient."""

from collections.abc import Iterator

from templates_app.document.faults import Fault, describe, format_path
from templates_app.document.walk import ElementAt, is_number

from .element_type import ElementType, ref

_ROUNDING = 1e-6  # shares that are sums of decimals


def _crop(at: ElementAt) -> Iterator[Fault]:
    crop = at.element.get("crop")
    if not isinstance(crop, dict):
        return
    for side, length in (("x", "width"), ("y", "height")):
        start, share = crop.get(side), crop.get(length)
        if is_number(start) and is_number(share) and start + share > 1 + _ROUNDING:
            found = f"{side} and {length} are {describe(start + share)} in all"
            message = f"reaches beyond the picture: {found}; make them 1 at most"
            yield Fault(format_path((*at.path, "crop", length)), message)


IMAGE = ElementType(
    name="image",
    title="Image",
    description="A picture: an asset of the team, or one named by a field of the recipient.",
    properties={
        "source": {
            "description": "asset:<id> or field:<key>.",
            "type": "string",
            "pattern": "^(asset:[A-Za-z0-9_-]{1,64}|field:[a-z][a-z0-9_.]{0,63})$",
            "x-expects": "asset:<id> of an uploaded picture or field:<key>; addresses are not allowed",
        },
        "fit": {
            "description": "How the picture fills its box.",
            "enum": ["contain", "cover", "stretch"],
            "default": "contain",
        },
        "crop": ref("crop"),
        "mask": ref("mask"),
        "stroke": ref("stroke", description="Frame, drawn centred on the edge of the picture or its mask."),
    },
    required=("source",),
    pictures=("source",),
    rules=(_crop,),
)
