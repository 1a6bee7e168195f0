"""Where the list begins, and what its columns are called."""

import pytest

from certificates.ingest import UnusableFile, peek


def codes(seen):
    return [(problem.code, problem.line) for problem in seen.problems]


def test_duplicate_headings_get_names_of_their_own_and_are_reported(save):
    seen = peek(save("Name,Course,name,Name,Name (2)\nAnna,Math,a,b,c\n"))
    assert seen.header == ("Name", "Course", "name (2)", "Name (3)", "Name (2)")
    assert [(p.code, p.line, p.column, p.column_name) for p in seen.problems] == [
        ("duplicate_header", 1, 3, "name (2)"),
        ("duplicate_header", 1, 4, "Name (3)"),
    ]


def test_nameless_columns_with_values_are_called_by_their_number(save):
    assert peek(save(",Name,Course\n1,Anna,Math\n2,Bob,Art\n")).header == ("Column 1", "Name", "Course")
    assert peek(save("Name,Course\nAnna,Math,x\nBob,Art,y\n")).header == ("Name", "Course", "Column 3")


def test_headings_are_cleaned_of_line_breaks_and_invisible_letters(save):
    assert peek(save('"Full\nname ","\u200bCourse"\nAnna,Math\n')).header == ("Full name", "Course")


def test_a_list_without_header_keeps_its_first_recipient(save, read):
    seen, rows = read(save("anna@example.org,Anna\nbob@example.org,Bob\n"))
    assert (seen.header, seen.header_line) == (("Column 1", "Column 2"), 0)
    assert [row.cells[1] for row in rows] == ["Anna", "Bob"]
    assert codes(seen) == [("no_header", 1)]


def test_titles_above_the_header_are_left_out_and_told(save, read):
    seen, rows = read(save("Graduates 2026\n\nName,Course\nAnna,Math\nBob,Art\n"))
    assert (seen.header, seen.header_line) == (("Name", "Course"), 3)
    assert [row.line for row in rows] == [4, 5]
    assert codes(seen) == [("title_rows", 3)]


def test_notes_of_two_cells_above_a_wide_list_are_no_header(save):
    text = "Printed on,1 May\nName,Course,Hours,Place\nAnna,Math,8,Bonn\nBob,Art,9,Rome\n"
    assert (peek(save(text)).header, peek(save(text)).header_line) == (
        ("Name", "Course", "Hours", "Place"),
        2,
    )


def test_the_user_may_choose_the_line_of_the_header_or_none(save, read):
    path = save("A,B\nName,Course\nAnna,Math\n")
    assert read(path, header_line=2)[0].header == ("Name", "Course")
    seen, rows = read(path, header_line=0)
    assert (seen.header, len(rows), seen.problems) == (("Column 1", "Column 2"), 3, ())
    with pytest.raises(UnusableFile) as caught:
        peek(path, header_line=9)
    assert caught.value.code == "header_not_found"


def test_column_types_are_guessed_in_spite_of_a_few_errors(save):
    rows = "".join(f"Anna {n},a{n}@b.org,{n},2026-03-{n:02},https://b.org/{n},\n" for n in range(1, 10))
    seen = peek(save(f"Name,Mail,Hours,Date,Link,Empty\n{rows}Bob,none,eight,soon,-,\n"))
    assert seen.types == ("text", "email", "number", "date", "url", "empty")


def test_a_peek_is_plain_json_with_its_sample(save):
    shown = peek(save("Name;Kurs\nJürgen;Übung\nAnna;Mathe\n", encoding="cp1252"), limit=1).to_json()
    assert {
        key: shown[key] for key in ("kind", "encoding", "encoding_name", "encoding_how", "delimiter", "rows")
    } == {
        "kind": "csv",
        "encoding": "cp1252",
        "encoding_name": "Windows-1252 (Western European)",
        "encoding_how": "guess",
        "delimiter": ";",
        "rows": 2,
    }
    assert shown["sample"] == [{"line": 2, "cells": ["Jürgen", "Übung"]}]
    assert shown["problems"][0]["severity"] == "warning"
