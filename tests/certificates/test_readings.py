"""A long list is read by a worker: the upload answers at once, and nothing is lost whoever stops meanwhile."""

import subprocess
import sys
from collections.abc import Callable
from datetime import timedelta
from uuid import UUID

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team
from certificates.models import BulkGenerationJob, JobRow, ListReading
from certificates.options import JobOptions
from certificates.services import dispatch, drafts, healing, intake, jobs, loading, mending, readings
from iconikcerts.common.errors import Conflict
from templates_app.models import TemplateVersion

HTMX = {"HX-Request": "true"}
Make = Callable[..., BulkGenerationJob]


def people(count: int, course: str = "Chess") -> str:
    return "Name,Course\n" + "".join(f"Person {n},{course}\n" for n in range(1, count + 1))


@pytest.fixture
def empty(team: Team, version: TemplateVersion) -> BulkGenerationJob:
    """A draft with a design and nothing else."""
    return drafts.begin(team=team, by=team.owner, version=version)


@pytest.fixture
def all_long(monkeypatch: pytest.MonkeyPatch) -> None:
    """Takes every list for a long one."""
    monkeypatch.setattr(readings, "HERE_BYTES", -1)
    monkeypatch.setattr(readings, "HERE_ROWS", -1)


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """(task, job id) of everything that is put on the queue."""
    queue: list[tuple[str, str]] = []
    monkeypatch.setattr(
        dispatch, "send", lambda task, job: queue.append((task.name.rsplit(".", 1)[1], str(job.pk)))
    )
    return queue


def at(name: str, job: BulkGenerationJob) -> str:
    return reverse(f"certificates:job_{name}", args=[job.pk])


def give(client: Client, job: BulkGenerationJob, text: str, name: str = "people.csv") -> HttpResponse:
    data = {"by": "file", "recipients": SimpleUploadedFile(name, text.encode())}
    return client.post(at("recipients", job), data)  # type: ignore[return-value]


def names(job: BulkGenerationJob) -> list[str]:
    return [row.recipient_name for row in job.rows.order_by("line")]


def files_of(job: BulkGenerationJob) -> int:
    return len(default_storage.listdir(f"jobs/{job.pk}")[1])


def test_a_long_list_is_left_to_a_worker_and_the_page_leads_on_when_it_is_read(
    editor: Client, empty: BulkGenerationJob, sent: list[tuple[str, str]]
) -> None:
    text = people(readings.HERE_ROWS + 1)
    wait = give(editor, empty, text)["Location"]
    assert (wait, sent) == (f"{at('reading', empty)}?then=map", [("read_list", str(empty.pk))])
    assert empty.rows.count() == 0
    page = editor.get(wait)
    assert "0 <span" in page.content.decode()
    assert (page.context["total"], page.context["checked"], page.context["is_waiting"]) == (2001, 0, True)

    readings.perform(job_id=empty.pk)
    assert (empty.rows.count(), ListReading.objects.count()) == (2001, 0)
    assert editor.get(wait)["Location"] == at("map", empty)
    assert editor.get(wait, headers=HTMX)["HX-Redirect"] == at("map", empty)
    assert editor.get(at("review", empty)).status_code == 200


def test_a_large_file_is_not_even_looked_into_by_the_web(
    editor: Client, empty: BulkGenerationJob, sent: list[tuple[str, str]], all_long: None
) -> None:
    give(editor, empty, people(3))
    empty.refresh_from_db()
    assert (empty.source.get("header"), empty.input_name, len(sent)) == (None, "", 1)
    readings.perform(job_id=empty.pk)
    empty.refresh_from_db()
    assert (names(empty), empty.input_name) == (["Person 1", "Person 2", "Person 3"], "people.csv")
    assert (empty.name, empty.source["entry"]) == ("Plain: people", {"by": "file"})


def test_how_far_it_is_comes_from_the_rows(
    editor: Client, draft: Make, all_long: None, sent: list[tuple[str, str]]
) -> None:
    job = draft(people(5))
    intake.reread(job=job, columns={"recipient.name": "1", "course.title": "0"})
    ListReading.objects.update(state="working")
    JobRow.objects.filter(line__gt=4).delete()
    part = editor.get(at("reading", job), headers=HTMX).content.decode()
    assert part.lstrip().startswith('<section class="card" id="reading"')
    assert 'value="3" max="5"' in part


def test_until_the_rows_stand_every_later_step_waits(
    editor: Client, team: Team, draft: Make, all_long: None, sent: list[tuple[str, str]]
) -> None:
    job = draft()
    intake.reread(job=job, columns={"recipient.name": "1", "course.title": "0"})
    wait = f"{at('reading', job)}?then=review"
    for name in ("map", "review", "options", "summary"):
        assert editor.get(at(name, job))["Location"] == wait, name
    assert editor.get(reverse("certificates:job", args=[job.pk]))["Location"] == wait
    assert "A list is being read" in editor.get(at("recipients", job)).content.decode()
    with pytest.raises(Conflict, match="being read"):
        jobs.start(job=job, by=team.owner, options=JobOptions())
    with pytest.raises(Conflict, match="being read"):
        mending.mend(job=job, line=2, cells={0: "Ana"}, by=team.owner)
    assert job.rows.get(line=2).recipient_name == "Person 1"


def test_a_long_list_that_cannot_be_used_is_said_and_the_one_before_stays(
    editor: Client, draft: Make, all_long: None, sent: list[tuple[str, str]]
) -> None:
    job = draft("Name,Course\nAna,Chess\n")
    wait = give(editor, job, "Name,Course\n", "broken.csv")["Location"]
    readings.perform(job_id=job.pk)
    assert editor.get(wait)["Location"] == at("recipients", job)
    page = editor.get(at("recipients", job)).content.decode()
    assert "broken.csv: The file has a header but no rows." in page
    job.refresh_from_db()
    assert (names(job), job.input_name, files_of(job)) == (["Ana"], "people.csv", 1)
    assert editor.get(at("review", job)).status_code == 200


def test_another_list_takes_the_place_of_one_that_is_being_read(
    editor: Client,
    empty: BulkGenerationJob,
    all_long: None,
    sent: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give(editor, empty, people(6))
    monkeypatch.setattr(loading, "BATCH", 2)
    row_of, seen = loading.row_of, []

    def meanwhile(job: BulkGenerationJob, row: object) -> JobRow:
        seen.append(row)
        if len(seen) == 4:
            give(editor, empty, people(2, "Go"), "other.csv")
        return row_of(job, row)  # type: ignore[arg-type]

    monkeypatch.setattr(loading, "row_of", meanwhile)
    readings.perform(job_id=empty.pk)
    assert len(seen) == 4
    readings.perform(job_id=empty.pk)
    empty.refresh_from_db()
    assert [row.values["course.title"] for row in empty.rows.all()] == ["Go", "Go"]
    assert (empty.input_name, files_of(empty)) == ("other.csv", 1)


def test_a_task_that_comes_twice_finds_the_reading_taken(
    editor: Client, empty: BulkGenerationJob, all_long: None, sent: list[tuple[str, str]]
) -> None:
    give(editor, empty, people(3))
    ListReading.objects.update(state="working", claim=UUID(int=1), claimed_until=later())
    readings.perform(job_id=empty.pk)
    assert (empty.rows.count(), ListReading.objects.get().claim) == (0, UUID(int=1))


def later() -> object:
    return timezone.now() + timedelta(minutes=1)


def test_what_a_dead_worker_began_is_begun_again(
    editor: Client, empty: BulkGenerationJob, all_long: None, sent: list[tuple[str, str]]
) -> None:
    give(editor, empty, people(3))
    dead = subprocess.Popen([sys.executable, "-c", ""])
    dead.wait()
    host = readings.claims.worker_name().rsplit(":", 1)[0]
    ListReading.objects.update(
        state="working", claim=UUID(int=1), claimed_by=f"{host}:{dead.pid}", claimed_until=later()
    )
    assert (healing.heal(), healing.heal()) == (1, 0)
    assert sent == [("read_list", str(empty.pk))] * 2
    readings.perform(job_id=empty.pk)
    assert names(empty) == ["Person 1", "Person 2", "Person 3"]


def test_a_queue_that_lost_the_task_gets_it_again(
    editor: Client, empty: BulkGenerationJob, all_long: None, sent: list[tuple[str, str]], settings: object
) -> None:
    give(editor, empty, people(3))
    assert healing.heal() == 0
    past = timezone.now() - timedelta(seconds=settings.JOB_STALE_S + 1)  # type: ignore[attr-defined]
    ListReading.objects.update(dispatched_at=past, created_at=past)
    assert editor.get(at("reading", empty)).context["is_late"]
    assert (healing.heal(), len(sent)) == (1, 2)


def test_a_fault_of_ours_is_tried_again_and_given_up_in_words(
    editor: Client,
    empty: BulkGenerationJob,
    all_long: None,
    sent: list[tuple[str, str]],
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    give(editor, empty, people(3))

    def out_of_memory(*_: object, **__: object) -> None:
        raise MemoryError

    monkeypatch.setattr(readings, "peek", out_of_memory)
    for _ in range(readings.MAX_ATTEMPTS):
        with pytest.raises(MemoryError):
            readings.perform(job_id=empty.pk)
    readings.perform(job_id=empty.pk)
    assert "could not be read: each time the worker stopped" in editor.get(
        at("recipients", empty)
    ).content.decode().replace("\n", " ")
    assert healing.heal() == 0


def test_a_draft_that_is_deleted_while_it_is_read_leaves_no_file(
    editor: Client, draft: Make, all_long: None, sent: list[tuple[str, str]]
) -> None:
    job = draft(people(3))
    give(editor, job, people(4))
    assert files_of(job) == 2
    editor.post(at("discard", job))
    readings.perform(job_id=job.pk)
    assert (files_of(job), BulkGenerationJob.objects.count(), ListReading.objects.count()) == (0, 0, 0)


def test_a_reading_of_another_team_is_not_shown(stranger: Client, draft: Make) -> None:
    assert stranger.get(at("reading", draft())).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_page_costs_the_same_queries_for_one_row_and_for_three(
    editor: Client,
    draft: Make,
    all_long: None,
    sent: list[tuple[str, str]],
    count: int,
    django_assert_num_queries: Callable[..., object],
) -> None:
    job = draft(people(count))
    intake.reread(job=job, columns={"recipient.name": "1", "course.title": "0"})
    ListReading.objects.update(state="working")
    with django_assert_num_queries(6):
        editor.get(at("reading", job), headers=HTMX)
