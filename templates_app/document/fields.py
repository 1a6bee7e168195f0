"""The values that a document may bind: its own fields, and those that every certificate has."""

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any

from .vocabulary import KNOWN_SYNONYMS
from .walk import is_number


@dataclass(frozen=True, slots=True)
class Field:
    """One value. `type` is one of the schema's: dates come as YYYY-MM-DD, numbers as plain decimals, booleans as true or
    false. Lengths are in characters; `min` and `max` are written as the type is. None or "" is no rule."""

    key: str
    label: str
    type: str = "text"
    required: bool = False
    sample: str = ""
    synonyms: tuple[str, ...] = ()
    max_length: int | None = None
    min_length: int | None = None
    min: str = ""
    max: str = ""
    options: tuple[str, ...] = ()
    pattern: str = ""


def _known(key: str, label: str, kind: str, sample: str, required: bool = False) -> Field:
    return Field(key, label, kind, required, sample, KNOWN_SYNONYMS.get(key, ()))


RECIPIENT_NAME = _known("recipient.name", "Recipient name", "text", "Amina Okonkwo", required=True)
RECIPIENT_EMAIL = _known("recipient.email", "Recipient email", "email", "amina.okonkwo@example.org")

# Supplied by the job that issues; never declared in a document, and any document may bind them.
SYSTEM_FIELDS: tuple[Field, ...] = (
    _known("certificate.number", "Certificate number", "text", "IC-2026-000142"),
    _known("certificate.code", "Verification code", "text", "7KQM-2XFD-9RTA-WB4E-H6NP-3C"),
    _known("certificate.issued_on", "Date of issue", "date", "2026-11-21"),
    _known("certificate.expires_on", "Date of expiry", "date", "2028-11-21"),
    _known("certificate.language", "Language", "text", "en"),
    _known("issuer.name", "Issuer", "text", "Riverside Academy"),
    _known("verify.url", "Verify address", "url", "https://example.org/v/7KQM2XFD9RTAWB4EH6NP3C"),
    # The same in capitals: QR codes pack them tighter (ISO/IEC 18004, alphanumeric mode), so that modules are larger.
    _known("verify.qr", "Verify address for QR codes", "url", "HTTPS://EXAMPLE.ORG/V/7KQM2XFD9RTAWB4EH6NP3C"),
)
# Namespaces of the system fields: a document must not declare a field there.
RESERVED_NAMESPACES = frozenset(field.key.partition(".")[0] for field in SYSTEM_FIELDS)

# What a recipient row may supply beyond the fields of its document: where to mail the certificate, and the
# system fields that may differ from row to row.
ROW_OPTIONS: tuple[Field, ...] = (
    RECIPIENT_EMAIL,
    *(
        field
        for field in SYSTEM_FIELDS
        if field.key in ("certificate.issued_on", "certificate.expires_on", "certificate.language")
    ),
)


def fields_of(document: Mapping[str, Any]) -> list[Field]:
    """Return the fields that a recipient row supplies, recipient.name first when the document does not list it.

    Computed fields are none of them. The document must be valid. Synonyms of a known key are added to those of the document, label first.
    """
    declared = [_field(entry) for entry in document.get("fields", []) if "formula" not in entry]
    if any(field.key == RECIPIENT_NAME.key for field in declared):
        return declared
    return [RECIPIENT_NAME, *declared]


def computed_fields(document: Mapping[str, Any]) -> list[Field]:
    """Return the fields whose values are computed from others, in the order of the document."""
    return [_field(entry) for entry in document.get("fields", []) if "formula" in entry]


def importable_fields(document: Mapping[str, Any]) -> list[Field]:
    """Return every field that a spreadsheet column may fill: those of the document, then ROW_OPTIONS."""
    fields = fields_of(document)
    declared = {field.key for field in fields}
    return fields + [field for field in ROW_OPTIONS if field.key not in declared]


def _field(entry: Mapping[str, Any]) -> Field:
    is_name = entry["key"] == RECIPIENT_NAME.key
    synonyms = (entry["label"], *entry.get("synonyms", ()), *KNOWN_SYNONYMS.get(entry["key"], ()))
    return Field(
        key=entry["key"],
        label=entry["label"],
        type=entry["type"],
        required=is_name or entry.get("required", False),
        sample=entry.get("sample", ""),
        synonyms=tuple(dict.fromkeys(synonyms)),
        max_length=entry.get("max_length"),
        min_length=entry.get("min_length"),
        min=limit_text(entry.get("min")),
        max=limit_text(entry.get("max")),
        options=tuple(entry.get("options", ())),
        pattern=entry.get("pattern", ""),
    )


def limit_text(value: object) -> str:
    """A limit as values are written: 0.5, not 5e-01; "" for what is none."""
    if isinstance(value, str):
        return value
    return f"{Decimal(str(value)):f}" if is_number(value) else ""
