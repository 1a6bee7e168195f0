"""Uploaded pictures: decoded and written anew, so that nothing but pixels is kept. Pure: bytes in, bytes out.

What an upload is, its bytes decide, never its name. Metadata (EXIF with its places and dates, comments, thumbnails),
animation frames after the first and anything appended to the file are left behind.
"""

import io
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from iconikcerts.common.errors import DomainError

MAX_BYTES = 20 * 1024 * 1024
# A3 with bleed at 450 dpi; decoded, it takes 160 MB.
MAX_PIXELS = 40_000_000
MAX_SIDE = 20_000  # px
JPEG_QUALITY = 92

_READABLE = ("PNG", "JPEG", "WEBP", "GIF")
_SRGB = ImageCms.createProfile("sRGB")
# Everything that Pillow raises for files that are broken, truncated or made to explode.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error, zlib.error, Image.DecompressionBombError)  # fmt: skip


class BadPicture(DomainError):
    """The upload is not a picture that can be used."""

    code = "bad_picture"


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of our own making: `content_type` is image/png or image/jpeg, width and height are in pixels."""

    content: bytes
    content_type: str
    width: int
    height: int


def rewrite(content: bytes) -> Picture:
    """Decode an upload and write it anew in sRGB, upright: photographs as JPEG, everything else as PNG.

    Raises BadPicture when it is no PNG, JPEG, WebP or GIF, is broken, or is too large.
    """
    if len(content) > MAX_BYTES:
        raise BadPicture(
            f"The picture is larger than {MAX_BYTES // 1024 // 1024} MB.", mend="Upload a smaller one."
        )
    with _opened(content) as source:
        _check_size(source)
        was_jpeg = source.format == "JPEG"
        try:
            image = _plain(source)
        except _BROKEN as error:
            raise BadPicture(
                "The picture is damaged or incomplete.", mend="Export it again and upload the new file."
            ) from error
    written = io.BytesIO()
    if was_jpeg:
        # 4:4:4, for chroma subsampling frays the edges of logos and red type.
        image.save(written, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    else:
        image.save(written, "PNG")
    return Picture(written.getvalue(), "image/jpeg" if was_jpeg else "image/png", image.width, image.height)


def _opened(content: bytes) -> Image.Image:
    """Read the header only. Pillow decodes nothing before the size is checked."""
    try:
        return Image.open(io.BytesIO(content), formats=_READABLE)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except _BROKEN as error:
        start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
        if start.startswith((b"<svg", b"<?xml", b"<!doctype svg")):
            raise BadPicture(
                "SVG files cannot be uploaded, for they may hold scripts.", mend="Export it as PNG."
            ) from error
        raise BadPicture(
            "This is not a PNG, JPEG, WebP or GIF file.", mend="Export it as PNG or JPEG."
        ) from error


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise _too_large()


def _too_large() -> BadPicture:
    return BadPicture(
        "The picture has too many pixels.", mend=f"Use one of at most {MAX_PIXELS // 1_000_000} megapixels."
    )


def _plain(source: Image.Image) -> Image.Image:
    """Decode the first frame and bring it to 8 bits of sRGB, grey or with alpha, turned as its EXIF says."""
    source.load()
    profile = source.info.get("icc_profile")
    image = ImageOps.exif_transpose(source)
    if image.mode.startswith("I"):
        # 16 bits of grey; a plain conversion would clip all but the darkest 256 steps.
        image = image.convert("I").point(lambda value: value * (1 / 256)).convert("L")
    if image.mode in ("P", "PA") or "transparency" in image.info:
        image = image.convert("RGBA")
    if profile:
        image = _to_srgb(image, profile)
    if image.mode not in ("L", "LA", "RGB", "RGBA"):
        image = image.convert("RGB")
    # A copy of the pixels alone: `info`, with comments and profiles, would be saved along.
    return Image.frombytes(image.mode, image.size, image.tobytes())


def _to_srgb(image: Image.Image, profile: bytes) -> Image.Image:
    """Convert by the embedded profile; a profile that is broken or of another colour space is ignored."""
    try:
        source = ImageCms.ImageCmsProfile(io.BytesIO(profile))
        if image.mode in ("RGBA", "LA"):
            alpha = image.getchannel("A")
            colours = _to_srgb(image.convert(image.mode[:-1]), profile).convert("RGB")
            colours.putalpha(alpha)
            return colours
        converted = ImageCms.profileToProfile(image, source, _SRGB, outputMode="RGB")
    except (ImageCms.PyCMSError, OSError, ValueError):
        return image
    return converted or image
