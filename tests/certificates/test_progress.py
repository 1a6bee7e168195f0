"""A job on its way: its rows page by page, and who works on them."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from certificates.models import BulkGenerationJob
from certificates.selectors import rows
from certificates.services import claims, issuing, jobs
from tests.certificates.conftest import FakeRenderer

Make = Callable[..., BulkGenerationJob]


def page_of(client: Client, job: BulkGenerationJob, **asked: str) -> HttpResponse:
    return client.get(reverse("certificates:job", args=[job.pk]), asked)  # type: ignore[return-value]


def lines(page: HttpResponse) -> list[int]:
    return [row.line for row in page.context["rows"]]  # type: ignore[attr-defined]


def counts(page: HttpResponse) -> dict[str, int]:
    return {view["label"]: view["count"] for view in page.context["views"]}  # type: ignore[attr-defined]


def test_the_rows_can_be_seen_by_their_state(
    editor: Client, started: Make, renderer: FakeRenderer, settings: object
) -> None:
    settings.JOB_CHUNK_ROWS = 4  # type: ignore[attr-defined]
    renderer.bad = {"Person 3"}
    job = started("Name,Course\n,Go\n" + "".join(f"Person {n},Chess\n" for n in range(1, 9)))
    issuing.issue_chunk(job_id=job.pk)
    claims.claim(job=job, limit=1)
    page = page_of(editor, job)
    assert counts(page) == {
        "All": 9,
        "Issued": 3,
        "Failed": 1,
        "In work": 1,
        "Waiting": 3,
        "Left out": 1,
    }
    assert {show: lines(page_of(editor, job, show=show)) for show in ("failed", "working", "left-out")} == {
        "failed": [5],
        "working": [7],
        "left-out": [2],
    }


def test_an_unknown_view_or_page_shows_what_there_is(editor: Client, started: Make) -> None:
    job = started()
    assert lines(page_of(editor, job, show="nonsense", page="99")) == list(range(2, 12))


def test_the_polled_region_keeps_the_view_and_the_page(editor: Client, started: Make) -> None:
    job = started("Name,Course\n" + "".join(f"Person {n},Chess\n" for n in range(60)))
    progress = reverse("certificates:job_progress", args=[job.pk])
    answer = editor.get(progress, {"show": "waiting", "page": "2"})
    assert f'hx-get="{progress}?show=waiting&amp;page=2"' in answer.content.decode()
    assert lines(answer) == list(range(52, 62))


def test_each_worker_s_rows_are_told_while_the_job_runs(
    editor: Client, started: Make, renderer: FakeRenderer, settings: object, monkeypatch: pytest.MonkeyPatch
) -> None:
    settings.JOB_CHUNK_ROWS = 4  # type: ignore[attr-defined]
    renderer.bad = {"Person 2"}
    job = started()
    monkeypatch.setattr(claims, "worker_name", lambda: "alpha:1")
    issuing.issue_chunk(job_id=job.pk)
    claims.claim(job=job, limit=2)
    monkeypatch.setattr(claims, "worker_name", lambda: "beta:2")
    claims.claim(job=job, limit=3)
    assert rows.workers(job) == [
        rows.Worker(name="alpha:1", in_hand=2, first=6, last=7, issued=3, failed=1),
        rows.Worker(name="beta:2", in_hand=3, first=8, last=10, issued=0, failed=0),
    ]
    assert "Draws 2 rows: lines 6 to 7" in page_of(editor, job).content.decode()


def test_a_job_that_has_ended_tells_of_no_workers(
    editor: Client, started: Make, renderer: FakeRenderer
) -> None:
    job = started()
    issuing.issue_chunk(job_id=job.pk)
    jobs.stop(job=job, reason="The disk is full.")
    page = page_of(editor, job)
    assert page.context["workers"] == []
    assert "The disk is full." in page.content.decode()


def test_a_job_is_cancelled_after_it_said_what_that_means(editor: Client, started: Make) -> None:
    job = started()
    said = page_of(editor, job).content.decode()
    assert "Rows not yet issued are dropped." in said
    assert reverse("certificates:job_cancel", args=[job.pk]) in said
    editor.post(reverse("certificates:job_cancel", args=[job.pk]))
    assert lines(page_of(editor, job, show="cancelled")) == list(range(2, 12))
