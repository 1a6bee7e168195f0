"""Modern minimal: one typeface, one colour, much white. A4 landscape."""

from scripts.starters.parts import EXPIRES, ISSUED, NUMBER, Column, Voice, fitted, qr_flush
from scripts.starters.sheet import Design, Sheet, declare, font, signatory

WIDTH, HEIGHT = 297.0, 210.0
INK, QUIET, ACCENT, RULE = "#14161a", "#5a616c", "#d13a1a", "#c9ced6"
LEFT, RIGHT = 26.0, 271.0


def design() -> Design:
    sheet = Sheet(WIDTH, HEIGHT)
    _write(sheet)
    _facts(sheet)
    return Design(
        "modern-minimal",
        "Modern minimal",
        "One typeface, one colour, much white. For companies and online courses.",
        "company",
        ("completion", "minimal", "landscape", "A4"),
        sheet,
        (
            declare("course.title", "Course", "Product Management Foundations", required=True),
            declare("course.hours", "Hours", "24", kind="number"),
            *signatory("Jonas Lindqvist", "Head of Learning"),
        ),
    )


def _write(sheet: Sheet) -> None:
    sheet.rect("mark", (LEFT, 24, 7, 7), fill=ACCENT)
    head = Column.flush_left(sheet, LEFT + 11, 150)
    head.add("issuer", "{issuer.name}", (23.5, 8), font("Inter", 600), 12, INK, verticalAlign="middle")
    corner = Column(sheet, RIGHT - 70, 70, align="end", direction="ltr")
    corner.add("number", NUMBER, (23.5, 8), font("Inter"), 9, QUIET, verticalAlign="middle")

    column = Column.flush_left(sheet, LEFT, RIGHT - LEFT)
    column.add("title", "Certificate of completion", (58, 9), font("Inter", 500), 15, ACCENT)
    tight = {"letterSpacing": -1.1, **fitted(2, 16, 1.12)}
    column.add("name", "{recipient.name}", (71, 27), font("Inter", 600), 50, INK, **tight)
    column.add("clause", "has completed", (103, 6), font("Inter"), 11.5, QUIET)
    course = font("Inter", 500)
    column.add("course", "{course.title}", (110, 22), course, 22, INK, **fitted(2, 12, 1.22, "top"))


def _facts(sheet: Sheet) -> None:
    voice = Voice("Inter", INK, QUIET, RULE)
    top = 160.0
    sheet.line("rule", (LEFT, 154), (RIGHT, 154), RULE, 0.25)
    facts = (
        ("issued", f"Issued\n{ISSUED}"),
        ("signatory", "{signatory.name}\n{signatory.title}"),
        ("hours", "Duration\n{course.hours} hours"),
    )
    for index, (key, text) in enumerate(facts):
        column = Column.flush_left(sheet, LEFT + 50 * index, 46)
        column.add(key, text, (top, 11), voice.face(500), 9.5, INK, **fitted(2, 7, 1.45, "top"))
    below = Column.flush_left(sheet, LEFT, 100)
    below.add("expires", f"Valid until {EXPIRES}", (top + 11.4, 6), voice.face(), 9.5, QUIET)
    proof = Column(sheet, LEFT + 138, 77, align="end", direction="ltr")
    fit = {"link": "{verify.url}", **fitted(3, 5.5, 1.4, "top")}
    proof.add("proof", "Verify at\n{verify.url}", (top, 11), voice.face(), 7.5, QUIET, **fit)
    qr_flush(sheet, (RIGHT, top - 2.4), 26, dark=INK)
