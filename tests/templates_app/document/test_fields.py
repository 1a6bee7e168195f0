"""The fields of a document, and values for previews."""

from typing import Any

from templates_app.document import (
    ROW_OPTIONS,
    SYSTEM_FIELDS,
    Field,
    bound_keys,
    fields_of,
    importable_fields,
    sample_values,
)
from templates_app.document.declarations import fits_type
from templates_app.document.vocabulary import KNOWN_SYNONYMS

Document = dict[str, Any]


def test_declared_fields_come_with_their_own_and_the_known_synonyms(document: Document) -> None:
    name, title, hours, photo = fields_of(document)
    assert (name.key, name.label, name.required, name.sample, name.max_length) == (
        *("recipient.name", "Recipient name", True, "Amina Okonkwo", 80),
    )
    assert (title.type, title.required, hours.type, hours.required) == ("text", True, "number", False)
    assert hours.synonyms[:2] == ("Hours", "length in hours")
    assert {"课时", "heures", "часы"} <= set(hours.synonyms)
    assert photo == Field("recipient.photo", "Photo", "image", synonyms=("Photo",))


def test_the_name_of_the_recipient_is_always_there_and_required(document: Document) -> None:
    del document["fields"][0]["required"]
    assert fields_of(document)[0].required is True
    del document["fields"]
    (name,) = fields_of(document)
    assert (name.key, name.required) == ("recipient.name", True)


def test_people_of_the_world_find_their_heading() -> None:
    assert {"name", "full name", "nom", "nombre", "имя", "姓名", "الاسم"} <= set(
        KNOWN_SYNONYMS["recipient.name"]
    )
    assert {"email", "courriel", "correo", "почта", "邮箱"} <= set(KNOWN_SYNONYMS["recipient.email"])
    assert {"course", "training", "kurs", "курс", "الدورة"} <= set(KNOWN_SYNONYMS["course.title"])


def test_a_heading_means_one_field_alone() -> None:
    owner: dict[str, str] = {}
    for key, headings in KNOWN_SYNONYMS.items():
        for heading in headings:
            assert heading == heading.strip()
            assert owner.setdefault(heading, key) == key, heading


def test_a_row_may_supply_more_than_its_document_asks(document: Document) -> None:
    optional = ["recipient.email", "certificate.issued_on", "certificate.expires_on", "certificate.language"]
    assert [field.key for field in ROW_OPTIONS] == optional
    declared = [field.key for field in fields_of(document)]
    assert [field.key for field in importable_fields(document)] == declared + optional
    document["fields"].append({"key": "recipient.email", "label": "Mail", "type": "email", "required": True})
    by_key = {field.key: field for field in importable_fields(document)}
    assert len(by_key) == len(declared) + 4
    assert by_key["recipient.email"].required is True


def test_samples_fill_everything_that_is_bound(document: Document) -> None:
    values = sample_values(document)
    assert set(bound_keys(document)) <= set(values)
    assert values["recipient.name"] == "Amina Okonkwo"
    assert values["recipient.photo"] == ""
    assert all(fits_type(values[field.key], field.type) for field in SYSTEM_FIELDS)


def test_a_field_without_a_sample_gets_one_of_its_type(document: Document) -> None:
    kinds = ("text", "number", "date", "email", "url")
    document["fields"] = [{"key": f"extra.{kind}", "label": kind, "type": kind} for kind in kinds]
    values = sample_values(document)
    assert all(values[f"extra.{kind}"] and fits_type(values[f"extra.{kind}"], kind) for kind in kinds)


def test_the_sample_speaks_the_language_of_the_document(document: Document) -> None:
    document["language"] = "ar"
    assert sample_values(document)["certificate.language"] == "ar"
