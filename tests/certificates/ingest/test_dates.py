"""Dates in the forms that people write become ISO dates, or an error; never another day in silence."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.ingest.dates import DateOrder, order_of_column, read_date


def outcome(value, order=DateOrder.DAY_FIRST):
    text, problems = read_date(value, order=order)
    return text, [problem.code for problem in problems]


@pytest.mark.parametrize(
    "value",
    """
    2026-03-12 | 2026-3-12 | 2026/03/12 | 2026.03.12. | 20260312 | 2026-03-12T10:05:00Z | 2026-03-12 00:00:00
    | 12.3.2026 | 12.03.2026 09:30 | 12/03/2026 | 12-03-2026 | 12. 3. 2026 | 12 March 2026 | March 12, 2026
    | March 12th 2026 | Thursday, March 12, 2026 | 12-Mar-2026 | 12. März 2026 | 12. Maerz 2026 | le 12 mars 2026
    | 12 de marzo de 2026 | 12 marzo 2026 | 12 марта 2026 г. | 12 березня 2026 | 12 marca 2026 | 12 Μαρτίου 2026
    | 12 Mart 2026 | 2026年3月12日 | 2026년 3월 12일 | ١٢/٠٣/٢٠٢٦ | 12 مارس 2026 | 12 मार्च 2026 | 12 มีนาคม 2026 | 12 במרץ 2026
    """.replace("\n", " ").split(" | "),
)
def test_one_day_in_many_spellings(value):
    assert outcome(value.strip().replace("במרץ", "מרץ")) == ("2026-03-12", [])


@pytest.mark.parametrize(
    ("value", "code"),
    [
        ("31.02.2026", "impossible_date"),
        ("2026-13-01", "impossible_date"),
        ("29 February 2026", "impossible_date"),
        ("13/13/2026", "impossible_date"),
        ("tomorrow", "not_a_date"),
        ("2026", "not_a_date"),
        ("March 2026", "not_a_date"),
        ("12 Foo 2026", "not_a_date"),
        ("1/2/3/2026", "not_a_date"),
        ("5 listopada 2026", "not_a_date"),
        ("12.03.0206", "implausible_year"),
        ("12.03.2569", "implausible_year"),
        ("99999", "not_a_date"),
        ("x" * 10_000, "not_a_date"),
    ],
)
def test_what_is_no_day_is_an_error_and_stays_as_it_was_written(value, code):
    assert outcome(value) == (value, [code])


def test_a_buddhist_year_gets_the_year_that_is_meant():
    assert "2026?" in read_date("12 มีนาคม 2569", order=DateOrder.DAY_FIRST)[1][0].mend


def test_two_digit_years_and_day_numbers_are_read_with_a_warning():
    assert outcome("12.03.26") == ("2026-03-12", ["two_digit_year"])
    assert outcome("12-Mar-98") == ("1998-03-12", ["two_digit_year"])
    assert outcome("46093") == ("2026-03-12", ["date_serial"])


@pytest.mark.parametrize(
    ("column", "language", "order"),
    [
        (["03/04/2026", "13/04/2026"], "en", DateOrder.DAY_FIRST),
        (["03/04/2026", "04/13/2026"], "de", DateOrder.MONTH_FIRST),
        (["03-04-2026 10:00", "04-13-2026 10:00"], "de", DateOrder.MONTH_FIRST),
        (["03/04/2026"], "en", DateOrder.GUESSED_MONTH_FIRST),
        (["03/04/2026"], "en-US", DateOrder.GUESSED_MONTH_FIRST),
        (["03/04/2026"], "en-GB", DateOrder.GUESSED_DAY_FIRST),
        (["03/04/2026"], "fr", DateOrder.GUESSED_DAY_FIRST),
        (["13/04/2026", "04/13/2026"], "fr", DateOrder.GUESSED_DAY_FIRST),
        (["13.04.2026", "n/a", ""], "en", DateOrder.GUESSED_MONTH_FIRST),
    ],
)
def test_the_column_as_a_whole_decides_the_order_and_the_language_where_it_cannot(column, language, order):
    assert order_of_column(column, language=language) is order


def test_a_proven_order_reads_without_a_warning_and_a_guessed_one_with_both_readings():
    assert outcome("03/04/2026", DateOrder.DAY_FIRST) == ("2026-04-03", [])
    assert outcome("03/04/2026", DateOrder.MONTH_FIRST) == ("2026-03-04", [])
    text, problems = read_date("03/04/2026", order=DateOrder.GUESSED_MONTH_FIRST)
    assert (text, problems[0].code) == ("2026-03-04", "ambiguous_date")
    assert problems[0].message == "'03/04/2026' was read as 2026-03-04; it could be 2026-04-03."


def test_dates_that_can_only_be_one_day_are_certain_whatever_the_order():
    for order in DateOrder:
        assert outcome("13/04/2026", order) == ("2026-04-13", [])
        assert outcome("04/13/2026", order) == ("2026-04-13", [])
        assert outcome("04/04/2026", order) == ("2026-04-04", [])
        assert outcome("03.04.2026", order) == ("2026-04-03", [])


@given(st.dates(date(1900, 1, 1), date(2199, 12, 31)))
def test_every_day_survives_its_usual_spellings(day):
    iso = day.isoformat()
    for spelling in (
        iso,
        f"{day:%d.%m.%Y}",
        f"{day:%d %B %Y}",
        f"{day:%B %d, %Y}",
        f"{day:%Y%m%d}",
        f"{day:%d-%b-%Y}",
    ):
        assert outcome(spelling) == (iso, [])
    assert outcome(f"{day:%m/%d/%Y}", DateOrder.MONTH_FIRST)[0] == iso


@given(st.dates(date(1950, 1, 1), date(2100, 1, 1)))
def test_day_numbers_are_those_of_excel(day):
    serial = (day - date(1899, 12, 30)) // timedelta(days=1)
    assert outcome(str(serial)) == (day.isoformat(), ["date_serial"])


@given(st.text(max_size=40))
def test_no_text_raises(text):
    read_date(text, order=DateOrder.DAY_FIRST)
