"""Subject and text of the message that a certificate goes out with: patterns with a few placeholders, pure functions.

A message is plain words of the sender. What is filled in comes from the certificate alone, is never read as a pattern
again, and cannot break out of its line of the header.
"""

from collections.abc import Mapping

from iconikcerts.common.errors import DomainError
from templates_app.document.placeholders import Placeholder, parse_placeholders

# What may be filled in, each with words for whoever writes the message.
PLACES = {
    "recipient.name": "the recipient's name",
    "certificate.title": "what is certified",
    "certificate.number": "the number",
    "certificate.issued_on": "the issue date",
    "certificate.expires_on": "the expiry date, if there is one",
    "issuer.name": "your team",
}
MAX_SUBJECT, MAX_TEXT = 150, 3000
# RFC 5322 2.1.1: a line of the header has at most 998 octets; filled in, a subject is cut well below.
MAX_FILLED_SUBJECT = 250
# Kept beside what can be seen: line ends, the joiners of Persian, Indic scripts and emoji, direction marks and isolates.
_STEERING = "\n\u200c\u200d\u200e\u200f\u2066\u2067\u2068\u2069"


class InvalidSubject(DomainError):
    """The subject cannot be filled in."""

    code = "invalid_mail_subject"


class InvalidText(DomainError):
    """The text of the message cannot be filled in."""

    code = "invalid_mail_text"


def check_subject(subject: str) -> None:
    """Raises InvalidSubject for unknown placeholders, several lines, and more than MAX_SUBJECT characters."""
    if fault := _fault_of(subject, MAX_SUBJECT):
        raise InvalidSubject(fault, mend=_mend())
    if len(subject.splitlines()) > 1:
        raise InvalidSubject("The subject has several lines.", mend="Write it on one line.")


def check_text(text: str) -> None:
    """Raises InvalidText for unknown placeholders and more than MAX_TEXT characters."""
    if fault := _fault_of(text, MAX_TEXT):
        raise InvalidText(fault, mend=_mend())


def _fault_of(text: str, longest: int) -> str:
    if len(text) > longest:
        return f"This has {len(text):,} characters; the limit is {longest:,}."
    parsed = parse_placeholders(text)
    if parsed.faults:
        return f"Character {parsed.faults[0].position + 1}: {parsed.faults[0].message}."
    unknown = next((place for place in parsed.placeholders if place.key not in PLACES or place.format), None)
    return f"There is no {text[unknown.start : unknown.end]} for messages." if unknown else ""


def _mend() -> str:
    return f"These can stand in it: {', '.join(f'{{{key}}}' for key in PLACES)}."


def fill_subject(subject: str, values: Mapping[str, str]) -> str:
    """One line without control characters, at most MAX_FILLED_SUBJECT characters long."""
    return " ".join(fill(subject, values).split())[:MAX_FILLED_SUBJECT]


def fill(text: str, values: Mapping[str, str]) -> str:
    """The pattern with the values of PLACES in it; a value that is missing leaves nothing."""
    parts = parse_placeholders(text).parts
    filled = "".join(values.get(part.key, "") if isinstance(part, Placeholder) else part for part in parts)
    return "".join(_visible(letter) for letter in filled)


def _visible(letter: str) -> str:
    """Spaces of any kind as one space; nothing for what only steers the display, which could make a text read otherwise."""
    if letter.isprintable() or letter in _STEERING:
        return letter
    return " " if letter.isspace() else ""


def paragraphs(text: str) -> list[list[str]]:
    """The lines of each paragraph; an empty line divides paragraphs."""
    blocks = "\n".join(line.strip() for line in text.splitlines()).split("\n\n")
    return [lines for block in blocks if (lines := [line for line in block.split("\n") if line])]
