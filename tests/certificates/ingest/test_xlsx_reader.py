"""Workbooks: what the cells show is what is read, and nothing crafted gets far."""

import contextlib
import datetime
import tempfile
import time
import zipfile
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.ingest import Limits, UnusableFile, peek, read_rows
from certificates.ingest.xlsx_reader import plain_decimal

from .workbooks import compound_file, ods, ods_row, sheet_xml, with_part, xls, xlsx


@pytest.fixture
def refused(save):
    def code_of(content: bytes, name: str = "list.xlsx", **options: object) -> str:
        with pytest.raises(UnusableFile) as caught:
            peek(save(content, name), **options)
        assert caught.value.message
        assert caught.value.mend
        return caught.value.code

    return code_of


def test_cells_of_every_type_come_as_plain_text(save, read):
    row = [
        "Anna",
        40,
        40.0,
        0.1 + 0.2,
        1234567.5,
        True,
        datetime.date(2026, 3, 31),
        datetime.datetime(2026, 3, 31, 14, 5),
        datetime.time(9, 30),
        datetime.timedelta(hours=30),
    ]
    header = ["Name", "A", "B", "C", "D", "E", "F", "G", "H", "I"]
    seen, rows = read(save(xlsx(header, row), "list.xlsx"))
    assert (seen.kind, seen.sheets, seen.sheet, seen.header) == ("xlsx", ("Sheet",), "Sheet", tuple(header))
    assert rows[0].cells == (
        "Anna",
        "40",
        "40",
        "0.3",
        "1234567.5",
        "TRUE",
        "2026-03-31",
        "2026-03-31T14:05:00",
        "09:30",
        "30:00:00",
    )
    assert rows[0].numeric == {1, 2, 3, 4}
    assert seen.types[6] == "date"


@pytest.mark.parametrize(
    ("number", "text"),
    [
        (40.0, "40"),
        (-0.5, "-0.5"),
        (1e21, "1000000000000000000000"),
        (1e-7, "0.0000001"),
        (2.675, "2.675"),
        (0.0, "0"),
    ],
)
def test_numbers_have_no_noise_and_no_exponent(number, text):
    assert plain_decimal(number) == text


def test_rows_keep_the_numbers_that_the_sheet_shows(save, read):
    def edit(book):
        sheet = book.active
        sheet["C4"], sheet["D4"], sheet["C7"], sheet["D7"] = "Name", "Course", "Anna", "Math"

    seen, rows = read(save(xlsx(edit=edit), "list.xlsx"))
    assert seen.header == ("Column 1", "Column 2", "Name", "Course")
    assert (seen.header_line, seen.blank_rows) == (4, 2)
    assert [(row.line, row.cells) for row in rows] == [(7, ("", "", "Anna", "Math"))]


def test_titles_above_the_header_are_found_and_told(save, read):
    def edit(book):
        book.active.merge_cells("A1:C1")

    table = [
        ["Graduates of 2026"],
        [],
        ["Printed on 1 May"],
        ["Name", "Course", "Hours"],
        ["Anna", "Math", 8],
    ]
    table += [["Bob", "Art", 9]]
    seen, rows = read(save(xlsx(*table, edit=edit), "list.xlsx"))
    assert (seen.header, seen.header_line) == (("Name", "Course", "Hours"), 4)
    assert [row.cells[0] for row in rows] == ["Anna", "Bob"]
    assert [(p.code, p.line) for p in seen.problems] == [("title_rows", 4)]


def test_the_first_visible_sheet_is_read_unless_another_is_named(save):
    def edit(book):
        book.active.sheet_state = "hidden"
        for name in ("Mai", "Juni"):
            book.create_sheet(name).append(["Name"])
            book[name].append([f"Anna {name}"])

    path = save(xlsx(["Secret"], ["x"], edit=edit), "list.xlsx")
    assert (peek(path).sheet, peek(path).sheets) == ("Mai", ("Sheet", "Mai", "Juni"))
    chosen = peek(path, sheet="Juni")
    assert [row.cells for row in read_rows(path, chosen)] == [("Anna Juni",)]


def test_a_sheet_that_does_not_exist_is_refused_with_those_that_do(save):
    with pytest.raises(UnusableFile) as caught:
        peek(save(xlsx(["Name"], ["Anna"], title="Mai"), "list.xlsx"), sheet="May")
    assert (caught.value.code, caught.value.mend) == ("sheet_not_found", "Choose one of: Mai.")


def test_a_formula_gives_the_value_saved_with_it_and_one_without_is_an_error(save, read):
    data = (
        '<row r="1"><c r="A1" t="str"><v>Name</v></c><c r="B1" t="str"><v>Hours</v></c></row>'
        '<row r="2"><c r="A2" t="str"><f>"An"&amp;"na"</f><v>Anna</v></c><c r="B2"><f>20*2</f><v>40</v></c></row>'
        '<row r="3"><c r="A3" t="str"><v>Bob</v></c><c r="B3"><f>20*2</f></c></row>'
    )
    book = with_part(xlsx(["x"]), "xl/worksheets/sheet1.xml", sheet_xml(data))
    _, rows = read(save(book, "list.xlsx"))
    assert rows[0].cells == ("Anna", "40")
    assert [(p.code, p.line, p.column) for row in rows for p in row.problems] == [
        ("uncalculated_formula", 3, 2)
    ]


def test_error_cells_show_what_the_sheet_shows(save, read):
    data = (
        "<row><c t='str'><v>Name</v></c><c t='str'><v>Hours</v></c></row>"
        "<row><c t='str'><v>Anna</v></c><c t='e'><f>1/0</f><v>#DIV/0!</v></c></row>"
        "<row><c t='e'><v>#N/A</v></c><c><v>8</v></c></row>"
    )
    book = with_part(xlsx(["x"]), "xl/worksheets/sheet1.xml", sheet_xml(data))
    _, rows = read(save(book, "list.xlsx"))
    assert [row.cells for row in rows] == [("Anna", "#DIV/0!"), ("#N/A", "8")]


def test_the_content_decides_the_type_not_the_name(save):
    assert peek(save(xlsx(["Name"], ["Anna"]), "list.csv")).kind == "xlsx"
    assert peek(save("Name\nAnna\n", "list.xlsx")).kind == "csv"


def test_an_old_xls_is_read(save, read):
    seen, rows = read(save(xls(["Name", "Hours"], ["Žofie", 40.0], ["王小明", 7.5]), "list.xls"))
    assert (seen.kind, seen.header) == ("xls", ("Name", "Hours"))
    assert [row.cells for row in rows] == [("Žofie", "40"), ("王小明", "7.5")]


def test_an_opendocument_sheet_is_read_and_its_filling_ignored(save, read):
    filling = '<table:table-row table:number-rows-repeated="1048000"><table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    content = ods(ods_row("Name", "Kurs") + ods_row("Jürgen", "Übung") + filling)
    seen, rows = read(save(content, "list.ods"))
    assert (seen.kind, seen.sheet, seen.header) == ("ods", "Liste", ("Name", "Kurs"))
    assert [row.cells for row in rows] == [("Jürgen", "Übung")]


def test_a_cell_far_from_the_list_is_refused_before_it_fills_the_memory(refused):
    def edit(book):
        book.active["ZZ90000"] = "."

    start = time.perf_counter()
    assert refused(xlsx(["Name"], ["Anna"], edit=edit)) == "too_many_cells"
    assert time.perf_counter() - start < 2


def test_too_many_columns_are_refused(refused):
    assert refused(xlsx(["Name", *range(1_200)], ["Anna"])) == "too_many_columns"


def test_an_old_xls_is_measured_too(refused):
    rows = xls(["Name", *["x"] * 20], ["Anna"])
    assert refused(rows, "list.xls", limits=Limits(columns=20)) == "too_many_columns"
    assert refused(rows, "list.xls", limits=Limits(sheet_cells=41)) == "too_many_cells"


def test_repeated_cells_of_opendocument_are_refused_by_their_count(refused):
    assert refused(ods(ods_row("a", "b", repeat=5_000_000)), "list.ods") == "too_many_cells"


def test_a_zip_bomb_is_refused_by_what_it_unpacks_to(refused):
    bomb = with_part(xlsx(["Name"], ["Anna"]), "xl/styles.xml", b" " * 3_000_000)
    assert len(bomb) < 20_000
    assert refused(bomb, limits=Limits(unpacked_bytes=1_000_000)) == "unpacks_too_large"


def test_a_zip_that_declares_a_false_size_is_damaged(refused):
    bomb = bytearray(with_part(xlsx(["Name"], ["Anna"]), "xl/styles.xml", b" " * 3_000_000))
    size = (3_000_000).to_bytes(4, "little")
    bomb = bomb.replace(size, (5_000).to_bytes(4, "little"))
    assert refused(bytes(bomb), limits=Limits(unpacked_bytes=1_000_000)) == "damaged_file"


def test_a_long_text_repeated_by_reference_is_refused_by_its_weight(refused):
    strings = (
        b'<sst xmlns="http://schemas.openxmlformats.org/spreadsheetml/2006/main"><si><t>' + b"x" * 10_000
    )
    book = with_part(xlsx(["x"]), "xl/sharedStrings.xml", strings + b"</t></si></sst>")
    data = "".join("<row>" + '<c t="s"><v>0</v></c>' * 10 + "</row>" for _ in range(100))
    book = with_part(book, "xl/worksheets/sheet1.xml", sheet_xml(data))
    assert refused(book, limits=Limits(unpacked_bytes=5_000_000)) == "unpacks_too_large"


def test_a_document_type_is_refused_for_its_entities(refused):
    evil = b'<!DOCTYPE x [<!ENTITY a "aaaa">]>' + sheet_xml("<row><c><v>&a;</v></c></row>")
    assert refused(with_part(xlsx(["x"]), "xl/worksheets/sheet1.xml", evil)) == "damaged_file"


def test_a_workbook_under_a_password_says_so(refused):
    assert (
        refused(compound_file({"EncryptionInfo": b"\4\0\4\0", "EncryptedPackage": b"x" * 5000}))
        == "encrypted"
    )


def test_a_workbook_cut_short_is_damaged(refused):
    whole = xlsx(["Name"], ["Anna"])
    assert refused(whole[: len(whole) // 2]) == "damaged_file"
    assert refused(xls(["Name"], ["Anna"])[:1800], "list.xls") == "damaged_file"


def test_a_workbook_of_charts_alone_has_no_sheet(refused):
    def edit(book):
        book.remove(book.active)
        book.create_chartsheet("Chart")

    assert refused(xlsx(edit=edit)) == "no_sheets"


def test_an_empty_sheet_is_an_empty_file(refused):
    assert refused(xlsx()) == "empty_file"


@pytest.mark.parametrize(
    ("part", "words"),
    [
        ("word/document.xml", "Word document"),
        ("xl/workbook.bin", ".xlsb"),
        ("Index/Document.iwa", "Apple Numbers"),
        ("photo.jpg", "ZIP archive"),
    ],
)
def test_other_documents_in_a_zip_are_called_by_their_name(part, words, save):
    out = BytesIO()
    with zipfile.ZipFile(out, "w") as archive:
        archive.writestr(part, "x")
    with pytest.raises(UnusableFile) as caught:
        peek(save(out.getvalue(), "list.xlsx"))
    assert caught.value.code == "wrong_type"
    assert words in caught.value.message


_WHOLE = [
    xlsx(["Name", "Hours"], ["Anna", 40], ["Bob", 8.5]),
    xls(["Name", "Hours"], ["Anna", 40.0]),
    ods(ods_row("Name", "Hours") + ods_row("Anna", "40")),
]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(_WHOLE), st.data())
def test_no_damage_to_a_workbook_raises_anything_but_unusable_file(whole, data):
    content = bytearray(whole)
    for place in data.draw(st.lists(st.integers(0, len(content) - 1), min_size=1, max_size=6)):
        content[place] = data.draw(st.integers(0, 255))
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.xlsx")
        path.write_bytes(content)
        with contextlib.suppress(UnusableFile):
            seen = peek(path)
            assert len(list(read_rows(path, seen))) == seen.rows


@settings(max_examples=150, deadline=None)
@given(st.binary(max_size=120))
def test_no_sheet_of_nonsense_raises_anything_but_unusable_file(nonsense):
    content = with_part(
        _WHOLE[0], "xl/worksheets/sheet1.xml", sheet_xml("<row><c>").replace(b"<c>", b"<c " + nonsense)
    )
    with tempfile.TemporaryDirectory() as folder, contextlib.suppress(UnusableFile):
        path = Path(folder, "list.xlsx")
        path.write_bytes(content)
        peek(path)
