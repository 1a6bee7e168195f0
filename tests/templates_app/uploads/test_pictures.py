"""Uploads are decoded and written anew: what comes out, and what is refused."""

import struct
import zlib

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image

from templates_app.uploads import pictures
from templates_app.uploads.pictures import BadPicture, rewrite
from tests.templates_app.pictures_data import RED, decoded, encoded, picture


@pytest.mark.parametrize(
    ("kind", "content_type", "written_as"),
    [
        ("PNG", "image/png", "PNG"),
        ("JPEG", "image/jpeg", "JPEG"),
        ("WEBP", "image/png", "PNG"),
        ("GIF", "image/png", "PNG"),
    ],
)
def test_every_kind_comes_out_as_png_or_jpeg_of_the_same_size(
    kind: str, content_type: str, written_as: str
) -> None:
    result = rewrite(picture(kind))
    image = decoded(result.content)
    assert (result.content_type, result.width, result.height) == (content_type, 12, 8)
    assert (image.format, image.size) == (written_as, (12, 8))
    pixel = image.convert("RGB").getpixel((3, 3))
    assert max(abs(a - b) for a, b in zip(pixel, RED, strict=True)) <= 6


def test_the_same_upload_gives_the_same_bytes() -> None:
    assert rewrite(picture("JPEG")).content == rewrite(picture("JPEG")).content


def test_transparency_is_kept() -> None:
    see_through = picture(mode="RGBA", color=(10, 20, 30, 128))
    assert decoded(rewrite(see_through).content).getpixel((0, 0)) == (10, 20, 30, 128)


def test_transparency_of_a_palette_is_kept() -> None:
    image = Image.new("P", (4, 4), 0)
    image.putpalette([255, 0, 0, 0, 255, 0])
    assert decoded(rewrite(encoded(image, "GIF", transparency=0)).content).getpixel((0, 0))[3] == 0


def test_sixteen_bits_of_grey_become_eight() -> None:
    assert decoded(rewrite(picture(mode="I;16", color=0x8080)).content).getpixel((0, 0)) == 0x80


def test_the_colours_of_print_become_those_of_the_screen() -> None:
    cyan = picture("JPEG", mode="CMYK", color=(255, 0, 0, 0))
    image = decoded(rewrite(cyan).content)
    assert image.mode == "RGB"
    assert image.getpixel((3, 3))[0] < 40


def test_a_photograph_is_turned_upright_and_its_places_and_comments_are_gone() -> None:
    exif = Image.Exif()
    exif[0x0112] = 6  # turn by 90 degrees
    exif[0x010E] = "SECRET-PLACE"
    upload = picture("JPEG", exif=exif.tobytes(), comment=b"SECRET-COMMENT")
    result = rewrite(upload)
    assert b"SECRET" in upload
    assert b"SECRET" not in result.content
    assert (result.width, result.height) == (8, 12)
    assert dict(decoded(result.content).getexif()) == {}


def test_what_is_appended_to_a_picture_is_left_behind() -> None:
    assert b"<script>" not in rewrite(picture() + b"<script>alert(1)</script>").content


def test_only_the_first_frame_of_an_animation_is_kept() -> None:
    frames = [Image.new("RGB", (4, 4), colour) for colour in ("red", "blue")]
    moving = encoded(frames[0], "GIF", save_all=True, append_images=frames[1:])
    still = decoded(rewrite(moving).content)
    assert getattr(still, "n_frames", 1) == 1
    assert still.convert("RGB").getpixel((0, 0)) == (255, 0, 0)


def test_a_broken_colour_profile_is_ignored() -> None:
    assert decoded(rewrite(picture(icc_profile=b"not a profile")).content).getpixel((0, 0)) == RED


@pytest.mark.parametrize(
    "content", [b"", b"%PDF-1.7", b"<html>", b"PK\x03\x04", picture("BMP"), picture("TIFF")]
)
def test_other_files_are_refused_by_their_content(content: bytes) -> None:
    with pytest.raises(BadPicture, match="This is not a PNG, JPEG, WebP, GIF, SVG or PDF file"):
        rewrite(content)


def test_a_truncated_picture_is_refused() -> None:
    whole = picture("PNG", size=(200, 200), mode="L", color=7)
    noisy = encoded(Image.effect_noise((200, 200), 90), "PNG")
    for content in (whole[:60], noisy[: len(noisy) // 2]):
        with pytest.raises(BadPicture, match=r"damaged or incomplete|not a PNG"):
            rewrite(content)


def _bomb(width: int, height: int) -> bytes:
    """A PNG that claims to be huge and holds almost nothing."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    header = struct.pack(">IIBBBBB", width, height, 8, 0, 0, 0, 0)
    return (
        b"\x89PNG\r\n\x1a\n"
        + chunk(b"IHDR", header)
        + chunk(b"IDAT", zlib.compress(b"\0"))
        + chunk(b"IEND", b"")
    )


@pytest.mark.filterwarnings("ignore::PIL.Image.DecompressionBombWarning")
@pytest.mark.parametrize(("width", "height"), [(8001, 5000), (20_001, 1), (12_000, 12_000), (60_000, 60_000)])
def test_a_picture_that_would_burst_the_memory_is_refused_unread(width: int, height: int) -> None:
    with pytest.raises(BadPicture, match=r"too many pixels\. Use one of at most 40 megapixels"):
        rewrite(_bomb(width, height))


def test_a_photograph_that_goes_over_its_pixels_without_end_is_refused() -> None:
    photograph = picture("JPEG", size=(64, 64), progressive=True)
    scan = photograph[photograph.rindex(b"\xff\xda") : -2]
    hidden = b"\xff\x01"  # TEM, which says no length

    assert rewrite(photograph[:-2] + scan * 20 + b"\xff\xd9").width == 64
    for bomb in (scan * 120, (hidden + scan) * 120):
        with pytest.raises(BadPicture, match="takes too long"):
            rewrite(photograph[:-2] + bomb + b"\xff\xd9")
    # A film that a telephone puts behind the photograph may hold anything.
    assert rewrite(photograph + scan * 120).width == 64


def test_a_file_that_is_too_long_is_refused() -> None:
    with pytest.raises(BadPicture, match="The picture is larger than 20 MB"):
        rewrite(b"\0" * (pictures.MAX_BYTES + 1))


_SEEDS = [picture(kind) for kind in ("PNG", "JPEG", "WEBP", "GIF")] + [
    picture("PNG", mode="RGBA", color=(1, 2, 3, 4))
]


@settings(max_examples=300, deadline=None)
@given(
    seed=st.sampled_from(_SEEDS),
    changes=st.lists(st.tuples(st.integers(0, 400), st.integers(0, 255)), max_size=6),
    length=st.integers(0, 500),
)
def test_whatever_is_damaged_is_a_picture_or_refused(
    seed: bytes, changes: list[tuple[int, int]], length: int
) -> None:
    content = bytearray(seed[:length] if length < 400 else seed)
    for place, value in changes:
        if place < len(content):
            content[place] = value
    try:
        result = rewrite(bytes(content))
    except BadPicture:
        return
    assert decoded(result.content).size == (result.width, result.height)
