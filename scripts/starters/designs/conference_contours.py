"""Conference contours: drifting lines on a violet band. US Letter landscape."""

from scripts.starters import patterns
from scripts.starters.parts import ISSUED, Column, Voice, fitted, gradient, proof, qr_flush, signature
from scripts.starters.sheet import BLEED, Design, Sheet, declare, font, signatory, stroke

WIDTH, HEIGHT = 279.4, 215.9
INK, QUIET, VIOLET = "#1d1b3a", "#555374", "#4c2fb3"
BAND = 84.0
LEFT = BAND + 20
MEASURE = WIDTH - LEFT - 20


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT)
    voice = Voice("Montserrat", INK, QUIET, "#b7b3d1", size=9.5)
    _band(sheet)
    _write(sheet)
    signature(sheet, voice, (LEFT, 176, 62, 0), align="start")
    Column.flush_left(sheet, LEFT, 62).add("issued", ISSUED, (190, 5), voice.face(), 8.5, QUIET)
    qr_flush(sheet, (LEFT + MEASURE, 157), 27, dark=INK)
    proof(sheet, voice, (LEFT + 66, 187, MEASURE - 66, 12), align="end", size=7)
    return Design(
        "conference-contours",
        "Conference contours",
        "Drifting lines on a violet band. For conferences, webinars and workshops.",
        "conference",
        ("attendance", "event", "landscape", "US Letter"),
        sheet,
        (
            declare("event.title", "Event", "Open Mapping Conference 2026", required=True),
            declare("event.dates", "Dates", "18–20 November 2026"),
            declare("event.place", "Place", "Lisbon"),
            *signatory("Rui Carvalho", "Programme Chair"),
        ),
    )


def _band(sheet: Sheet) -> None:
    across, down = BAND + BLEED, HEIGHT + 2 * BLEED
    blend = gradient("#3c1f9e", "#5a3fd0", "#1f7fc4", angle=90)
    sheet.rect("band", (-BLEED, -BLEED, across, down), fill=blend)
    lines = patterns.contours(across, down, lines=26, seed=11)
    sheet.path("contours", lines, (-BLEED, -BLEED), stroke=stroke("#ffffff", 0.3), opacity=0.55)


def _write(sheet: Sheet) -> None:
    column = Column.flush_left(sheet, LEFT, MEASURE)
    plain, strong = font("Montserrat"), font("Montserrat", 600)
    column.add("issuer", "{issuer.name}", (24, 6), strong, 11, QUIET)
    title = font("Montserrat", 700)
    column.add("title", "Certificate of Attendance", (33, 12), title, 25, VIOLET, letterSpacing=-0.3)
    column.add("preface", "We thank", (64, 6), plain, 11.5, QUIET)
    name = {"letterSpacing": -0.4, **fitted(2, 11, 1.15)}
    column.add("name", "{recipient.name}", (72, 23), strong, 33, INK, **name)
    column.add("clause", "for taking part in", (99, 6), plain, 11.5, QUIET)
    column.add("event", "{event.title}", (106, 19), strong, 18, INK, **fitted(2, 11, 1.25, "top"))
    place = "{event.dates}\n{event.place}"
    column.add("place", place, (126, 12), plain, 11, QUIET, **fitted(2, 8, 1.4, "top"))
