"""Columns find their fields under the headings that people write, in any language, and say how sure that is."""

import json

import pytest

from certificates.ingest import ColumnMapping, InvalidMapping, SourceRow, guess, parse_map
from certificates.ingest.headings import plain
from templates_app.document.fields import Field

GUESSED = [
    ("Name,Course,Hours", {"recipient.name": "Name", "course.title": "Course", "course.hours": "Hours"}),
    ("Course name;Student Name;E-Mail", {"recipient.name": "Student Name", "course.title": "Course name", "recipient.email": "E-Mail"}),
    ("courseTitle;recipientName", {"course.title": "courseTitle", "recipient.name": "recipientName"}),
    ("recipient.name;course.title", {"recipient.name": "recipient.name", "course.title": "course.title"}),
    ("FULL_NAME *;Course (required);Completion date (YYYY-MM-DD)", {"recipient.name": "FULL_NAME *", "course.title": "Course (required)", "course.date": "Completion date (YYYY-MM-DD)"}),
    ("Name of participant;Course", {"recipient.name": "Name of participant", "course.title": "Course"}),
    ("Nom complet;Formation;Durée", {"recipient.name": "Nom complet", "course.title": "Formation", "course.hours": "Durée"}),
    ("ФИО;Курс;Дата", {"recipient.name": "ФИО", "course.title": "Курс", "course.date": "Дата"}),
    ("Ф.И.О.;Курс;Эл. почта", {"recipient.name": "Ф.И.О.", "course.title": "Курс", "recipient.email": "Эл. почта"}),
    ("الاسم;الدورة", {"recipient.name": "الاسم", "course.title": "الدورة"}),
    ("姓名;课程;日期", {"recipient.name": "姓名", "course.title": "课程", "course.date": "日期"}),
    ("氏名;講座", {"recipient.name": "氏名", "course.title": "講座"}),
    ("First Name;Last Name;Course", {"recipient.name": "First Name + Last Name", "course.title": "Course"}),
    ("Surname;Given names;Course", {"recipient.name": "Given names + Surname", "course.title": "Course"}),
    ("First name;Middle name;Last name", {"recipient.name": "First name + Middle name + Last name"}),
    ("Vorname;Name;Kurs", {"recipient.name": "Vorname + Name", "course.title": "Kurs"}),
    ("Nom;Prénom;Formation", {"recipient.name": "Prénom + Nom", "course.title": "Formation"}),
    ("Nombre;Apellidos;Curso", {"recipient.name": "Nombre + Apellidos", "course.title": "Curso"}),
    ("Фамилия;Имя;Отчество;Курс", {"recipient.name": "Имя + Отчество + Фамилия", "course.title": "Курс"}),
    ("姓;名;課程", {"recipient.name": "姓 + 名", "course.title": "課程"}),
    ("Full name;First name;Last name", {"recipient.name": "Full name"}),
    ("Имя;Курс", {"recipient.name": "Имя", "course.title": "Курс"}),
    ("Foo;Bar", {}),
]  # fmt: skip


@pytest.mark.parametrize(("headings", "found"), GUESSED)
def test_columns_are_found_by_their_headings(headings, found, fields):
    mapping = guess(headings.replace(",", ";").split(";"), fields)
    assert {key: mapping.names_of(key) for key in mapping.sources} == found


@pytest.mark.parametrize(
    ("heading", "form"),
    [
        ("E-Mail_Adresse*", "email adresse"),
        ("firstName", "first name"),
        ("HTMLName", "html name"),
        ("Prénom ", "prenom"),
        ("Ф.И.О.", "фио"),
        ("Straße", "strasse"),
        ("the mail", "the mail"),
        ("दिनांक", "दिनांक"),
    ],
)
def test_headings_are_compared_in_a_plain_form(heading, form):
    assert plain(heading) == form


def test_the_surer_match_takes_the_column_and_each_column_fills_one_field(fields):
    mapping = guess(["Date", "Date of course", "Name"], fields)
    assert mapping.names_of("course.date") == "Date of course"
    assert mapping.unused == ("Date",)
    used = [column for source in mapping.sources.values() for column in source.columns]
    assert len(used) == len(set(used))


def test_two_fields_of_one_label_do_not_share_a_column():
    twins = [Field("club.first", "Belt"), Field("club.second", "Belt")]
    assert {key: source.columns for key, source in guess(["Belt"], twins).sources.items()} == {
        "club.first": (0,)
    }
    mapping = guess(["Belt", "belt"], twins)
    assert {key: source.columns for key, source in mapping.sources.items()} == {
        "club.first": (0,),
        "club.second": (1,),
    }


def test_synonyms_of_the_design_count(fields):
    own = Field("club.belt", "Belt", synonyms=("Gürtelfarbe",))
    mapping = guess(["Name", "gürtelfarbe"], [*fields, own])
    assert (mapping.names_of("club.belt"), mapping.sources["club.belt"].how) == ("gürtelfarbe", "synonym")


def test_confidence_falls_from_key_to_content(fields):
    mapping = guess(["recipient.name", "Course", "Stunden"], fields)
    confidence = [
        mapping.sources[key].confidence for key in ("recipient.name", "course.title", "course.hours")
    ]
    assert confidence == sorted(confidence, reverse=True)
    assert len(set(confidence)) == 3


def test_a_column_of_addresses_is_the_email_whatever_it_is_called(fields):
    rows = [SourceRow(line, ("Anna", f"a{line}@example.org")) for line in range(2, 6)]
    mapping = guess(["Name", "Contact"], fields, sample_rows=rows)
    assert (mapping.names_of("recipient.email"), mapping.sources["recipient.email"].how) == (
        "Contact",
        "content",
    )


def test_a_required_field_without_a_column_is_named_with_the_columns_there_are(fields):
    problems = guess(["Name", "Kommentar"], fields).missing(fields)
    assert [(p.code, p.field, p.message, p.mend) for p in problems] == [
        (
            "field_not_mapped",
            "course.title",
            "No column holds 'Course', which every certificate of this design needs.",
            "Choose its column. The file has: Name, Kommentar.",
        )
    ]


def test_a_mapping_survives_json(fields):
    mapping = guess(["First name", "Last name", "Course"], fields)
    assert ColumnMapping.from_json(json.loads(json.dumps(mapping.to_json()))) == mapping


def test_a_map_of_the_command_line_names_fields_and_columns_loosely(fields):
    header = ["Vorname", "Nachname", "Thema", "x=y"]
    mapping = parse_map(["recipient.name=vorname + Nachname", "Course=Thema", "hours = x=y"], header, fields)
    assert {key: source.columns for key, source in mapping.sources.items()} == {
        "recipient.name": (0, 1),
        "course.title": (2,),
        "course.hours": (3,),
    }


def test_what_the_user_says_overrides_the_guess_and_takes_its_columns(fields):
    header = ["Name", "Course", "Title", "Hours"]
    mapping = guess(header, fields).overridden_by(
        parse_map(["course.title=Name", "recipient.name=Title", "hours="], header, fields)
    )
    assert {key: mapping.names_of(key) for key in mapping.sources} == {
        "recipient.name": "Title",
        "course.title": "Name",
    }
    assert mapping.unused == ("Course", "Hours")


@pytest.mark.parametrize(
    ("entries", "message", "mend"),
    [
        (["Name"], "'Name' is not of the form field=column.", "Write, say, recipient.name=Name."),
        (["shoe=Name"], "The design has no field 'shoe'.", "Its fields are: recipient.name, course.title,"),
        (["recipient.name=Nmae"], "The file has no column 'Nmae'.", "Its columns are: Name, Course."),
        (["recipient.name=Name", "recipient.name=Course"], "The field 'recipient.name' is given twice.", "Name it once."),
        (["recipient.name=Name", "course.title=Name"], "The column 'Name' is given to 'recipient.name' and to 'course.title'.", "A column fills one field"),
    ],
)  # fmt: skip
def test_a_wrong_map_says_what_is_known(entries, message, mend, fields):
    with pytest.raises(InvalidMapping) as caught:
        parse_map(entries, ["Name", "Course"], fields)
    assert caught.value.message == message
    assert caught.value.mend.startswith(mend)
