"""QR codes."""

from .element_type import BOX, ElementType, ref

DEFAULT_CONTENT = "{verify.url}"
ECC_LEVELS = ("L", "M", "Q", "H")
DEFAULT_ECC = "M"
# A mirrored code is not read by every scanner.
_PLACE = {name: schema for name, schema in BOX.items() if name not in ("flipX", "flipY")}

QR_CODE = ElementType(
    name="qr",
    title="QR code",
    description="A QR code with its quiet zone of four modules inside the box.",
    properties={
        "content": {
            "description": "What the code holds, with placeholders.",
            "type": "string",
            "minLength": 1,
            "maxLength": 1000,
            "default": DEFAULT_CONTENT,
        },
        "dark": ref("color", description="Colour of the modules.", default="#000000"),
        "light": ref(
            "color", description="Colour behind the modules, quiet zone included.", default="#ffffff"
        ),
        "ecc": {
            "description": "Error correction: L 7 %, M 15 %, Q 25 %, H 30 % (ISO/IEC 18004).",
            "enum": [*ECC_LEVELS],
            "default": DEFAULT_ECC,
        },
    },
    place=_PLACE,
    texts={"content": DEFAULT_CONTENT},
)
