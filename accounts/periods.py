"""Spans of time as people set them: 90 days, 6 months, 2 years, counted back by the calendar."""

from calendar import monthrange
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Literal

Unit = Literal["days", "months", "years"]
UNITS: tuple[Unit, ...] = ("days", "months", "years")
# The most days that one of each can have, so that a span of any unit can be held against a limit in days.
LONGEST = {"days": 1, "months": 31, "years": 366}


@dataclass(frozen=True, slots=True)
class Period:
    """`amount` of `unit`, one at least."""

    amount: int
    unit: Unit

    def before(self, moment: datetime) -> datetime:
        """The moment that lies the period before; the 31st becomes the last day of a shorter month."""
        if self.unit == "days":
            return moment - timedelta(days=self.amount)
        months = self.amount * (12 if self.unit == "years" else 1)
        year, month = divmod(moment.year * 12 + moment.month - 1 - months, 12)
        return moment.replace(year=year, month=month + 1, day=min(moment.day, monthrange(year, month + 1)[1]))

    @property
    def days_at_most(self) -> int:
        """Days that the period can have, by the longest months and years."""
        return self.amount * LONGEST[self.unit]

    def __str__(self) -> str:
        return f"{self.amount:,} {self.unit if self.amount > 1 else self.unit[:-1]}"
