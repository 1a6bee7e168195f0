"""The ways to make the certificates, each in a module of its own that is imported only where it runs."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from importlib import import_module
from typing import Protocol, cast

from bench.scene import Scene, Values


class Contender(Protocol):
    """One way to make certificates. What it can prepare once, it prepares when it is made."""

    def render(self, rows: Sequence[Values]) -> Iterator[bytes]:
        """One PDF for each row, in order."""

    def close(self) -> None:
        """End what was started."""


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the comparison. `sample`: certificates that are made in one round, few for the slow ones."""

    key: str
    title: str
    module: str
    factory: str
    sample: int


ENTRIES = (
    Entry("engine", "IconikCerts engine (with its checks)", "bench.contenders.engine", "Engine", 150),
    Entry("new_page", "Chromium, a new page each", "bench.contenders.chromium", "NewPages", 5),
    Entry("reused_page", "Chromium, one reused page", "bench.contenders.chromium", "ReusedPage", 10),
    Entry("weasyprint", "WeasyPrint", "bench.contenders.weasyprint", "WeasyPrint", 5),
    Entry("reportlab", "ReportLab", "bench.contenders.reportlab", "ReportLab", 50),
)


def make(entry: Entry, scene: Scene) -> Contender:
    """Raises ImportError or OSError where its library, or what that needs of the system, is missing."""
    return cast(Contender, getattr(import_module(entry.module), entry.factory)(scene))
