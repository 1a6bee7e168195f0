"""A signature from a scan or a photograph: its ink alone, on nothing. Pure."""

from PIL import Image, ImageChops, ImageFilter, ImageStat

from templates_app.uploads import pictures
from templates_app.uploads.bad_picture import BadPicture

# So much darker than the paper around it is ink for sure; less than the first is grain of the paper. Out of 255.
_GRAIN, _INK = 24, 96
_PAPER_PX = 48  # longer side of the small picture in which the paper is looked for
_MARGIN = 0.02
_SEE_THROUGH = 250


def ink_of(content: bytes) -> pictures.Picture:
    """The ink of an upload, trimmed, in one colour with its own edges. Raises BadPicture.

    A picture that is transparent already is only trimmed.
    """
    image, _ = pictures.decode(content)
    if image.mode in ("RGBA", "LA") and any(image.getchannel("A").histogram()[:_SEE_THROUGH]):
        inked = image.convert("RGBA")
    else:
        inked = _lifted(image.convert("RGB"))
    box = inked.getchannel("A").filter(ImageFilter.MedianFilter(3)).point(_is_ink).getbbox()
    if box is None:
        raise BadPicture(
            "There is no signature to be seen in the picture.",
            mend="Sign in dark ink on white paper, and let the paper fill the picture.",
        )
    return pictures.encode(inked.crop(_with_margin(box, inked.size)), as_jpeg=False)


def _lifted(image: Image.Image) -> Image.Image:
    """What is darker than the paper around it, which may lie in a shadow."""
    grey = image.convert("L")
    small = grey.copy()
    small.thumbnail((_PAPER_PX, _PAPER_PX), Image.Resampling.BOX)
    paper = small.filter(ImageFilter.MaxFilter(9)).resize(grey.size, Image.Resampling.BICUBIC)
    alpha = ImageChops.subtract(paper, grey).point(_coverage)
    colours = ImageStat.Stat(image, alpha.point(lambda level: 255 if level == 255 else 0))
    red, green, blue = (round(mean) for mean in colours.mean) if colours.count[0] else (0, 0, 0)
    inked = Image.new("RGBA", image.size, (red, green, blue, 0))
    inked.putalpha(alpha)
    return inked


def _coverage(darker: int) -> int:
    return min(255, max(0, round((darker - _GRAIN) * 255 / (_INK - _GRAIN))))


def _is_ink(alpha: int) -> int:
    return 255 if alpha > 64 else 0


def _with_margin(box: tuple[int, int, int, int], size: tuple[int, int]) -> tuple[int, int, int, int]:
    left, top, right, bottom = box
    margin = max(2, round(_MARGIN * (right - left)))
    return (
        max(0, left - margin),
        max(0, top - margin),
        min(size[0], right + margin),
        min(size[1], bottom + margin),
    )
