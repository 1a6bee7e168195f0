"""Reading a list: a short one at once, a long one by a worker, in the same steps.

A draft has at most one reading. It is gone once the rows stand; while it is there nobody mends or starts them.
"""

import uuid
from dataclasses import asdict, dataclass, field
from datetime import datetime, timedelta
from functools import partial
from typing import Any
from uuid import UUID

from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import F, Q
from django.utils import timezone

from accounts import audit
from accounts.models import User
from certificates import tasks
from certificates.ingest.mapping import ColumnMapping, guess
from certificates.ingest.readers import peek
from certificates.models import BulkGenerationJob, ListReading
from certificates.services import claims, dispatch, loading
from iconikcerts.common.errors import Conflict, DomainError
from iconikcerts.common.files import local_path

State = ListReading.State
# What is read within the request: under half a second on a slow machine, for the longest rows too.
HERE_BYTES, HERE_ROWS = 200_000, 2_000
# A worker shows itself with each batch of rows; a look into the largest workbook takes it a minute.
LEASE = timedelta(minutes=5)
MAX_ATTEMPTS = 3
GIVEN_UP = "This list could not be read: each time the worker stopped. Split it into several files, or save it as CSV."


class Superseded(Exception):
    """This reading is not wanted any more, or another worker has it."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What is to be read.

    `file`: storage key of a new list, "" for the draft's own; `then`: the step that its owner goes on with. Without
    a `mapping` (as JSON) the columns are guessed.
    """

    then: str = "map"
    file: str = ""
    input_name: str = ""
    name: str = ""
    action: str = "job.list"
    entry: dict[str, Any] = field(default_factory=dict)
    encoding: str = ""
    delimiter: str | None = None
    sheet: str = ""
    mapping: dict[str, Any] | None = None


def of(job: BulkGenerationJob) -> ListReading | None:
    """The reading of a draft, under way or failed; None when its rows stand, or when it never had a list."""
    return getattr(job, "reading", None)


def under_way(job: BulkGenerationJob) -> ListReading | None:
    """The reading of a draft whose rows do not stand yet."""
    reading = of(job)
    return reading if reading and reading.is_under_way else None


def new_list_of(job: BulkGenerationJob) -> str:
    """Storage key of a list that is being read and is not the draft's yet; "" when there is none."""
    reading = ListReading.objects.filter(job=job, state__in=ListReading.UNDER_WAY).first()
    return str(reading.wish["file"]) if reading else ""


def ask(*, job: BulkGenerationJob, wish: Wish, by: User | None, here: bool = False) -> bool:
    """Read the list, in place of any reading that is under way. True when the rows stand, False when a worker is
    asked; `here`: read it in this process however long it is.

    Raises UnusableFile for a list that is read at once, and then the draft stays as it was; Conflict once the job
    was started.
    """
    with transaction.atomic():
        loading.lock_draft(job)
        obsolete = _superseded(job, wish)
        reading = ListReading.objects.create(job=job, asked_by=by, wish=asdict(wish))
        if here or wish.mapping is not None or _is_short(job, wish):
            obsolete |= _look_into(reading)
        is_done = here or (_is_looked_into(reading) and _is_quick(job, reading.wish["mapping"]))
        if is_done:
            _load(reading)
        else:
            _send(reading)
    _remove(obsolete)
    job.refresh_from_db()
    return is_done


def _superseded(job: BulkGenerationJob, wish: Wish) -> set[str]:
    """Lets an earlier reading go. Returns the key of the list that it was about, which nobody wants any more."""
    key = new_list_of(job)
    ListReading.objects.filter(job=job).delete()
    return {key} - {"", wish.file, str(job.input_file)}


def _is_short(job: BulkGenerationJob, wish: Wish) -> bool:
    return default_storage.size(wish.file or str(job.input_file)) <= HERE_BYTES


def _is_quick(job: BulkGenerationJob, mapping: dict[str, Any]) -> bool:
    """Few rows, or none to check because a needed field has no column."""
    missing = ColumnMapping.from_json(mapping).missing(loading.fields_of(job))
    return bool(missing) or job.source["rows"] <= HERE_ROWS


def _is_looked_into(reading: ListReading) -> bool:
    return reading.wish["mapping"] is not None


def _look_into(reading: ListReading) -> set[str]:
    """Find out what is in the list, adopt it, and guess its columns; a wish with columns has been looked into.

    Returns the keys of files that are not needed any more.
    """
    job, wish = reading.job, Wish(**reading.wish)
    if wish.mapping is not None:
        return set()
    with local_path(wish.file or str(job.input_file)) as path:
        found = peek(
            path,
            filename=wish.input_name or job.input_name,
            sheet=wish.sheet or None,
            encoding=wish.encoding,
            delimiter=wish.delimiter,
            limits=loading.limits(),
        )
    mapping = guess(found.header, loading.fields_of(job), sample_rows=found.sample)
    with transaction.atomic():
        _hold(reading, job)
        job.refresh_from_db(fields=["source", "input_file", "input_name", "name"])
        before = str(job.input_file)
        entry = wish.entry or job.source.get("entry", {})
        job.source = found.to_json() | {"options": found.options.to_json(), "entry": entry}
        job.mapping = mapping.to_json()
        if wish.file:
            job.input_file.name, job.input_name = wish.file, wish.input_name
            job.name = wish.name or job.name
            audit.record(team=job.team, by=reading.asked_by, action=wish.action, target=job, rows=found.rows)
        job.save(update_fields=["source", "mapping", "input_file", "input_name", "name", "updated_at"])
        loading.drop_rows(job)
        reading.wish = {**reading.wish, "mapping": job.mapping}
        reading.save(update_fields=["wish", "updated_at"])
    return {before} - {"", str(job.input_file)}


def _load(reading: ListReading) -> None:
    job = reading.job
    mapping = ColumnMapping.from_json(reading.wish["mapping"])
    loading.load(job=job, mapping=mapping, hold=partial(_hold, reading))
    with transaction.atomic():
        _hold(reading, job)
        reading.delete()


def _hold(reading: ListReading, job: BulkGenerationJob) -> None:
    """Hold the draft for this transaction. Raises Superseded when the reading is nobody's or somebody else's now."""
    loading.lock_draft(job)
    mine = ListReading.objects.filter(pk=reading.pk, claim=reading.claim)
    if not mine.update(claimed_until=timezone.now() + LEASE):
        raise Superseded


def perform(*, job_id: UUID) -> None:
    """What a worker does: the reading of a draft, if there is one that nobody works on. Safe to run at any time.

    A fault of the list is kept on the reading for its owner; one of ours is raised.
    """
    reading = _claimed(job_id)
    if reading is None:
        return
    try:
        _remove(_look_into(reading))
        _load(reading)
    except (Superseded, Conflict):
        return
    except DomainError as error:
        _fail(reading, str(error))
    except BaseException:
        ListReading.objects.filter(pk=reading.pk, claim=reading.claim).update(state=State.WAITING, claim=None)
        raise


def _claimed(job_id: UUID) -> ListReading | None:
    """Take the reading by a conditional update, so that of all workers that ask one gets it."""
    claim = uuid.uuid4()
    free = Q(state=State.WAITING) | Q(state=State.WORKING, claimed_until__lt=timezone.now())
    taken = ListReading.objects.filter(free, job=job_id).update(
        state=State.WORKING,
        claim=claim,
        claimed_by=claims.worker_name(),
        claimed_until=timezone.now() + LEASE,
        attempts=F("attempts") + 1,
    )
    if not taken:
        return None
    reading = (
        ListReading.objects.filter(claim=claim)
        .select_related("job__team", "job__template_version", "asked_by")
        .first()
    )
    if reading and reading.attempts > MAX_ATTEMPTS:
        _fail(reading, GIVEN_UP)
        return None
    return reading


def _fail(reading: ListReading, fault: str) -> None:
    """Keep why, for the owner; a new list that cannot be used is not kept, and the draft has what it had."""
    failed = ListReading.objects.filter(pk=reading.pk, claim=reading.claim)
    if failed.update(state=State.FAILED, fault=fault, claim=None) and not _is_looked_into(reading):
        _remove({str(reading.wish["file"])} - {""})


def _remove(keys: set[str]) -> None:
    for key in keys:
        default_storage.delete(key)


def _send(reading: ListReading) -> None:
    ListReading.objects.filter(pk=reading.pk).update(dispatched_at=timezone.now())
    dispatch.send(tasks.read_list, reading.job)


def heal(*, before: datetime) -> int:
    """Send those on that nobody works on and that were sent before `before`. Returns how many."""
    working = ListReading.objects.filter(state=State.WORKING)
    dead = working.filter(
        Q(claimed_by__in=claims.dead_workers(working)) | Q(claimed_until__lt=timezone.now())
    )
    dead.update(state=State.WAITING, claim=None, dispatched_at=None)
    waiting = ListReading.objects.filter(state=State.WAITING)
    still = waiting.filter(Q(dispatched_at=None) | Q(dispatched_at__lt=before))
    sent = 0
    for reading in still.select_related("job"):
        _send(reading)
        sent += 1
    return sent
