"""One certificate's life in the order in which it went: what was done to it, and on which days it was checked."""

from dataclasses import dataclass
from datetime import datetime

from certificates import selectors
from certificates.models import Certificate
from certificates.selectors import Deed
from wallet.selectors import Day, count_of, days, start_of

DAYS_SHOWN = 5


@dataclass(frozen=True, slots=True)
class Entry:
    """Either a deed, or a day of checks, or how many `earlier` checks are told on a page of their own."""

    at: datetime
    deed: Deed | None = None
    day: Day | None = None
    earlier: int = 0


def timeline(certificate: Certificate) -> list[Entry]:
    """Oldest first. However often it was checked, the newest DAYS_SHOWN days stand one by one, the rest as one number."""
    shown = days(certificate, size=DAYS_SHOWN)
    entries = [Entry(deed.at, deed=deed) for deed in selectors.deeds(certificate)]
    entries += [Entry(day.last_at, day=day) for day in shown.listed]
    if shown.older:
        earlier = count_of(certificate) - sum(day.count for day in shown.listed)
        entries.append(Entry(start_of(shown.older), earlier=earlier))
    return sorted(entries, key=lambda entry: entry.at)
