"""How much a token was used, day by day, as the bars of a drawing of 600 × 120 units."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date, timedelta

WIDTH, HEIGHT = 600, 120
_GAP = 4


@dataclass(frozen=True, slots=True)
class Day:
    """`limited` of the `requests` were too many. `x`, `y`, `width`, `height`: the bar; `limited_y`, `limited_height`: the
    part of it, on its top, for those."""

    day: date
    requests: int
    limited: int
    x: float
    y: float
    width: float
    height: float
    limited_y: float
    limited_height: float


@dataclass(frozen=True, slots=True)
class Chart:
    """`days`: the oldest first; `busiest`: None when there was nothing."""

    days: list[Day]
    total: int
    limited: int
    most: int
    busiest: Day | None
    width: int = WIDTH
    height: int = HEIGHT


def chart(counts: Mapping[date, tuple[int, int]], *, last: date, length: int = 30) -> Chart:
    """`counts`: (requests, limited) by day; `length` days up to `last`."""
    days = [last - timedelta(days=back) for back in reversed(range(length))]
    most = max((counts.get(day, (0, 0))[0] for day in days), default=0)
    bars = [_bar(place, day, counts.get(day, (0, 0)), most, WIDTH / length) for place, day in enumerate(days)]
    return Chart(
        bars,
        sum(bar.requests for bar in bars),
        sum(bar.limited for bar in bars),
        most,
        max(bars, key=lambda bar: bar.requests) if most else None,
    )


def _bar(place: int, day: date, counted: tuple[int, int], most: int, step: float) -> Day:
    requests, limited = counted
    scale = HEIGHT / most if most else 0
    # One request in a busy month is seen too.
    height = max(requests * scale, 2) if requests else 0
    part = min(limited * scale, height)
    return Day(
        day,
        requests,
        limited,
        round(place * step + _GAP / 2, 2),
        round(HEIGHT - height, 2),
        round(step - _GAP, 2),
        round(height, 2),
        round(HEIGHT - height, 2),
        round(part, 2),
    )
