"""Fields as the API tells them: from the registry of the editor, and from the rules that lists are checked by."""

from typing import Any

from templates_app.document.bindings import formats_of_type
from templates_app.document.fields import Field, computed_fields, importable_fields
from templates_app.document.registry import registry

JSON = dict[str, Any]


def registry_facts() -> list[JSON]:
    """Every field to choose from: key, label, type, sample, group, is_system, formats."""
    return [
        {
            "key": entry["key"],
            "label": entry["label"],
            "type": entry["type"],
            "sample": entry["sample"],
            "group": entry["group"],
            "is_system": entry["isSystem"],
            "formats": formats_of_type(entry["type"]),
        }
        for entry in registry()
    ]


def field_facts(document: JSON) -> JSON:
    """Of a valid document: `results`, what a recipient supplies, and `computed`, what is worked out from that."""
    formulas = {entry["key"]: entry.get("formula", "") for entry in document.get("fields", [])}
    return {
        "results": [_asked(field) for field in importable_fields(document)],
        "computed": [
            {"key": field.key, "label": field.label, "type": field.type, "formula": formulas[field.key]}
            for field in computed_fields(document)
        ],
    }


def _asked(field: Field) -> JSON:
    return {
        "key": field.key,
        "label": field.label,
        "type": field.type,
        "required": field.required,
        "sample": field.sample,
        "synonyms": list(field.synonyms),
        "options": list(field.options),
        "rules": {
            "min": field.min or None,
            "max": field.max or None,
            "min_length": field.min_length,
            "max_length": field.max_length,
            "pattern": field.pattern or None,
        },
        "formats": formats_of_type(field.type),
    }
