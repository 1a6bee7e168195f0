"""People to try a design with."""

import pytest

from templates_app.document import sample_values
from templates_app.document.sample_people import PEOPLE, values_of_person, values_of_row
from tests.factories import make_document


def test_each_person_takes_the_place_of_the_sample_name_alone() -> None:
    document = make_document()
    names = {person.key: values_of_person(document, person.key).pop("recipient.name") for person in PEOPLE}

    assert names["usual"] == "Amina Okonkwo"
    assert len(set(names.values())) == len(PEOPLE)
    rest = {key: value for key, value in sample_values(document).items() if key != "recipient.name"}
    assert values_of_person(document, "arabic") == rest | {"recipient.name": names["arabic"]}


def test_a_name_is_no_longer_than_its_field_takes() -> None:
    document = make_document()
    document["fields"][0]["max_length"] = 20

    assert values_of_person(document, "long")["recipient.name"] == "Maximiliana Wilhelmi"


def test_nobody_else_is_known() -> None:
    with pytest.raises(KeyError):
        values_of_person(make_document(), "nobody")


def test_a_row_of_a_list_leaves_empty_what_it_does_not_have_and_samples_what_only_an_issue_has() -> None:
    document = make_document()
    values = values_of_row(
        document,
        {
            "recipient.name": "Åsa",
            "certificate.issued_on": "2027-01-02",
            "certificate.expires_on": "",
            "nonsense": "x",
        },
    )

    samples = sample_values(document)
    assert (values["recipient.name"], values["course.title"], values["certificate.issued_on"]) == (
        "Åsa",
        "",
        "2027-01-02",
    )
    assert values["certificate.expires_on"] == samples["certificate.expires_on"]
    assert values["certificate.number"] == samples["certificate.number"]
    assert set(values) == set(samples)


def test_what_is_computed_follows_the_person_and_the_row() -> None:
    document = make_document()
    greeting = {"key": "greeting", "label": "Greeting", "type": "text", "formula": '"Dear " & recipient.name'}
    document["fields"].append(greeting)
    assert values_of_person(document, "short")["greeting"] == "Dear Bo Li"
    assert values_of_row(document, {"recipient.name": "Åsa", "greeting": "Hi"})["greeting"] == "Dear Åsa"
