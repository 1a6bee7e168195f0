"""Where the pictures of a design's pages lie, how wide they are, and what is made of the first: a small one for lists,
and a card for networks where somebody passes on the address of a design."""

import io
from pathlib import PurePosixPath

from PIL import Image

from templates_app.thumbnails import name_of_small

WIDTH, SMALL_WIDTH = 1200, 720  # px
MOST_PAGES = 10  # of a document
CARD_SIZE = (1200, 630)  # px, what the networks ask for
_SMALL_QUALITY, _CARD_QUALITY = 82, 86
_DESK, _MARGIN = "#eceae4", 36  # px


def page_asked(said: str) -> int | None:
    """The page, from 0, that an address asks for by its number from 1; None for what is no such number."""
    return int(said) - 1 if said.isdecimal() and len(said) < 4 and int(said) > 0 else None


def name_of_page(first: str, page: int) -> str:
    """The storage name of the picture of `page`, counted from 0, when that of the first page is `first`.

    `a/1-x.jpg` is followed by `a/1-x-page2.jpg`.
    """
    path = PurePosixPath(first)
    return str(path.with_stem(f"{path.stem}-page{page + 1}")) if page else first


def name_of_card(first: str) -> str:
    """The storage name of the card: `a/1-x.jpg` has `a/1-x-card.jpg`. Not every network reads WebP."""
    path = PurePosixPath(first)
    return str(path.with_name(f"{path.stem}-card.jpg"))


def names_of(first: str) -> list[str]:
    """Every name under which pictures of a version may lie, when that of its first page is `first`."""
    pages = [name_of_page(first, page) for page in range(MOST_PAGES)]
    return [*pages, name_of_small(first), name_of_card(first)]


def make_small(picture: bytes) -> bytes:
    """The picture, SMALL_WIDTH px wide, as WebP; never enlarged: that of a very long page is narrower already."""
    with Image.open(io.BytesIO(picture)) as whole:
        width = min(SMALL_WIDTH, whole.width)
        size = (width, max(1, round(whole.height * width / whole.width)))
        small = whole.convert("RGB").resize(size, Image.Resampling.LANCZOS)
    target = io.BytesIO()
    small.save(target, "WEBP", quality=_SMALL_QUALITY, method=4)
    return target.getvalue()


def make_card(picture: bytes) -> bytes:
    """The whole picture in the middle of a desk of CARD_SIZE, as JPEG."""
    with Image.open(io.BytesIO(picture)) as whole:
        sheet = whole.convert("RGB")
    sheet.thumbnail((CARD_SIZE[0] - 2 * _MARGIN, CARD_SIZE[1] - 2 * _MARGIN), Image.Resampling.LANCZOS)
    card = Image.new("RGB", CARD_SIZE, _DESK)
    card.paste(sheet, ((CARD_SIZE[0] - sheet.width) // 2, (CARD_SIZE[1] - sheet.height) // 2))
    target = io.BytesIO()
    card.save(target, "JPEG", quality=_CARD_QUALITY, optimize=True)
    return target.getvalue()
