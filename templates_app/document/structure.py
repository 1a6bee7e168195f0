"""The document against its JSON Schema, with faults worded for people.

The schema dispatches on `type` with if/then, never with oneOf, so that a fault is told once and at its own place.
"""

import difflib
import json
import re
from collections.abc import Callable, Iterator
from functools import cache
from pathlib import Path as FilePath
from typing import Any

from jsonschema import Draft202012Validator, ValidationError
from jsonschema.validators import extend

from .element_types import Schema, types
from .faults import Fault, describe, format_path

# All but the types of elements.
_FRAME_FILE = FilePath(__file__).with_name("document-v1.schema.json")


@cache
def load_schema() -> Schema:
    """Return the JSON Schema (draft 2020-12) as it is published, with every type. Shared: do not change it."""
    schema: Schema = json.loads(_FRAME_FILE.read_text(encoding="utf-8"))
    kinds = types()
    schema["$defs"]["element"] = {
        "type": "object",
        "required": ["type"],
        "properties": {
            "type": {
                "description": "Kind of element; decides which properties it has.",
                "enum": [kind.name for kind in kinds],
            }
        },
        "allOf": [
            {
                "if": {"properties": {"type": {"const": kind.name}}, "required": ["type"]},
                "then": {"$ref": f"#/$defs/{kind.definition}"},
            }
            for kind in kinds
        ],
    }
    schema["$defs"] |= {kind.definition: kind.schema() for kind in kinds}
    return schema


def structural_faults(document: object) -> Iterator[Fault]:
    """Yield every fault of structure, type and range. Expects a value that `guard.inspect` let pass."""
    for error in _validator().iter_errors(document):
        yield Fault(format_path(tuple(error.absolute_path)), _MESSAGES[str(error.validator)](error))


@cache
def _validator() -> Any:
    keywords = {"pattern": _pattern, "required": _required, "additionalProperties": _additional_properties}
    return extend(Draft202012Validator, keywords)(load_schema())  # type: ignore[no-untyped-call]


def _pattern(validator: Any, pattern: str, value: object, schema: Schema) -> Iterator[ValidationError]:
    # JSON Schema uses ECMA-262 expressions, where $ is the very end; Python's $ would let a trailing \n pass.
    if isinstance(value, str) and not _compile(pattern).search(value):
        yield ValidationError("pattern")


@cache
def _compile(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern.removesuffix("$") + r"\Z")


def _required(validator: Any, names: list[str], value: object, schema: Schema) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        yield from (ValidationError("required", path=[name]) for name in names if name not in value)


def _additional_properties(
    validator: Any, allowed: bool, value: object, schema: Schema
) -> Iterator[ValidationError]:
    if isinstance(value, dict):
        yield from (
            ValidationError("additionalProperties", path=[name])
            for name in value
            if name not in schema["properties"]
        )


def _range(error: ValidationError) -> str:
    schema: Schema = error.schema  # type: ignore[assignment]
    unit = f" {schema['x-unit']}" if "x-unit" in schema else ""
    return (
        f"must be between {schema['minimum']} and {schema['maximum']}{unit}, found {describe(error.instance)}"
    )


def _length(error: ValidationError) -> str:
    schema: Schema = error.schema  # type: ignore[assignment]
    length = len(error.instance)  # type: ignore[arg-type]
    if not length:
        return "must not be empty"
    return f"must have at most {schema['maxLength']:,} characters, found {length:,}"


def _count(error: ValidationError) -> str:
    schema: Schema = error.schema  # type: ignore[assignment]
    low, high = schema.get("minItems", 0), schema["maxItems"]
    wanted = str(low) if low == high else f"{low} to {high}"
    return f"must have {wanted} {schema['x-noun']}, found {len(error.instance)}"  # type: ignore[arg-type]


def _kind(error: ValidationError) -> str:
    schema: Schema = error.schema  # type: ignore[assignment]
    if "x-expects" in schema:
        return f"must be {schema['x-expects']}, found {describe(error.instance)}"
    wanted = {"string": "text", "integer": "a whole number", "number": "a number", "boolean": "true or false"}
    name = wanted.get(schema["type"]) or {"array": "a list", "object": "an object"}[schema["type"]]
    return f"must be {name}, found {describe(error.instance)}"


def _choice(error: ValidationError) -> str:
    values: list[object] = error.validator_value  # type: ignore[assignment]
    listed = ", ".join(value if isinstance(value, str) else json.dumps(value) for value in values)
    return f"must be one of {listed}, found {describe(error.instance)}{_guess(error.instance, values)}"


def _unknown(error: ValidationError) -> str:
    schema: Schema = error.schema  # type: ignore[assignment]
    guess = _guess(error.path[-1], [name for name in schema["properties"] if name not in error.instance])  # type: ignore[operator]
    return f"is not known here; remove it{guess}"


def _guess(found: object, names: list[Any]) -> str:
    words = [name for name in names if isinstance(name, str)]
    close = difflib.get_close_matches(found[:64], words, n=1) if isinstance(found, str) else []
    return f"; did you mean {close[0]}?" if close else ""


_MESSAGES: dict[str, Callable[[ValidationError], str]] = {
    "type": _kind,
    "pattern": _kind,
    "enum": _choice,
    "const": lambda error: f"must be {describe(error.validator_value)}, found {describe(error.instance)}",
    "minimum": _range,
    "maximum": _range,
    "minLength": _length,
    "maxLength": _length,
    "minItems": _count,
    "maxItems": _count,
    "required": lambda error: "is missing; add it",
    "additionalProperties": _unknown,
}
