"""Event lanyard: a pass with the name large enough to read across a table. A6 portrait."""

from scripts.starters import patterns
from scripts.starters.parts import NUMBER, Column, Voice, fitted, gradient
from scripts.starters.sheet import BLEED, Design, Sheet, declare, font, stroke

WIDTH, HEIGHT = 105.0, 148.0
INK, QUIET, ACCENT = "#14213a", "#4d5a70", "#c93a2b"
LEFT, MEASURE = 10.0, 85.0
HEAD, FOOT = 52.0, 127.0
ACROSS = WIDTH + 2 * BLEED


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT)
    _ground(sheet)
    _write(sheet)
    _proof(sheet)
    return Design(
        "event-lanyard",
        "Event lanyard",
        "A pass in A6 with the name large enough to read across a table. For conferences and fairs.",
        "conference",
        ("badge", "lanyard", "portrait", "A6"),
        sheet,
        (
            declare("event.title", "Event", "Open Mapping Conference 2026", required=True),
            declare("event.dates", "Dates", "18–20 November 2026, Lisbon"),
            declare("recipient.organisation", "Organisation", "Coastal Survey Office"),
            declare("attendee.role", "Role", "Speaker", required=True),
        ),
    )


def _ground(sheet: Sheet) -> None:
    down = HEAD + BLEED
    sheet.rect("head", (-BLEED, -BLEED, ACROSS, down), fill=gradient(INK, "#27457a", angle=30))
    lines = patterns.contours(ACROSS, down, lines=14, seed=23)
    sheet.path("contours", lines, (-BLEED, -BLEED), stroke=stroke("#ffffff", 0.2), opacity=0.18)
    sheet.rect("head-edge", (-BLEED, HEAD, ACROSS, 2), fill=ACCENT)
    sheet.rect("role-ground", (-BLEED, FOOT, ACROSS, HEIGHT - FOOT + BLEED), fill=ACCENT)


def _write(sheet: Sheet) -> None:
    column = Column.flush_left(sheet, LEFT, MEASURE)
    strong, plain = font("Work Sans", 700), font("Work Sans", 500)
    # The upper 17 mm stay free of text for the slot of the lanyard.
    event = {"letterSpacing": -0.2, **fitted(2, 11, 1.15, "bottom")}
    column.add("event", "{event.title}", (19, 17), strong, 19, "#ffffff", **event)
    column.add("dates", "{event.dates}", (38, 6), plain, 10.5, "#dfe6f2")
    name = {"letterSpacing": -0.4, **fitted(3, 9, 1.1, "bottom")}
    column.add("name", "{recipient.name}", (60, 26), strong, 31, INK, **name)
    column.add("organisation", "{recipient.organisation}", (87.5, 6), plain, 12.5, QUIET)
    role = {"transform": "uppercase", "letterSpacing": 1.6, "verticalAlign": "middle"}
    column.add("role", "{attendee.role}", (FOOT + 3, 12), strong, 21, "#ffffff", **role)


def _proof(sheet: Sheet) -> None:
    voice = Voice("Work Sans", INK, QUIET, QUIET)
    sheet.qr("qr", (LEFT - 2.4, 97), 25, dark=INK)
    column = Column.flush_left(sheet, LEFT + 26, 59)
    column.add("number", NUMBER, (100, 4.5), voice.face(500), 8, INK)
    fit = {"link": "{verify.url}", **fitted(3, 5, 1.35, "top")}
    column.add("proof", "Verify at\n{verify.url}", (105, 12), voice.face(), 5.8, QUIET, **fit)
