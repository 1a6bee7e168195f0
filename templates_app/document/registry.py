"""The fields that a palette offers: those of the system, and those that many certificates have.

What a document may bind is decided by `fields.py`; this adds nothing but suggestions and their order.
"""

from typing import TypedDict

from .fields import RECIPIENT_EMAIL, RECIPIENT_NAME, RESERVED_NAMESPACES, SYSTEM_FIELDS, Field
from .vocabulary import KNOWN_SYNONYMS


class Suggestion(TypedDict):
    """`type` is that of a declaration. A system field is bound, never declared."""

    key: str
    label: str
    type: str
    sample: str
    group: str
    isSystem: bool


def _suggested(key: str, label: str, sample: str, kind: str = "text") -> Field:
    return Field(key, label, kind, sample=sample, synonyms=KNOWN_SYNONYMS.get(key, ()))


SUGGESTED_FIELDS: tuple[Field, ...] = (
    RECIPIENT_NAME,
    RECIPIENT_EMAIL,
    _suggested("recipient.id", "Recipient ID", "2026-0417"),
    # Its value names a picture of the team, so that no sample fits every team.
    _suggested("recipient.photo", "Photo", "", "image"),
    _suggested("recipient.name_ar", "Recipient name in Arabic", "أمينة أوكونكو"),
    _suggested("recipient.organisation", "Organisation", "Northwind Clinic"),
    _suggested("course.title", "Course", "Applied Data Analysis"),
    _suggested("course.hours", "Hours", "40", "number"),
    _suggested("course.score", "Score", "92", "number"),
    _suggested("course.grade", "Grade", "Distinction"),
    _suggested("course.date", "Date of the course", "2026-11-20", "date"),
    _suggested("course.location", "Place", "Lisbon"),
    _suggested("course.instructor", "Instructor", "Dr Helena Marsh"),
    _suggested("event.title", "Event", "Open Learning Conference"),
    _suggested("award.title", "Award", "Best in Class"),
    _suggested("signatory.name", "Signatory", "Dr Helena Marsh"),
    _suggested("signatory.title", "Title of the signatory", "Director of Studies"),
)
# What each type of field is called, the plainest first.
TYPE_NAMES = {
    "text": "Text",
    "long_text": "Long text",
    "number": "Number",
    "date": "Date",
    "choice": "Choice",
    "boolean": "Yes or no",
    "image": "Picture",
    "email": "Email address",
    "url": "Web address",
}
_GROUPS = {"issuer": "Certificate", "verify": "Verification"}


def registry() -> list[Suggestion]:
    """Every field to choose from, those of the recipient first and those of the system last."""
    return [_entry(field) for field in (*SUGGESTED_FIELDS, *SYSTEM_FIELDS)]


def _entry(field: Field) -> Suggestion:
    namespace = field.key.partition(".")[0]
    return {
        "key": field.key,
        "label": field.label,
        "type": field.type,
        "sample": field.sample,
        "group": _GROUPS.get(namespace, namespace.capitalize()),
        "isSystem": namespace in RESERVED_NAMESPACES,
    }
