"""How legal texts are written, and how two versions are compared."""

import pytest

from accounts.legal.comparing import compare
from accounts.legal.markup import blocks, faults, inline, plain

TEXT = """Before the first heading,
over two lines.

## What you get {#get}

- One thing - with a dash,
  and more of it;
- another.

## Last words
They follow at once, with a [link](/privacy).
"""


def test_a_text_falls_into_headings_paragraphs_and_lists() -> None:
    assert [(block.kind, block.lines, block.name) for block in blocks(TEXT)] == [
        ("paragraph", ("Before the first heading, over two lines.",), ""),
        ("heading", ("What you get",), "get"),
        ("list", ("One thing - with a dash, and more of it;", "another."), ""),
        ("heading", ("Last words",), ""),
        ("paragraph", ("They follow at once, with a [link](/privacy).",), ""),
    ]


def test_line_ends_of_a_form_are_no_other_text() -> None:
    assert blocks(TEXT.replace("\n", "\r\n")) == blocks(TEXT)


@pytest.mark.parametrize(
    "target", ["/privacy#own", "#own", "https://example.org/a?b=c", "mailto:a@example.org"]
)
def test_a_link_leads_where_it_says(target: str) -> None:
    assert inline(f"See [this]({target}).") == f'See <a href="{target}">this</a>.'
    assert faults(f"See [this]({target}).") == []


@pytest.mark.parametrize(
    "target", ["javascript:alert", "//evil.example", "http://example.org", "data:text/html,x"]
)
def test_what_is_no_safe_link_stays_text_and_cannot_be_published(target: str) -> None:
    assert "<a" not in inline(f"[this]({target})")
    assert faults(f"[this]({target})") == [f"“{target}” is no link: begin it with /, #, https:// or mailto:."]


def test_whatever_else_is_typed_is_text() -> None:
    assert inline('<b>5 > 3</b> & [a](/b?c="d")') == (
        '&lt;b&gt;5 &gt; 3&lt;/b&gt; &amp; <a href="/b?c=&quot;d&quot;">a</a>'
    )
    assert blocks("## <i>x</i>")[0].html == "&lt;i&gt;x&lt;/i&gt;"


def test_an_empty_text_is_a_fault() -> None:
    assert faults(" \n") == ["The text is empty."]


def test_without_its_markup_a_text_is_its_lines() -> None:
    assert plain(TEXT)[-1] == "They follow at once, with a link."


def test_a_changed_line_is_compared_word_by_word_and_others_as_a_whole() -> None:
    before = "## One\n\nWe keep it for 90 days, and no longer.\n\nGone for good."
    after = "## One\n\nWe keep it for 30 days, and no longer.\n\nSomething quite different here.\n\nNew."

    told = [
        (line.kind, [(piece.kind, piece.words) for piece in line.pieces]) for line in compare(before, after)
    ]

    assert told == [
        ("same", [("same", "One")]),
        ("changed", [("same", "We keep it for "), ("removed", "90 "), ("added", "30 "), ("same", "days, and no longer.")]),
        ("removed", [("removed", "Gone for good.")]),
        ("added", [("added", "Something quite different here.")]),
        ("added", [("added", "New.")]),
    ]  # fmt: skip
