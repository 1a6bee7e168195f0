"""Spans of time are counted by the calendar."""

from datetime import UTC, datetime

import pytest

from accounts.periods import Period, Unit


@pytest.mark.parametrize(
    ("amount", "unit", "then"),
    [
        (90, "days", datetime(2026, 3, 2, 3, 20, tzinfo=UTC)),
        (3, "months", datetime(2026, 2, 28, 3, 20, tzinfo=UTC)),
        (27, "months", datetime(2024, 2, 29, 3, 20, tzinfo=UTC)),
        (5, "months", datetime(2025, 12, 31, 3, 20, tzinfo=UTC)),
        (2, "years", datetime(2024, 5, 31, 3, 20, tzinfo=UTC)),
    ],
)
def test_the_last_day_of_a_month_stays_the_last(amount: int, unit: Unit, then: datetime) -> None:
    assert Period(amount, unit).before(datetime(2026, 5, 31, 3, 20, tzinfo=UTC)) == then


@pytest.mark.parametrize(
    ("period", "words", "days"),
    [
        (Period(1, "days"), "1 day", 1),
        (Period(6, "months"), "6 months", 186),
        (Period(1, "years"), "1 year", 366),
        (Period(1200, "days"), "1,200 days", 1200),
    ],
)
def test_it_is_told_in_words_and_at_most_in_days(period: Period, words: str, days: int) -> None:
    assert (str(period), period.days_at_most) == (words, days)
