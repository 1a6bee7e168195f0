"""The design document: format, checks, fields and placeholders. Pure: values in, values out.

The format is described in docs/document-format.md. `load_schema` gives its JSON Schema: `document-v1.schema.json` beside
this file with the types of elements in `element_types/`.
"""

from .bindings import asset_ids, bound_keys
from .differences import Change, differences
from .drawing import drawable
from .faults import Fault, InvalidDocument
from .fields import ROW_OPTIONS, SYSTEM_FIELDS, Field, fields_of, importable_fields
from .fingerprint import fingerprint
from .placeholders import ParsedText, Placeholder, PlaceholderFault, parse_placeholders
from .samples import sample_values
from .schema import find_faults, find_open_faults, validate
from .structure import load_schema
from .typefaces import families_of

__all__ = [
    "ROW_OPTIONS",
    "SYSTEM_FIELDS",
    "Change",
    "Fault",
    "Field",
    "InvalidDocument",
    "ParsedText",
    "Placeholder",
    "PlaceholderFault",
    "asset_ids",
    "bound_keys",
    "differences",
    "drawable",
    "families_of",
    "fields_of",
    "find_faults",
    "find_open_faults",
    "fingerprint",
    "importable_fields",
    "load_schema",
    "parse_placeholders",
    "sample_values",
    "validate",
]
