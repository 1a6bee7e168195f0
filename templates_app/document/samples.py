"""Values for previews."""

from typing import Any

from .bindings import picture_keys
from .fields import SYSTEM_FIELDS, Field, fields_of
from .formulas import SEQUENCE, Formulas, needs_sequence

_SAMPLE_OF_TYPE = {
    "text": "Sample",
    "long_text": "Sample",
    "image": "",
    "boolean": "true",
    "number": "12",
    "date": "2026-11-21",
    "email": "amina.okonkwo@example.org",
    "url": "https://example.org/",
}


def sample_values(document: dict[str, Any]) -> dict[str, str]:
    """Return a value for every field that the document may bind, system fields included.

    A field without a sample gets one of its type, but a picture, which must be an asset that exists, stays empty.
    Computed fields are worked out from these; a formula that the samples do not allow gives an empty value.
    """
    system = {field.key: field.sample for field in SYSTEM_FIELDS}
    system["certificate.language"] = document["language"]
    if needs_sequence(document):
        system[SEQUENCE] = "1"
    own = {field.key: field.sample or _sample_of(field) for field in fields_of(document)}
    missing = {
        field.key: ""
        for field in fields_of(document)
        if not field.sample and field.key in picture_keys(document)
    }
    return Formulas.of(document).work_out(own | missing | system)[0]


def _sample_of(field: Field) -> str:
    return field.options[0] if field.options else field.min or field.max or _SAMPLE_OF_TYPE[field.type]
