"""The chart of uses."""

from datetime import date, timedelta

from accounts.presenters.token_chart import HEIGHT, chart

TODAY = date(2026, 11, 22)


def test_bars_are_as_high_as_days_were_busy() -> None:
    counts = {TODAY: (10, 0), TODAY - timedelta(days=1): (40, 10), TODAY - timedelta(days=30): (999, 0)}

    drawn = chart(counts, last=TODAY)

    assert [day.day for day in drawn.days] == [TODAY - timedelta(days=back) for back in range(29, -1, -1)]
    assert (drawn.total, drawn.limited, drawn.most) == (50, 10, 40)
    yesterday, today = drawn.days[-2:]
    assert drawn.busiest == yesterday
    assert (yesterday.y, yesterday.height) == (0, HEIGHT)
    assert (yesterday.limited_y, yesterday.limited_height) == (0, HEIGHT / 4)
    assert (today.y, today.height) == (HEIGHT * 3 / 4, HEIGHT / 4)


def test_a_single_request_in_a_busy_month_is_seen() -> None:
    drawn = chart({TODAY: (100_000, 0), TODAY - timedelta(days=2): (1, 1)}, last=TODAY)

    assert (drawn.days[-3].height, drawn.days[-3].limited_height) == (2, 0)
    assert drawn.days[-2].height == 0


def test_nothing_gives_an_empty_chart() -> None:
    drawn = chart({}, last=TODAY)

    assert (drawn.busiest, drawn.total, {day.height for day in drawn.days}) == (None, 0, {0})
