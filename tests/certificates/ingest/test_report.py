"""What goes back to the user: their own columns, notes beside them, and nothing that a spreadsheet would run."""

import csv
import io

import openpyxl
import pytest

from certificates.ingest import NOTE_COLUMNS, ReportRow, check_file, guess, peek, write_blank, write_report
from templates_app.document.fields import Field


def bad_rows(path, fields):
    seen = peek(path)
    checked = check_file(path, seen.options, guess(seen.header, fields), fields)
    return seen, [ReportRow(row.line, row.source.cells, row.problems) for row in checked if not row.is_good]


def written(seen, rows, **options):
    out = io.BytesIO()
    count = write_report(out, seen.header, rows, **options)
    assert count == len(rows)
    return out.getvalue()


def table_of(content, delimiter=","):
    return list(csv.reader(io.StringIO(content.decode("utf-8-sig"), newline=""), delimiter=delimiter))


LIST = 'Remark,Name,Course,Hours\nfine,Anna,Math,8\n=1+1,,Math,x\n"a, b",Jürgen,,7\n-,Lee, Bob,Math,9\n'


def test_the_report_keeps_the_user_s_columns_and_adds_the_notes(save, fields):
    seen, rows = bad_rows(save(LIST), fields)
    content = written(seen, rows)
    assert content.startswith(b"\xef\xbb\xbfRemark,Name,Course,Hours,Line,Problem,What to do\r\n")
    assert table_of(content)[1:] == [
        [
            "'=1+1",
            "",
            "Math",
            "x",
            "3",
            "Name: There is no recipient name. Hours: 'x' is not a number.",
            "Fill in 'Name' or remove the row. Write digits only, such as 40 or 37.5.",
        ],
        [
            "a, b",
            "Jürgen",
            "",
            "7",
            "4",
            "Course: There is no course.",
            "Fill in 'Course' or remove the row.",
        ],
        [
            "'-",
            "Lee",
            "Bob",
            "Math",
            "5",
            "The row has 5 cells, the header 4.",
            "If a value holds the delimiter, put it in double quotes; otherwise remove what is too much.",
            "9",
        ],
    ]


def test_the_report_speaks_the_delimiter_of_the_user_s_file(save, fields):
    seen, rows = bad_rows(save("Name;Kurs\n;Übung, erste\n"), fields)
    content = written(seen, rows, delimiter=seen.delimiter)
    assert table_of(content, ";")[1][:3] == ["", "Übung, erste", "2"]


def test_a_corrected_report_can_be_uploaded_as_it_is(save, fields):
    seen, rows = bad_rows(save("Name,Course\n=Anna,\n"), fields)
    corrected = written(seen, rows).decode("utf-8").replace("'=Anna,,", "'=Anna,Math,")
    path = save(corrected, "report.csv")
    again = peek(path)
    checked = list(check_file(path, again.options, guess(again.header, fields), fields))
    assert again.header == ("Name", "Course", *NOTE_COLUMNS)
    assert [(row.is_good, row.values["recipient.name"]) for row in checked] == [(True, "=Anna")]


def test_a_workbook_report_holds_texts_only(save, fields):
    seen, rows = bad_rows(save("Name,Course\n=cmd(),\n\x01@x,\n"), fields)
    sheet = openpyxl.load_workbook(io.BytesIO(written(seen, rows, kind="xlsx"))).worksheets[0]
    table = [[cell.value for cell in row] for row in sheet.iter_rows()]
    assert [row[:3] for row in table] == [
        ["Name", "Course", "Line"],
        ["'=cmd()", None, "2"],
        ["\ufffd@x", None, "3"],
    ]
    assert {cell.data_type for row in sheet.iter_rows() for cell in row if cell.value} == {"s"}


def test_headings_are_defused_too(save, fields):
    seen = peek(save("=Name,Course\nAnna,Math\n"))
    assert table_of(written(seen, []))[0][:2] == ["'=Name", "Course"]


@pytest.fixture
def blank(fields, tmp_path):
    def write(wanted=fields):
        path = tmp_path / "blank.xlsx"
        with path.open("wb") as out:
            write_blank(out, wanted)
        return path

    return write


def test_a_blank_list_matches_its_design_and_its_sample_row_is_good(blank, fields):
    path = blank()
    seen = peek(path)
    mapping = guess(seen.header, fields)
    rows = list(check_file(path, seen.options, mapping, fields))
    assert (seen.sheet, seen.header) == ("Recipients", tuple(field.label for field in fields))
    assert {key: mapping.names_of(key) for key in mapping.sources} == {
        field.key: field.label for field in fields
    }
    assert [(row.is_good, [p.code for p in row.problems]) for row in rows] == [(True, ["sample_row"])]
    assert rows[0].values == {field.key: field.sample for field in fields}


def test_a_blank_list_says_what_belongs_in_each_column(blank):
    book = openpyxl.load_workbook(blank())
    sheet = book["Recipients"]
    assert sheet["B1"].comment.text == "Text. Needed in each row."
    assert (sheet["D2"].is_date, sheet["C2"].value, sheet.freeze_panes) == (True, 40, "A2")
    assert [row[0].value for row in book["Notes"].iter_rows(min_row=2, max_row=3)] == [
        "Recipient name",
        "Course",
    ]


def test_labels_of_a_design_are_no_formulas_and_equal_ones_are_told_apart(blank):
    sheet = openpyxl.load_workbook(blank([Field("a.x", "=1+1"), Field("a.y", "Name"), Field("a.z", "name")]))[
        "Recipients"
    ]
    assert [cell.value for cell in sheet[1]] == ["'=1+1", "a.y", "a.z"]
    assert {cell.data_type for cell in sheet[1]} == {"s"}


def test_a_blank_list_offers_choices_and_says_limits(blank):
    wanted = [
        Field("g", "Grade", "choice", options=("Pass", "Merit")),
        Field("p", "Passed", "boolean"),
        Field("w", "Words", "choice", options=('So "so"', "Well, well")),
        Field("h", "Hours", "number", min="1", max="40"),
    ]
    sheet = openpyxl.load_workbook(blank(wanted))["Recipients"]
    lists = {str(rule.sqref): rule.formula1 for rule in sheet.data_validations.dataValidation}
    assert lists == {"A2:A100001": '"Pass,Merit"', "B2:B100001": '"yes,no"'}
    assert [cell.comment.text.removesuffix(" May be left empty.") for cell in sheet[1]] == [
        "One of: Pass, Merit.",
        "yes or no.",
        'One of: So "so", Well, well.',
        "A number, such as 40 or 37.5. From 1 to 40.",
    ]
