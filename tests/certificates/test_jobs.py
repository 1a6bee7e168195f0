"""The life of a job: start, cancel, retry, end; every step may run twice."""

import copy
from collections.abc import Callable

import pytest
from django.conf import settings
from django.utils import timezone
from kombu.exceptions import OperationalError

from accounts.models import AuditEvent
from billing.models import UsageLog
from billing.services.quota import QuotaExceeded
from certificates import tasks
from certificates.models import BulkGenerationJob, JobRow
from certificates.options import InvalidOptions, JobOptions
from certificates.services import issuing, jobs, packaging
from iconikcerts.common.errors import Conflict
from templates_app.document import InvalidDocument
from templates_app.models import TemplateVersion
from templates_app.services import templates
from tests.certificates.conftest import FakeRenderer

Make = Callable[..., BulkGenerationJob]
State = JobRow.State
Status = BulkGenerationJob.Status


def counts(job: BulkGenerationJob) -> dict[str, int]:
    states = list(job.rows.values_list("state", flat=True))
    return {state: states.count(state) for state in sorted(set(states))}


def finish(job: BulkGenerationJob) -> BulkGenerationJob:
    """What the workers do until the job ends."""
    while issuing.issue_chunk(job_id=job.pk):
        pass
    jobs.finish_if_done(job_id=job.pk, queue=False)
    packaging.package(job_id=job.pk)
    job.refresh_from_db()
    return job


def usage(job: BulkGenerationJob) -> int:
    return UsageLog.objects.get(reference=job.usage_reference).amount


def test_a_start_reserves_the_quota_and_sends_the_lanes_after_the_commit(
    draft: Make, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    sent: list[str] = []
    monkeypatch.setattr(tasks.work_on_job, "apply_async", lambda args, *_, **__: sent.append(args[0]))
    job = draft("Name,Course\nAna,Chess\n,Chess\n")
    with django_capture_on_commit_callbacks(execute=True):
        jobs.start(job=job, by=job.creator, options=JobOptions())
        assert sent == []
    assert sent == [str(job.pk)] * settings.JOB_LANES
    assert usage(job) == 1
    assert AuditEvent.objects.get(action="job.start").data == {"rows": 1}


def test_a_queue_that_is_away_does_not_keep_a_job_from_starting(
    draft: Make, monkeypatch: pytest.MonkeyPatch, django_capture_on_commit_callbacks: Callable[..., object]
) -> None:
    def away(*_: object, **__: object) -> None:
        raise OperationalError("Connection refused")

    monkeypatch.setattr(tasks.work_on_job, "apply_async", away)
    job = draft()
    with django_capture_on_commit_callbacks(execute=True):
        jobs.start(job=job, by=job.creator, options=JobOptions())
    job.refresh_from_db()
    assert job.status == Status.PROCESSING


def test_the_issue_date_is_that_of_the_start_unless_chosen(started: Make) -> None:
    assert started().options["issued_on"] == timezone.localdate().isoformat()
    assert started(issued_on="2020-02-02").options["issued_on"] == "2020-02-02"


def test_a_job_is_started_once(started: Make) -> None:
    job = started()
    with pytest.raises(Conflict, match="started already"):
        jobs.start(job=job, by=None, options=JobOptions(), queue=False)


def test_a_list_without_a_good_row_is_not_started(draft: Make) -> None:
    with pytest.raises(Conflict, match="No row of this list can be issued"):
        jobs.start(job=draft("Name,Course\n,Chess\n"), by=None, options=JobOptions(), queue=False)


def test_what_the_plan_does_not_cover_is_not_started_and_nothing_is_reserved(draft: Make) -> None:
    settings_limit = settings.FREE_CERTIFICATES_PER_MONTH
    text = "Name,Course\n" + "".join(f"P{n},Chess\n" for n in range(settings_limit + 1))
    job = draft(text)
    with pytest.raises(QuotaExceeded, match=f"{settings_limit} of this month's {settings_limit} are left"):
        jobs.start(job=job, by=None, options=JobOptions(), queue=False)
    job.refresh_from_db()
    assert (job.status, UsageLog.objects.count()) == (Status.DRAFT, 0)


def test_a_choice_that_makes_no_sense_is_refused_before_anything_happens(draft: Make) -> None:
    with pytest.raises(InvalidOptions):
        jobs.start(
            job=draft(),
            by=None,
            options=JobOptions(issued_on="2026-01-02", expires_on="2026-01-01"),
            queue=False,
        )
    assert UsageLog.objects.count() == 0


def test_nothing_is_issued_with_a_draft_of_a_design(draft: Make, version: TemplateVersion) -> None:
    document = copy.deepcopy(version.document)
    document["pages"][0]["elements"][0]["text"] = "{recipient.nmae}"
    job = draft()
    job.template_version = templates.save_draft(template=version.template, document=document, by=None)
    job.save(update_fields=["template_version"])

    with pytest.raises(Conflict, match="is a draft"):
        jobs.start(job=job, by=None, options=JobOptions(), queue=False)
    assert (UsageLog.objects.count(), job.certificates.count()) == (0, 0)


def test_a_design_that_no_longer_validates_is_said_at_the_start(
    draft: Make, version: TemplateVersion, monkeypatch: pytest.MonkeyPatch
) -> None:
    job = draft()
    job.template_version.document["pages"][0]["elements"][0]["size"] = 0

    def locked(_: BulkGenerationJob) -> BulkGenerationJob:
        return job

    monkeypatch.setattr(jobs, "_locked", locked)
    with pytest.raises(InvalidDocument, match=r"pages\[0\].elements\[0\].size"):
        jobs.start(job=job, by=None, options=JobOptions(), queue=False)


def test_a_finished_job_counts_only_what_was_issued(started: Make, renderer: FakeRenderer) -> None:
    renderer.bad = {"Person 3", "Person 4"}
    job = finish(started())
    assert (job.status, counts(job)) == (Status.COMPLETED, {"failed": 2, "issued": 8})
    assert usage(job) == 8


def test_of_all_workers_that_ask_one_ends_the_job(started: Make, renderer: FakeRenderer) -> None:
    job = started()
    assert not jobs.finish_if_done(job_id=job.pk, queue=False)
    while issuing.issue_chunk(job_id=job.pk):
        pass
    assert jobs.finish_if_done(job_id=job.pk, queue=False)
    assert not jobs.finish_if_done(job_id=job.pk, queue=False)


def test_a_cancelled_job_keeps_what_was_issued_and_takes_the_rest_back(
    started: Make, renderer: FakeRenderer, settings: object
) -> None:
    settings.JOB_CHUNK_ROWS = 4  # type: ignore[attr-defined]
    job = started()
    issuing.issue_chunk(job_id=job.pk)
    jobs.cancel(job=job, by=None)
    job = finish(job)
    assert (job.status, counts(job)) == (Status.CANCELLED, {"cancelled": 6, "issued": 4})
    assert usage(job) == 4
    assert job.output_file.size > 0


def test_what_does_not_run_cannot_be_cancelled(draft: Make) -> None:
    with pytest.raises(Conflict, match="not running"):
        jobs.cancel(job=draft(), by=None)


def test_failed_rows_are_tried_again_and_the_package_is_made_anew(
    started: Make, renderer: FakeRenderer
) -> None:
    renderer.bad = {"Person 3"}
    job = finish(started())
    numbers = dict(job.rows.values_list("line", "number"))
    renderer.bad = set()
    jobs.retry(job=job, by=None, queue=False)
    job = finish(job)
    assert (job.status, counts(job), usage(job)) == (Status.COMPLETED, {"issued": 10}, 10)
    assert dict(job.rows.values_list("line", "number")) == numbers


def test_a_job_that_was_stopped_goes_on_where_it_stands(
    started: Make, renderer: FakeRenderer, settings: object
) -> None:
    settings.JOB_CHUNK_ROWS = 4  # type: ignore[attr-defined]
    job = started()
    issuing.issue_chunk(job_id=job.pk)
    jobs.stop(job=job, reason="The disk is full.")
    job.refresh_from_db()
    assert (job.status, job.failure) == (Status.FAILED, "The disk is full.")
    jobs.retry(job=job, by=None, queue=False)
    job = finish(job)
    assert (job.status, counts(job), job.failure) == (Status.COMPLETED, {"issued": 10}, "")


def test_a_job_with_nothing_to_try_again_says_so(started: Make, renderer: FakeRenderer) -> None:
    with pytest.raises(Conflict, match="No row of this job failed"):
        jobs.retry(job=finish(started()), by=None, queue=False)
