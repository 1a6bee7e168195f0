"""CSV as the world writes it: line ends, delimiters, quotes whole and broken."""

import contextlib
import csv
import io
import tempfile
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from certificates.ingest import Limits, UnusableFile, peek, read_rows


def cells_of(rows):
    return [row.cells for row in rows]


def faults_of(rows):
    return [(row.line, problem.code) for row in rows for problem in row.problems]


@pytest.mark.parametrize("end", ["\n", "\r\n", "\r"])
def test_every_kind_of_line_end_gives_the_same_rows(end, save, read):
    seen, rows = read(save(f"Name,Course{end}Anna,Math{end}Bob,Physics"))
    assert seen.header == ("Name", "Course")
    assert [(row.line, row.cells) for row in rows] == [(2, ("Anna", "Math")), (3, ("Bob", "Physics"))]


def test_mixed_line_ends_in_one_file_count_as_lines(save, read):
    _, rows = read(save("Name,Course\r\nAnna,Math\rBob,Physics\nCarl,Art\r\n"))
    assert [(row.line, row.cells[0]) for row in rows] == [(2, "Anna"), (3, "Bob"), (4, "Carl")]


@pytest.mark.parametrize("delimiter", [",", ";", "\t", "|"])
def test_the_delimiter_is_found(delimiter, save, read):
    text = "Name,Hours,Course\nAnna,40,Math\nBob,8,Art\n".replace(",", delimiter)
    seen, rows = read(save(text))
    assert seen.delimiter == delimiter
    assert cells_of(rows) == [("Anna", "40", "Math"), ("Bob", "8", "Art")]


def test_decimal_commas_do_not_pass_for_the_delimiter(save):
    assert peek(save("Name;Hours\nAnna;1,5\nBob;2,5\n")).delimiter == ";"


def test_commas_inside_quotes_do_not_pass_for_the_delimiter(save):
    assert peek(save('Name;Place\n"Lee, Anna";"Bonn, Germany"\n"Ray, Bob";"Rome, Italy"\n')).delimiter == ";"


@pytest.mark.parametrize(
    "text",
    [
        "Name\nAnna\nBob\n",
        "Name\nOkonkwo, Amina\nMüller, Jörg\n",
        "Name\nAnna B. Lee",
        "Name\nR; Tee\nBob\nCarl\n",
    ],
)
def test_a_list_of_names_alone_is_one_column(text, save, read):
    seen, rows = read(save(text))
    assert (seen.delimiter, seen.header) == ("", ("Name",))
    assert cells_of(rows) == [(line,) for line in text.splitlines()[1:]]


def test_a_first_line_sep_names_the_delimiter_and_is_no_row(save, read):
    seen, rows = read(save("sep=|\r\nName|Course\r\nAnna, Lee|Math\r\n"))
    assert (seen.delimiter, seen.header, seen.header_line) == ("|", ("Name", "Course"), 2)
    assert [(row.line, row.cells) for row in rows] == [(3, ("Anna, Lee", "Math"))]
    assert seen.problems == ()


def test_a_chosen_delimiter_overrides(save):
    assert peek(save("Name;Course,Hours\nAnna;Math,8\n"), delimiter=",").header == ("Name;Course", "Hours")


@pytest.mark.parametrize("delimiter", ['"', "ab", "x", "\n", " "])
def test_what_cannot_divide_cells_is_refused_as_a_delimiter(delimiter, save):
    with pytest.raises(UnusableFile) as caught:
        peek(save("Name,Course\nAnna,Math\n"), delimiter=delimiter)
    assert caught.value.code == "unknown_delimiter"


def test_quoted_cells_hold_delimiters_quotes_and_line_breaks_and_lines_are_counted_on(save, read):
    _, rows = read(save('Name,Note\n"Lee, Anna","says ""hi"""\n"Bob\r\nRay","a\n\nb"\nCarl,x\n'))
    assert [(row.line, row.cells) for row in rows] == [
        (2, ("Lee, Anna", 'says "hi"')),
        (3, ("Bob\r\nRay", "a\n\nb")),
        (7, ("Carl", "x")),
    ]


def test_a_quote_that_is_never_closed_costs_its_own_row_only(save, read):
    names = "".join(f"Person {number},Math\n" for number in range(300))
    _, rows = read(save(f'Name,Course\nAnna,Math\n"Bob,Math\n{names}'))
    assert faults_of(rows) == [(3, "broken_quotes")]
    assert rows[1].cells == ("Bob", "Math")
    assert [(rows[2].line, rows[2].cells), (rows[-1].line, rows[-1].cells)] == [
        (4, ("Person 0", "Math")),
        (303, ("Person 299", "Math")),
    ]


def test_a_quote_closed_by_the_next_quoted_row_does_not_join_the_two(save, read):
    _, rows = read(save('Name,Course\n"Anna,Math\nBob,Art\n"Carl",Art\nDora,5" lens\n'))
    assert faults_of(rows) == [(2, "broken_quotes")]
    assert [(row.line, row.cells) for row in rows[1:]] == [
        (3, ("Bob", "Art")),
        (4, ("Carl", "Art")),
        (5, ("Dora", '5" lens')),
    ]


def test_rows_swallowed_by_quotes_that_happen_to_match_are_set_free(save, read):
    _, rows = read(save('Name,Course\n"Anna,Math\nBob,5"\nCarl,Art\n'))
    assert faults_of(rows) == [(2, "broken_quotes")]
    assert [row.line for row in rows] == [2, 3, 4]


def test_quotes_inside_a_quoted_cell_that_are_not_doubled_are_an_error_with_the_mend(save, read):
    _, rows = read(save('Name,Course\n"Anna "Ann" Lee",Math\nBob,Art\n'))
    assert faults_of(rows) == [(2, "broken_quotes")]
    assert rows[0].problems[0].mend == (
        'Put the whole cell in double quotes and write each quote inside it twice: "Anna ""Ann"" Lee".'
    )
    assert rows[1].cells == ("Bob", "Art")


def test_a_part_of_a_broken_record_that_does_not_fit_the_header_is_held_back_too(save, read):
    _, rows = read(save('Name,Course\n"Anna\nLee, of "Bonn"","x"y\nBob,Art\n'))
    assert [row.line for row in rows if not row.problems] == [4]


def test_spaces_around_quotes_are_harmless(save, read):
    _, rows = read(save('Name, Course\n"Anna" , "Math, part 1"\n"Bob","Art" \n'))
    assert cells_of(rows) == [("Anna", "Math, part 1"), ("Bob", "Art")]
    assert faults_of(rows) == []


def test_missing_cells_are_empty_and_extra_ones_an_error_that_keeps_them(save, read):
    _, rows = read(save("Name,Course,Hours\nAnna\nLee, Bob,Math,8\nCarl,Art,9,,\n"))
    assert cells_of(rows) == [("Anna", "", ""), ("Lee", "Bob", "Math", "8"), ("Carl", "Art", "9")]
    assert faults_of(rows) == [(3, "extra_cells")]


def test_blank_rows_are_left_out_and_counted(save, read):
    text = "\n\nName,Course\n\nAnna,Math\n,,\n  ,\nBob,Art\n\n"
    seen, rows = read(save(text))
    assert [(row.line, row.cells[0]) for row in rows] == [(5, "Anna"), (8, "Bob")]
    assert (seen.rows, seen.blank_rows, seen.header_line) == (2, 4, 3)


def test_empty_columns_at_the_right_are_trimmed(save):
    assert peek(save("Name,Course,,,\nAnna,Math,,,\n")).header == ("Name", "Course")


def test_a_cell_over_the_limit_is_an_error_of_its_row_with_the_column(save):
    path = save(f"Name,Note\nAnna,{'x' * 5001}\nBob,{'x' * 5000}\n")
    rows = list(read_rows(path, peek(path)))
    assert [(p.line, p.column, p.code) for row in rows for p in row.problems] == [(2, 2, "cell_too_long")]


def test_a_cell_beyond_what_the_parser_takes_costs_its_own_row_only(save, read):
    _, rows = read(save(f"Name,Note\nAnna,{'x' * 200_000}\nBob,ok\n"))
    assert faults_of(rows) == [(2, "line_too_long")]
    assert rows[1].cells == ("Bob", "ok")


def test_a_line_without_end_is_cut_and_held_back(save):
    path = save("Name,Note\nAnna," + "x," * 5_000 + "\nBob,ok\n")
    rows = list(read_rows(path, peek(path).options, limits=Limits(line_characters=1_000)))
    assert [(row.line, [p.code for p in row.problems]) for row in rows] == [(2, ["line_too_long"]), (3, [])]


def test_the_same_options_read_the_same_rows_after_a_way_through_json(save):
    path = save("Titel\n\nName;Kurs\nJürgen;Übung\n", encoding="cp1252")
    options = peek(path).options
    assert cells_of(read_rows(path, type(options).from_json(options.to_json()))) == [("Jürgen", "Übung")]


# What a cell may hold and come back unchanged: blanks at its ends are trimmed by the checks anyway.
_CELL = st.text(
    st.characters(codec="utf-8", exclude_characters="\0\ufeff\ufffd", exclude_categories=["Cc", "Cs"]),
    max_size=12,
)
_CELLS = st.one_of(_CELL.map(str.strip), st.sampled_from(['"', 'a"b', "a\nb", "x,y;z|", "=1+1", "ü", "名"]))
_ENCODINGS = st.sampled_from(["utf-8", "utf-8-sig", "utf-16", "utf-32"])


@st.composite
def tables(draw):
    width = draw(st.integers(1, 5))
    row = st.lists(_CELLS, min_size=width, max_size=width).filter(lambda cells: cells[0])
    return [[f"Title {i}" for i in range(width)], *draw(st.lists(row, min_size=1, max_size=8))]


@settings(max_examples=150, deadline=None)
@given(tables(), _ENCODINGS, st.sampled_from([",", ";", "\t", "|"]), st.sampled_from(["\n", "\r\n", "\r"]))
def test_any_table_that_a_csv_writer_writes_comes_back(table, encoding, delimiter, end):
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=delimiter, lineterminator=end, quoting=csv.QUOTE_ALL).writerows(table)
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_bytes(text.getvalue().encode(encoding))
        seen = peek(path, delimiter=delimiter, header_line=1, encoding="utf-8" if encoding == "utf-8" else "")
        rows = list(read_rows(path, seen))
    assert list(seen.header) == table[0]
    assert [list(row.cells) for row in rows] == table[1:]
    assert faults_of(rows) == []


@settings(max_examples=300, deadline=None)
@given(st.one_of(st.binary(max_size=400), st.text('",;\n\r\t ab=|é', max_size=200).map(str.encode)))
def test_no_bytes_raise_anything_but_unusable_file(content):
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder, "list.csv")
        path.write_bytes(content)
        with contextlib.suppress(UnusableFile):
            seen = peek(path)
            assert len(list(read_rows(path, seen))) == seen.rows
