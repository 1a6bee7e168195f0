"""The fields of the palette."""

from templates_app.document import SYSTEM_FIELDS, load_schema, validate
from templates_app.document.registry import TYPE_NAMES, registry
from templates_app.document.vocabulary import KNOWN_SYNONYMS
from tests.factories import make_document

REGISTRY = registry()


def test_every_key_stands_once_and_none_is_forgotten_that_headings_are_known_of() -> None:
    keys = [field["key"] for field in REGISTRY]

    assert len(keys) == len(set(keys))
    assert set(KNOWN_SYNONYMS) - set(keys) == set()


def test_fields_of_the_system_are_those_that_any_document_may_bind() -> None:
    assert [(field["key"], field["label"], field["sample"]) for field in REGISTRY if field["isSystem"]] == [
        (field.key, field.label, field.sample) for field in SYSTEM_FIELDS
    ]


def test_whatever_is_suggested_can_be_declared_as_it_stands() -> None:
    declared = [
        {name: field[name] for name in ("key", "label", "type", "sample")}  # type: ignore[literal-required]
        for field in REGISTRY
        if not field["isSystem"]
    ]

    validate(make_document(fields=declared))
    assert [field["key"] for field in declared[:4]] == [
        "recipient.name",
        "recipient.email",
        "recipient.id",
        "recipient.photo",
    ]


def test_groups_follow_what_a_field_tells_of() -> None:
    groups = {field["key"]: field["group"] for field in REGISTRY}

    assert (groups["course.hours"], groups["issuer.name"], groups["verify.qr"]) == (
        "Course",
        "Certificate",
        "Verification",
    )


def test_each_type_that_the_schema_knows_has_a_name_to_choose_it_by() -> None:
    known = load_schema()["$defs"]["field"]["properties"]["type"]["enum"]

    assert sorted(TYPE_NAMES) == sorted(known)
    assert next(iter(TYPE_NAMES.items())) == ("text", "Text")
