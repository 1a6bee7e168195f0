"""How alike two pictures of a page are. Pure Pillow."""

from collections.abc import Callable

from PIL import Image, ImageChops

# Out of 255: two renderers blend the same edge differently.
TOLERANCE = 72


def unlike(one: Image.Image, other: Image.Image) -> Image.Image:
    """Mask of the pixels whose colour (or grey) the other picture does not have within one pixel, either way."""
    return ImageChops.lighter(_beyond(one, other), _beyond(other, one))


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    # A neighbour within one pixel may have the colour: renderers place edges on different sides of a pixel's middle.
    brightest, darkest = around(other, ImageChops.lighter), around(other, ImageChops.darker)
    excess = ImageChops.lighter(ImageChops.subtract(one, brightest), ImageChops.subtract(darkest, one))
    set_, *others = (
        channel.point(lambda level: 255 if level > TOLERANCE else 0) for channel in excess.split()
    )
    for channel in others:
        set_ = ImageChops.lighter(set_, channel)
    return set_


def around(picture: Image.Image, chosen: Callable[[Image.Image, Image.Image], Image.Image]) -> Image.Image:
    """Each pixel becomes what is `chosen` of it and its eight neighbours: Pillow's MaxFilter(3), but ten times faster."""
    for right, down in ((1, 0), (0, 1)):
        before, after = picture.copy(), picture.copy()
        before.paste(picture, (right, down))
        after.paste(picture, (-right, -down))
        picture = chosen(chosen(picture, before), after)
    return picture


def share(mask: Image.Image) -> float:
    """Share of set pixels, in thousandths."""
    return 1000 * mask.histogram()[255] / (mask.width * mask.height)


def ink_box(picture: Image.Image, blank: Image.Image) -> tuple[int, int, int, int] | None:
    """Box of what is in one picture and not in the other."""
    difference = ImageChops.difference(picture, blank).convert("L")
    return difference.point(lambda level: 255 if level > TOLERANCE else 0).getbbox()
