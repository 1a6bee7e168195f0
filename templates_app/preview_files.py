"""Where the pictures of a design's pages lie, and how wide they are."""

from pathlib import PurePosixPath

WIDTH = 1200  # px


def name_of_page(first: str, page: int) -> str:
    """The storage name of the picture of `page`, counted from 0, when that of the first page is `first`.

    `a/1-x.jpg` is followed by `a/1-x-page2.jpg`.
    """
    path = PurePosixPath(first)
    return str(path.with_stem(f"{path.stem}-page{page + 1}")) if page else first
