"""Academic with seal: a diploma with a gilt seal and two signatures. US Letter landscape."""

from scripts.starters import botany, engraving
from scripts.starters.curves import Drawing, polyline
from scripts.starters.parts import Column, Voice, fitted, gradient, proof, signature
from scripts.starters.sheet import Design, Sheet, declare, font, stroke

WIDTH, HEIGHT = 279.4, 215.9
NAVY, INK, QUIET, GOLD, BRONZE, ENGRAVED = "#14284b", "#1a2233", "#4b5468", "#a67c2d", "#7d5a14", "#6b4e17"


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT, "#fffdf7")
    voice = Voice("EB Garamond", INK, QUIET, "#8b93a5", size=12)
    _frame(sheet)
    _write(sheet)
    _seal(sheet, (57, 165), 19)
    signature(sheet, voice, (88, 176, 49, 0), key="rector")
    signature(sheet, voice, (144, 176, 49, 0), key="registrar")
    sheet.qr("qr", (210, 152), 25, dark=NAVY)
    proof(sheet, voice, (200.5, 177.6, 44, 15), size=7.5, lines=4)
    return Design(
        "academic-seal",
        "Academic with seal",
        "A diploma with a gilt seal and two signatures. For universities and colleges.",
        "university",
        ("diploma", "degree", "seal", "landscape", "US Letter"),
        sheet,
        (
            declare("degree.title", "Degree", "Master of Science in Marine Biology", required=True),
            declare("degree.faculty", "Faculty", "Faculty of Natural Sciences"),
            declare("degree.honours", "Honours", "with distinction"),
            declare("rector.name", "First signatory", "Prof. Ingrid Solberg", required=True),
            declare("rector.title", "First signatory's title", "Rector", required=True),
            declare("registrar.name", "Second signatory", "Dr Tomás Herrera", required=True),
            declare("registrar.title", "Second signatory's title", "Dean of the Faculty", required=True),
        ),
    )


def _frame(sheet: Sheet) -> None:
    sheet.rect("frame", (11, 11, WIDTH - 22, HEIGHT - 22), stroke=stroke(NAVY, 1.4))
    sheet.path("frame-inner", _notched(WIDTH - 30, HEIGHT - 30, 7), (15, 15), stroke=stroke(GOLD, 0.4))
    star = engraving.stars(3, count=1, reach=0, size=2.1)
    for row, y in (("top", 18.5), ("bottom", HEIGHT - 18.5)):
        for side, x in (("left", 18.5), ("right", WIDTH - 18.5)):
            sheet.path(f"star-{row}-{side}", star, (x - 3, y - 3), fill=GOLD)


def _notched(width: float, height: float, notch: float) -> Drawing:
    """A rectangle whose corners are stepped inwards."""
    n, w, h = notch, width, height
    corners = [
        (n, 0), (w - n, 0), (w - n, n), (w, n), (w, h - n), (w - n, h - n),
        (w - n, h), (n, h), (n, h - n), (0, h - n), (0, n), (n, n),
    ]  # fmt: skip
    return Drawing(polyline(corners) + "z", width, height)


def _write(sheet: Sheet) -> None:
    column = Column(sheet, 34, WIDTH - 68)
    plain = font("EB Garamond")
    school = {"letterSpacing": 1, **fitted(2, 13, 1.1)}
    column.add("issuer", "{issuer.name}", (27, 15), font("Cinzel", 600), 27, NAVY, **school)
    column.add("faculty", "{degree.faculty}", (44, 6.5), font("EB Garamond", 400, "italic"), 13, QUIET)
    preface = "upon the recommendation of its faculty has conferred upon"
    column.add("preface", preface, (58, 7), plain, 14, QUIET)
    column.add("name", "{recipient.name}", (67, 20), font("EB Garamond", 500), 40, INK, **fitted(2, 14, 1.1))
    column.add("clause", "the degree of", (90, 7), plain, 14, QUIET)
    column.add("degree", "{degree.title}", (98, 20), font("EB Garamond", 600), 28, NAVY, **fitted(2, 14, 1.1))
    column.add("honours", "{degree.honours}", (118.5, 7), font("EB Garamond", 500, "italic"), 15, BRONZE)
    rights = "with all the rights, privileges and honours that belong to it,\ngiven on {certificate.issued_on|date:long}"
    column.add("rights", rights, (127.5, 13), plain, 13, QUIET, maxLines=2, lineHeight=1.3)


def _seal(sheet: Sheet, center: tuple[float, float], radius: float) -> None:
    x, y = center
    at = (x - radius, y - radius)
    sheet.path("ribbon", engraving.ribbon_tails(30, 21, spread=12), (x - 15, y + 9), fill=NAVY)
    metal = gradient("#f3e3b3", "#cfa64e", "#e6cd8a", "#a67c2d")
    sheet.path("seal", engraving.burst(radius, points=48, inner=0.92), at, fill=metal)
    circles = engraving.rings(radius, radius * 0.84, radius * 0.8, radius * 0.5)
    sheet.path("seal-rings", circles, at, stroke=stroke(ENGRAVED, 0.25))
    lattice = engraving.ring((radius, radius), radius * 0.65, radius * 0.12, 24, 4)
    sheet.path("seal-lattice", Drawing(lattice, 2 * radius, 2 * radius), at, stroke=stroke(ENGRAVED, 0.2))
    wreath = radius * 0.46
    laurel = botany.laurel(wreath, leaves=8, length=0.3)
    sheet.path("seal-laurel", laurel, (x - wreath, y - wreath), fill=ENGRAVED)
    star = engraving.stars(4, count=1, reach=0, size=radius * 0.19)
    sheet.path("seal-star", star, (x - 4, y - 4), fill=ENGRAVED)
