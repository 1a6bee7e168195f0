"""A row becomes the values of a certificate, or says what is wrong with it, where, and what to do."""

import json
from collections import Counter
from pathlib import Path

import pytest

from certificates.ingest import Duplicates, SourceRow, check_file, check_row, guess, parse_map, peek
from templates_app.document.fields import Field

DATA = Path(__file__).parents[2] / "data" / "recipients"
HEADER = ["Name", "Course", "Hours", "Date of course", "E-mail"]


@pytest.fixture
def check(fields):
    """Check one row under HEADER."""

    def checked(*cells: str, line: int = 14, language: str = "en", **row: object):
        source = SourceRow(line, cells + ("",) * (len(HEADER) - len(cells)), **row)
        return check_row(source, guess(HEADER, fields), fields, language=language)

    return checked


def check_all(path, fields, *, language="en", entries=()):
    seen = peek(path)
    mapping = guess(seen.header, fields, sample_rows=seen.sample).overridden_by(
        parse_map(entries, seen.header, fields)
    )
    return list(check_file(path, seen.options, mapping, fields, language=language))


def faults(row):
    return [(problem.code, problem.severity.value, problem.column_name) for problem in row.problems]


def test_a_good_row_gives_the_values_that_a_design_takes(check):
    row = check(
        " Amina  Okonkwo", "Data Analysis", "37,50", "12 March 2026", "Amina@EXAMPLE.org", language="de"
    )
    assert row.values == {
        "recipient.name": "Amina Okonkwo",
        "course.title": "Data Analysis",
        "course.hours": "37.5",
        "course.date": "2026-03-12",
        "recipient.email": "Amina@example.org",
    }
    assert (row.line, row.is_good, row.problems) == (14, True, ())


def test_empty_values_that_are_not_required_are_empty_texts(check):
    row = check("Anna", "Math")
    assert row.is_good
    assert row.values["course.hours"] == row.values["course.date"] == row.values["recipient.email"] == ""


def test_a_missing_required_value_is_an_error_with_line_column_field_and_mend(check):
    row = check("\u200b ", "Math", line=14)
    assert not row.is_good
    assert [str(problem) for problem in row.errors] == [
        "line 14, column 'Name': There is no recipient name. Fill in 'Name' or remove the row."
    ]
    assert (row.errors[0].line, row.errors[0].column, row.errors[0].field) == (14, 1, "recipient.name")


def test_every_fault_of_a_row_is_said_at_once(check):
    row = check("", "Math", "many", "31.02.2026", "anna@")
    assert faults(row) == [
        ("missing_value", "error", "Name"),
        ("not_a_number", "error", "Hours"),
        ("impossible_date", "error", "Date of course"),
        ("bad_email", "error", "E-mail"),
    ]


def test_a_name_of_500_characters_is_an_error_and_one_of_200_is_not(check):
    assert check("x" * 200, "Math").is_good
    row = check("x" * 500, "Math")
    assert faults(row) == [("too_long", "error", "Name")]
    assert "has 500 characters; at most 200 fit." in row.errors[0].message
    assert row.errors[0].mend == "Shorten it."


def test_the_design_may_set_the_length(fields):
    wanted = [Field("recipient.name", "Name", required=True, max_length=5)]
    mapping = guess(["Name"], wanted)
    lengths = [check_row(SourceRow(2, (name,)), mapping, wanted).is_good for name in ("Anna", "Annabel")]
    assert lengths == [True, False]


@pytest.mark.parametrize("value", ["=HYPERLINK(1)", "+Anna", "-Anna", "@anna", "\tAnna"])
def test_formulas_are_kept_as_text_and_never_judged(value, check):
    row = check(value, "Math")
    assert (row.is_good, row.values["recipient.name"]) == (True, value.strip())


def test_direction_overrides_are_removed_with_a_warning(check):
    row = check("Anna\u202eeel", "Math")
    assert (row.is_good, row.values["recipient.name"], faults(row)) == (
        True,
        "Annaeel",
        [("bidi_removed", "warning", "Name")],
    )


def test_names_with_emoji_and_joiners_are_whole(check):
    assert (
        check("Ada 👩\u200d💻 نرگس\u200cها", "Math").values["recipient.name"] == "Ada 👩\u200d💻 نرگس\u200cها"
    )


@pytest.mark.parametrize(("name", "code"), [("Ji?í", "letters_lost"), ("12345", "name_without_letters")])
def test_a_name_that_cannot_be_one_is_doubted(name, code, check):
    assert faults(check(name, "Math")) == [(code, "warning", "Name")]


def test_the_error_of_a_formula_is_an_error_where_it_matters(check):
    assert faults(check("Anna", "#N/A")) == [("cell_error", "error", "Course")]


def test_a_number_of_a_workbook_has_a_point_whatever_the_language(check):
    assert check("Anna", "Math", "1.234", language="de").values["course.hours"] == "1234"
    row = check("Anna", "Math", "1.234", language="de", numeric=frozenset({2}))
    assert (row.values["course.hours"], row.problems) == ("1.234", ())


def test_faults_of_the_reader_hold_the_row_back_unless_their_column_is_not_used(save, fields):
    rows = check_all(save(f"Name,Course,Note\nAnna,Math,{'x' * 6000}\nBob,{'y' * 6000},\n"), fields)
    assert [row.is_good for row in rows] == [True, False]
    assert faults(rows[1])[0] == ("cell_too_long", "error", "Course")


def test_a_row_whose_cells_cannot_be_told_apart_has_one_fault_not_many(save, fields):
    rows = check_all(save('Name,Course,Hours\n"Anna "Ann" Lee",Math,8\nLee, Bob,Math,8\n'), fields)
    assert [faults(row) for row in rows] == [[("broken_quotes", "error", "")], [("extra_cells", "error", "")]]


def test_first_and_last_name_are_joined_with_a_space_and_east_asian_ones_without(save, fields):
    rows = check_all(save("First name,Last name,Course\nAnna,Lee,Math\nBob,,Art\n,,Art\n"), fields)
    assert [row.values["recipient.name"] for row in rows] == ["Anna Lee", "Bob", ""]
    assert faults(rows[2]) == [("missing_value", "error", "First name + Last name")]
    rows = check_all(save("姓,名,課程\n王,小明,數學\n"), fields)
    assert rows[0].values["recipient.name"] == "王小明"


def test_the_column_of_dates_as_a_whole_decides_what_each_means(save, fields):
    text = "Name,Course,Date of course\nAnna,Math,03/04/2026\nBob,Art,{}\n"
    proven = check_all(save(text.format("25/04/2026")), fields)
    assert [(row.values["course.date"], row.problems) for row in proven] == [
        ("2026-04-03", ()),
        ("2026-04-25", ()),
    ]
    doubtful = check_all(save(text.format("05/04/2026")), fields, language="en-US")
    assert doubtful[0].values["course.date"] == "2026-03-04"
    assert faults(doubtful[0]) == [("ambiguous_date", "warning", "Date of course")]


def test_the_sample_row_of_a_blank_list_is_noticed(check):
    row = check("Amina Okonkwo", "Data Analysis", "40", "2026-03-31", "amina.okonkwo@example.org")
    assert [problem.code for problem in row.problems] == ["sample_row"]


def test_the_language_of_a_certificate_is_one_that_formats_know(save, fields):
    rows = check_all(save("Name,Course,Language\nAnna,Math,Français\nBob,Art,Elvish speech\n"), fields)
    assert [row.values["certificate.language"] for row in rows] == ["fr", "Elvish speech"]
    assert [faults(row) for row in rows] == [[], [("bad_language", "error", "Language")]]


def test_equal_rows_are_held_back_and_name_the_first(save, fields):
    rows = check_all(save("Name,Course\nAnna,Math\nBob,Art\n anna ,Math\nAnna,Math\nAnna,Art\n"), fields)
    assert [[(p.code, p.is_error, p.line) for p in row.problems] for row in rows] == [
        [],
        [],
        [("duplicate_person", False, 4)],
        [("duplicate_row", True, 5)],
        [],
    ]
    assert rows[3].errors[0].message == "The row is the same as line 2."


def test_two_people_of_one_name_are_told_apart_by_their_address(save, fields):
    rows = check_all(
        save("Name,Course,E-mail\nAnna,Math,a@b.org\nAnna,Math,c@d.org\nAnná,math,C@D.org\n"), fields
    )
    assert [[p.code for p in row.problems] for row in rows] == [[], [], ["duplicate_person"]]


def test_the_same_course_on_another_day_is_no_duplicate(save, fields):
    rows = check_all(save("Name,Course,Date of course\nAnna,Math,2026-03-31\nAnna,Math,2026-05-31\n"), fields)
    assert [row.problems for row in rows] == [(), ()]


def test_a_row_with_errors_is_nobody_s_first(save, fields):
    rows = check_all(save("Name,Course,Hours\nAnna,Math,x\nAnna,Math,8\nAnna,Math,9\n"), fields)
    assert [[p.code for p in row.problems] for row in rows] == [["not_a_number"], [], ["duplicate_person"]]


def test_equal_rows_may_be_let_through(check):
    duplicates = Duplicates(hold_identical=False)
    rows = [duplicates.noted(check("Anna", "Math", line=line)) for line in (2, 3)]
    assert [row.is_good for row in rows] == [True, True]
    assert [p.code for p in rows[1].problems] == ["duplicate_row"]


def test_a_list_with_every_fault_gives_what_was_agreed(fields):
    """The list and what comes of it lie side by side in tests/data/recipients, to be read by people."""
    rows = check_all(DATA / "every-fault.csv", fields)
    expected = json.loads((DATA / "every-fault.expected.json").read_text(encoding="utf-8"))
    found = {
        str(row.line): {
            "good": row.is_good,
            "values": row.values if row.is_good else {},
            "problems": [f"{problem.severity.value}: {problem}" for problem in row.problems],
        }
        for row in rows
    }
    assert found == expected


def test_twenty_thousand_rows_are_read_and_checked_with_all_of_them_counted(save, fields):
    people = "".join(
        f"Person {n},person{n}@example.org,Data Analysis,{n % 60},2026-03-{1 + n % 28:02}\n"
        for n in range(20_000)
    )
    rows = check_all(save("Name,E-mail,Course,Hours,Date of course\n" + people), fields)
    assert Counter(row.is_good for row in rows) == {True: 20_000}
    assert (rows[-1].line, rows[-1].values["recipient.email"]) == (20_001, "person19999@example.org")
