"""Values for previews."""

from typing import Any

from .bindings import picture_keys
from .fields import SYSTEM_FIELDS, fields_of

_SAMPLE_OF_TYPE = {
    "text": "Sample",
    "number": "12",
    "date": "2026-11-21",
    "email": "amina.okonkwo@example.org",
    "url": "https://example.org/",
}


def sample_values(document: dict[str, Any]) -> dict[str, str]:
    """Return a value for every field that the document may bind, system fields included.

    A field without a sample gets one of its type, but a picture, which must be an asset that exists, stays empty.
    """
    system = {field.key: field.sample for field in SYSTEM_FIELDS}
    system["certificate.language"] = document["language"]
    own = {field.key: field.sample or _SAMPLE_OF_TYPE[field.type] for field in fields_of(document)}
    missing = {
        field.key: ""
        for field in fields_of(document)
        if not field.sample and field.key in picture_keys(document)
    }
    return own | missing | system
