"""Uploaded pictures: decoded and written anew, so that nothing but pixels is kept. Pure: bytes in, bytes out.

What an upload is, its bytes decide, never its name. Metadata (EXIF with its places and dates, comments, thumbnails),
animation frames after the first and anything appended to the file are left behind.
"""

import io
import re
import struct
import zlib
from dataclasses import dataclass

from PIL import Image, ImageCms, ImageOps

from templates_app.uploads.bad_picture import MAX_BYTES, BadPicture

# A3 with bleed at 450 dpi; decoded, it takes 160 MB.
MAX_PIXELS = 40_000_000
MAX_SIDE = 20_000  # px
JPEG_QUALITY = 92
MAX_SCANS = 100  # of a progressive JPEG; programs write ten

# A marker of JPEG that is no part of compressed pixels (ITU T.81, B.1.1.2), and those that matter here.
_MARKER = re.compile(rb"\xff+[^\x00\x01\xff\xd0-\xd7]")
_SCAN, _END = 0xDA, 0xD9
_READABLE = ("PNG", "JPEG", "WEBP", "GIF")
_SRGB = ImageCms.createProfile("sRGB")
# Everything that Pillow raises for files that are broken, truncated or made to explode.
_BROKEN = (OSError, SyntaxError, ValueError, EOFError, IndexError, TypeError, struct.error, zlib.error, Image.DecompressionBombError)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Picture:
    """A picture of our own making: `content_type` is image/png, image/jpeg or image/svg+xml.

    `width` and `height` are in pixels; those of an SVG say its proportions alone. `left_out` names in words what an
    upload lost.
    """

    content: bytes
    content_type: str
    width: int
    height: int
    left_out: tuple[str, ...] = ()


def rewrite(content: bytes) -> Picture:
    """Decode an upload and write it anew in sRGB, upright: photographs as JPEG, everything else as PNG.

    Raises BadPicture when it is no PNG, JPEG, WebP or GIF, is broken, or is too large.
    """
    image, was_jpeg = decode(content)
    return encode(image, as_jpeg=was_jpeg)


def decode(content: bytes, *, limit: int | None = MAX_BYTES) -> tuple[Image.Image, bool]:
    """The pixels of an upload alone, 8 bits of sRGB, and whether it was a JPEG. Raises BadPicture, as `rewrite`.

    `limit` in bytes; None where only the pixels count.
    """
    if limit is not None and len(content) > limit:
        raise BadPicture(
            f"The picture is larger than {MAX_BYTES // 1024 // 1024} MB.", mend="Upload a smaller one."
        )
    with _opened(content) as source:
        _check_size(source)
        if _scans(content) > MAX_SCANS:
            raise BadPicture(
                "The picture takes too long to read.", mend="Export it again and upload the new file."
            )
        was_jpeg = source.format == "JPEG"
        try:
            image = _plain(source)
        except _BROKEN as error:
            raise BadPicture(
                "The picture is damaged or incomplete.", mend="Export it again and upload the new file."
            ) from error
    return image, was_jpeg


def encode(image: Image.Image, *, as_jpeg: bool) -> Picture:
    """Pixels as a file: JPEG, or PNG."""
    written = io.BytesIO()
    if as_jpeg:
        # 4:4:4, for chroma subsampling frays the edges of logos and red type.
        image.save(written, "JPEG", quality=JPEG_QUALITY, subsampling=0, optimize=True)
    else:
        image.save(written, "PNG")
    return Picture(written.getvalue(), "image/jpeg" if as_jpeg else "image/png", image.width, image.height)


def _opened(content: bytes) -> Image.Image:
    """Read the header only. Pillow decodes nothing before the size is checked."""
    try:
        return Image.open(io.BytesIO(content), formats=_READABLE)
    except Image.DecompressionBombError as error:
        raise _too_large() from error
    except _BROKEN as error:
        raise BadPicture(
            "This is not a PNG, JPEG, WebP, GIF, SVG or PDF file.", mend="Export it as one of them."
        ) from error


def _check_size(image: Image.Image) -> None:
    if image.width * image.height > MAX_PIXELS or max(image.size) > MAX_SIDE:
        raise _too_large()


def _scans(content: bytes) -> int:
    """How often a JPEG goes over its pixels, 0 for other pictures. A scan of 60 bytes may take as long as a whole picture."""
    count, at = 0, 2 if content.startswith(b"\xff\xd8") else len(content)
    while found := _MARKER.search(content, at):
        marker, at = found[0][-1], found.end()
        if marker == _END:
            break
        count += marker == _SCAN
        at += int.from_bytes(content[at : at + 2])  # what the marker says, with these two bytes
    return count


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
