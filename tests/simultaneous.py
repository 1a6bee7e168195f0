"""Two calls at once on PostgreSQL, without luck: the second runs while the transaction of the first is open."""

import threading
import time
from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any

from django.db import connection, transaction

PATIENCE_S = 10.0


@dataclass
class Outcome:
    """What a call came to: its result, or what it raised."""

    result: Any = None
    error: Exception | None = None


@dataclass
class _Second:
    """A call in a thread with a database connection of its own."""

    call: Callable[[], Any]
    outcome: Outcome = field(default_factory=Outcome)
    backend: int = 0

    def run(self) -> None:
        connection.ensure_connection()
        self.backend = connection.connection.info.backend_pid
        try:
            self.outcome.result = self.call()
        except Exception as error:
            self.outcome.error = error
        finally:
            connection.close()


def overlapping(first: Callable[[], Any], second: Callable[[], Any]) -> tuple[Any, Outcome]:
    """Call `first`; before its transaction commits, call `second` on another connection.

    The commit comes once the second call waits for a lock that the first one holds, or has ended. Without a lock in
    the code under test the second call therefore always ends on a view without the first one's changes.
    Needs a test with `transaction=True` on PostgreSQL.
    """
    other = _Second(second)
    thread = threading.Thread(target=other.run)
    with transaction.atomic():
        result = first()
        thread.start()
        until = time.monotonic() + PATIENCE_S
        while thread.is_alive() and not _waits_for_lock(other.backend):
            assert time.monotonic() < until, "the second call neither waits for a lock nor ends"
            time.sleep(0.01)
    thread.join(PATIENCE_S)
    assert not thread.is_alive(), "the second call still hangs after the commit"
    return result, other.outcome


def _waits_for_lock(backend: int) -> bool:
    with connection.cursor() as cursor:
        cursor.execute("SELECT cardinality(pg_blocking_pids(%s)) > 0", [backend])
        row = cursor.fetchone()
    return bool(row and row[0])
