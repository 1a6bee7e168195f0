"""How alike two pictures of a page are. Pure Pillow."""

from PIL import Image, ImageChops, ImageFilter

# A neighbour within one pixel may have the colour: renderers place edges on different sides of a pixel's middle.
REACH = ImageFilter.MaxFilter(3), ImageFilter.MinFilter(3)
# Out of 255: two renderers blend the same edge differently.
TOLERANCE = 72


def unlike(one: Image.Image, other: Image.Image) -> Image.Image:
    """Mask of the pixels whose colour (or grey) the other picture does not have within one pixel, either way."""
    return ImageChops.lighter(_beyond(one, other), _beyond(other, one))


def _beyond(one: Image.Image, other: Image.Image) -> Image.Image:
    brightest, darkest = (other.filter(reach) for reach in REACH)
    excess = ImageChops.lighter(ImageChops.subtract(one, brightest), ImageChops.subtract(darkest, one))
    set_, *others = (
        channel.point(lambda level: 255 if level > TOLERANCE else 0) for channel in excess.split()
    )
    for channel in others:
        set_ = ImageChops.lighter(set_, channel)
    return set_


def share(mask: Image.Image) -> float:
    """Share of set pixels, in thousandths."""
    return 1000 * mask.histogram()[255] / (mask.width * mask.height)


def ink_box(picture: Image.Image, blank: Image.Image) -> tuple[int, int, int, int] | None:
    """Box of what is in one picture and not in the other."""
    difference = ImageChops.difference(picture, blank).convert("L")
    return difference.point(lambda level: 255 if level > TOLERANCE else 0).getbbox()
