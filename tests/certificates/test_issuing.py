"""One chunk: rows in, certificates out. The renderer is a stand-in here; tests/e2e runs the real one."""

import errno
import hashlib
from collections.abc import Callable
from datetime import date

import pytest
from django.core.files.storage import default_storage
from django.utils import timezone

from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.services import issuing, sealing
from templates_app.rendering import BrowserGone, BrowserMissing
from tests.certificates.conftest import FakeRenderer

Started = Callable[..., BulkGenerationJob]
State = JobRow.State


def states(job: BulkGenerationJob) -> dict[int, str]:
    return dict(job.rows.order_by("line").values_list("line", "state"))


def stored_files(job: BulkGenerationJob) -> list[str]:
    folder = f"certificates/{job.team_id}/{job.pk}"
    return default_storage.listdir(folder)[1] if default_storage.exists(folder) else []


def test_each_row_becomes_one_sealed_certificate_with_its_file(
    started: Started, renderer: FakeRenderer
) -> None:
    job = started("Name,Course\nAna,Chess\n", issued_on="2026-01-02", expires_on="2027-01-02")
    assert issuing.issue_chunk(job_id=job.pk) == 1
    certificate = Certificate.objects.select_related("hash").get()
    content = certificate.file.open("rb").read()
    assert (certificate.recipient_name, certificate.title) == ("Ana", "Chess")
    assert (certificate.issued_on, certificate.expires_on) == (date(2026, 1, 2), date(2027, 1, 2))
    assert (certificate.number, certificate.issuer_name) == ("2026-000001", "Riverside Academy")
    assert certificate.hash.file_sha256 == hashlib.sha256(content).hexdigest()
    assert sealing.holds(certificate)
    assert states(job) == {2: State.ISSUED}


def test_the_design_gets_the_rows_values_and_those_of_the_system(
    started: Started, renderer: FakeRenderer
) -> None:
    job = started("Name,Course\nAna,Chess\n", issued_on="2026-01-02", language="fr")
    issuing.issue_chunk(job_id=job.pk)
    certificate = Certificate.objects.get()
    assert certificate.data == {
        "recipient.name": "Ana",
        "course.title": "Chess",
        "certificate.number": "2026-000001",
        "certificate.code": certificate.data["certificate.code"],
        "certificate.issued_on": "2026-01-02",
        "certificate.expires_on": "",
        "certificate.language": "fr",
        "issuer.name": "Riverside Academy",
        "verify.url": f"http://127.0.0.1:8000/v/{certificate.code}",
        "verify.qr": f"HTTP://127.0.0.1:8000/V/{certificate.code}",
    }


def test_a_date_in_the_row_goes_before_that_of_the_run(started: Started, renderer: FakeRenderer) -> None:
    job = started("Name,Course,Date of issue\nAna,Chess,2025-12-24\n", issued_on="2026-01-02")
    issuing.issue_chunk(job_id=job.pk)
    assert Certificate.objects.get().issued_on == date(2025, 12, 24)


def test_any_change_of_a_sealed_record_is_seen(started: Started, renderer: FakeRenderer) -> None:
    issuing.issue_chunk(job_id=started("Name,Course\nAna,Chess\n").pk)
    certificate = Certificate.objects.select_related("hash").get()
    for field, value in {
        "recipient_name": "Eve",
        "title": "Medicine",
        "number": "1",
        "issuer_name": "Oxford",
        "issued_on": date(2020, 1, 1),
        "expires_on": date(2099, 1, 1),
        "data": certificate.data | {"grade": "A"},
    }.items():
        kept = getattr(certificate, field)
        setattr(certificate, field, value)
        assert not sealing.holds(certificate), field
        setattr(certificate, field, kept)
    assert sealing.holds(certificate)


@pytest.mark.parametrize(("name", "line"), [("Person 1", 2), ("Person 3", 4), ("Person 10", 11)])
def test_a_bad_row_fails_alone_and_says_why(
    started: Started, renderer: FakeRenderer, name: str, line: int
) -> None:
    renderer.bad = {name}
    job = started()
    issuing.issue_chunk(job_id=job.pk)
    assert [row for row, state in states(job).items() if state != State.ISSUED] == [line]
    problem = job.rows.get(line=line).problems[0]
    assert (problem["code"], problem["message"]) == ("layout", f"“{name}” cannot be drawn.")
    assert Certificate.objects.count() == 9


@pytest.mark.parametrize(
    ("code", "state", "count"), [("overflow", State.FAILED, 0), ("shrunk_to_minimum", State.ISSUED, 1)]
)
def test_a_text_that_leaves_its_box_fails_the_row_and_one_that_only_just_fits_is_pointed_out(
    started: Started, renderer: FakeRenderer, code: str, state: str, count: int
) -> None:
    renderer.doubts = {"Ana": code}
    job = started("Name,Course\nAna,Chess\n")
    issuing.issue_chunk(job_id=job.pk)
    row = job.rows.get()
    assert (row.state, Certificate.objects.count()) == (state, count)
    assert [(problem["code"], problem["message"]) for problem in row.problems] == [(code, f"Ana: {code}.")]


def test_a_dead_browser_gives_the_rows_back_and_leaves_no_file(
    started: Started, renderer: FakeRenderer
) -> None:
    renderer.fault, renderer.fault_after = BrowserGone("The browser ended."), 4
    job = started()
    assert issuing.issue_chunk(job_id=job.pk) == 10
    assert set(states(job).values()) == {State.READY}
    assert stored_files(job) == []
    renderer.fault = None
    issuing.issue_chunk(job_id=job.pk)
    assert set(states(job).values()) == {State.ISSUED}


@pytest.mark.parametrize(
    ("fault", "reason"),
    [
        (BrowserMissing("There is no browser.", mend="Install one."), "There is no browser. Install one."),
        (OSError(errno.ENOSPC, "No space left on device"), "The disk for certificates is full"),
    ],
)
def test_a_fault_of_the_whole_job_stops_it_with_its_mend_and_loses_nothing(
    started: Started, renderer: FakeRenderer, fault: Exception, reason: str
) -> None:
    renderer.fault, renderer.fault_after = fault, 4
    job = started()
    issuing.issue_chunk(job_id=job.pk)
    job.refresh_from_db()
    assert job.status == job.Status.FAILED
    assert job.failure.startswith(reason)
    assert set(states(job).values()) == {State.READY}
    assert stored_files(job) == []


def test_an_unforeseen_fault_gives_the_rows_back_and_is_not_hidden(
    started: Started, renderer: FakeRenderer
) -> None:
    renderer.fault, renderer.fault_after = ZeroDivisionError("a bug"), 4
    job = started()
    with pytest.raises(ZeroDivisionError):
        issuing.issue_chunk(job_id=job.pk)
    assert set(states(job).values()) == {State.READY}
    assert set(job.rows.values_list("attempts", flat=True)) == {1}
    assert stored_files(job) == []


def test_a_worker_that_lost_its_rows_to_another_issues_none_of_them_twice(
    started: Started, renderer: FakeRenderer
) -> None:
    """The lease ran out while a slow worker rendered; a second one took over and was quicker."""
    job = started()
    slow = renderer.__call__

    def overtaken(document, values, **more):  # type: ignore[no-untyped-def]
        results = list(slow(document, values, **more))
        if not Certificate.objects.exists() and not job.rows.filter(attempts=2).exists():
            JobRow.objects.update(claimed_until=timezone.now() - timezone.timedelta(seconds=1))
            issuing.issue_chunk(job_id=job.pk)
        yield from results

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(issuing, "render_pdfs", overtaken)
        issuing.issue_chunk(job_id=job.pk)
    assert Certificate.objects.count() == 10
    assert len(stored_files(job)) == 10
    for certificate in Certificate.objects.select_related("hash"):
        with certificate.file.open("rb") as file:
            assert hashlib.sha256(file.read()).hexdigest() == certificate.hash.file_sha256


def test_a_job_that_does_not_run_gives_no_rows(started: Started, renderer: FakeRenderer) -> None:
    job = started()
    BulkGenerationJob.objects.update(status=BulkGenerationJob.Status.FAILED)
    assert issuing.issue_chunk(job_id=job.pk) == 0
    assert renderer.seen == []


def test_a_chunk_costs_the_same_queries_whatever_its_size(
    started: Started, renderer: FakeRenderer, django_assert_max_num_queries: Callable[..., object]
) -> None:
    issuing.issue_chunk(job_id=started().pk)  # makes the team's sequence
    small = started("Name,Course\nAna,Chess\n")
    large = started("Name,Course\n" + "".join(f"P{n},Chess\n" for n in range(40)))
    counts = []
    for job in (small, large):
        with django_assert_max_num_queries(40) as captured:
            issuing.issue_chunk(job_id=job.pk)
        counts.append(len([q for q in captured.captured_queries if "INSERT" not in q["sql"]]))  # type: ignore[attr-defined]
    # Inserts of many rows may be cut by SQLite's limit of parameters; all else is the same.
    assert counts[0] == counts[1]
