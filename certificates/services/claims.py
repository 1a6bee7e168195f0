"""Who works on which rows: claims with a lease, numbers for those who have none yet."""

import os
import socket
import uuid
from collections.abc import Sequence
from datetime import date, timedelta
from typing import Any

from django.conf import settings
from django.db import connection, transaction
from django.db.models import F, QuerySet
from django.utils import timezone

from accounts.models import Team
from certificates import integrity, numbering
from certificates.ingest.problems import error
from certificates.models import BulkGenerationJob, Certificate, JobRow, NumberSequence
from certificates.options import JobOptions

State = JobRow.State
BATCH = 500
# After so many tries a row is taken alone, so that a row that kills its worker fails alone ...
TRIES_TOGETHER = 2
# ... and after so many it is given up.
MAX_ATTEMPTS = 4
GIVEN_UP = error(
    "worker_died",
    f"The certificate could not be made in {MAX_ATTEMPTS} tries: each time the worker stopped.",
    mend="Look at this row's values; then press “Try the failed rows again”.",
)


def worker_name() -> str:
    """Names this process on this machine, so that its claims can be told from a dead one's."""
    return f"{socket.gethostname()}:{os.getpid()}"


@transaction.atomic
def claim(*, job: BulkGenerationJob, limit: int) -> list[JobRow]:
    """Take up to `limit` rows that nobody works on; [] when there are none.

    Each of them carries the same new claim and has a number and a code. Runs in a constant number of queries.
    """
    now = timezone.now()
    job.rows.filter(state=State.WORKING, claimed_until__lt=now).update(
        state=State.READY, claim=None, claimed_until=None
    )
    rows = _fresh(job, limit)
    token = uuid.uuid4()
    until = now + timedelta(seconds=settings.JOB_LEASE_S)
    for row in rows:
        row.state, row.claim, row.claimed_until = State.WORKING, token, until
        row.attempts += 1
    job.rows.filter(pk__in=[row.pk for row in rows], state=State.READY).update(
        state=State.WORKING,
        claim=token,
        claimed_by=worker_name(),
        claimed_until=until,
        attempts=F("attempts") + 1,
    )
    _number([row for row in rows if not row.number], job)
    return rows


def _fresh(job: BulkGenerationJob, limit: int) -> list[JobRow]:
    """The next rows: those that were tried often come alone; those tried too often are failed here."""
    skips_locked = connection.features.has_select_for_update_skip_locked
    ready = job.rows.filter(state=State.READY).order_by("id").select_for_update(skip_locked=skips_locked)
    rows = list(ready[:limit])
    given_up = [row for row in rows if row.attempts >= MAX_ATTEMPTS]
    if given_up:
        job.rows.filter(pk__in=[row.pk for row in given_up]).update(
            state=State.FAILED, problems=[GIVEN_UP.to_json()]
        )
        return _fresh(job, limit)
    together = [row for row in rows if row.attempts < TRIES_TOGETHER]
    return together or rows[:1]


def _number(rows: Sequence[JobRow], job: BulkGenerationJob) -> None:
    if not rows:
        return
    options = JobOptions.from_json(job.options)
    day = date.fromisoformat(options.issued_on) if options.issued_on else timezone.localdate()
    for row, number in zip(rows, new_numbers(job.team, len(rows), options.number_pattern, day), strict=True):
        row.number, row.code = number, integrity.new_code()
    JobRow.objects.bulk_update(rows, ["number", "code"])


def new_numbers(team: Team, count: int, pattern: str, day: date) -> list[str]:
    """`count` numbers that this team never gave before. Call it inside a transaction."""
    NumberSequence.objects.get_or_create(team=team)
    sequence = NumberSequence.objects.select_for_update().get(team=team)
    numbers: list[str] = []
    while len(numbers) < count:
        start, missing = sequence.next, count - len(numbers)
        sequence.next += missing
        made = [numbering.format_number(pattern, start + step, day) for step in range(missing)]
        # Another pattern may have made the same text from another sequence number.
        taken = set(Certificate.objects.filter(team=team, number__in=made).values_list("number", flat=True))
        numbers += [number for number in made if number not in taken]
    sequence.save(update_fields=["next"])
    return numbers


def renew(rows: Sequence[JobRow]) -> None:
    """Push the lease of a claim on, from a worker that is slow but alive."""
    until = timezone.now() + timedelta(seconds=settings.JOB_LEASE_S)
    JobRow.objects.filter(claim=rows[0].claim, state=State.WORKING).update(claimed_until=until)


def release(rows: Sequence[JobRow]) -> None:
    """Give claimed rows back, to be issued by the next worker."""
    JobRow.objects.filter(claim=rows[0].claim, state=State.WORKING).update(
        state=State.READY, claim=None, claimed_until=None
    )


def take_back(*, job: BulkGenerationJob) -> int:
    """Cancel the rows that nobody works on, but for those that a worker is claiming this moment. Returns how many."""
    skips_locked = connection.features.has_select_for_update_skip_locked
    with transaction.atomic():
        ready = job.rows.filter(state=State.READY).select_for_update(skip_locked=skips_locked)
        free = list(ready.values_list("pk", flat=True))
        return sum(
            JobRow.objects.filter(pk__in=free[start : start + BATCH]).update(state=State.CANCELLED)
            for start in range(0, len(free), BATCH)
        )


def release_dead() -> int:
    """Give back what processes of this machine claimed that are no longer there. Returns the number of rows."""
    working = JobRow.objects.filter(state=State.WORKING)
    return working.filter(claimed_by__in=dead_workers(working)).update(
        state=State.READY, claim=None, claimed_until=None
    )


def dead_workers(working: QuerySet[Any]) -> list[str]:
    """Of those who claimed (`claimed_by`) what is being worked on: the processes of this machine that are gone."""
    host = socket.gethostname()
    here = working.filter(claimed_by__startswith=f"{host}:").order_by()
    claimants = here.values_list("claimed_by", flat=True).distinct()
    return [name for name in claimants if not _is_alive(int(name.rsplit(":", 1)[1]))]


def _is_alive(pid: int) -> bool:
    try:
        os.kill(pid, 0)
    except ProcessLookupError:
        return False
    except PermissionError:
        return True
    return True
