"""The job pages: who may see what, and what they say."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from certificates import tasks
from certificates.models import BulkGenerationJob, Certificate
from certificates.services import issuing, jobs, packaging
from tests.certificates.conftest import TEN, FakeRenderer

Make = Callable[..., BulkGenerationJob]


def finished(job: BulkGenerationJob) -> BulkGenerationJob:
    while issuing.issue_chunk(job_id=job.pk):
        pass
    jobs.finish_if_done(job_id=job.pk, queue=False)
    packaging.package(job_id=job.pk)
    job.refresh_from_db()
    return job


def addresses(job: BulkGenerationJob) -> dict[str, str]:
    """Every address with an id in it, and its method."""
    named = {
        name: reverse(f"certificates:{name}", args=[job.pk])
        for name in (
            "job",
            "job_progress",
            "job_design",
            "job_recipients",
            "job_blank",
            "job_map",
            "job_review",
            "job_options",
            "job_summary",
            "job_discard",
            "job_zip",
            "job_report",
            "job_start",
            "job_cancel",
            "job_retry",
        )
    }
    for name in ("job_row", "job_row_picture", "job_row_image"):
        named[name] = reverse(f"certificates:{name}", args=[job.pk, 2])
    certificate = job.certificates.first()
    if certificate:
        named["certificate_pdf"] = reverse("certificates:certificate_pdf", args=[certificate.pk])
    return named


POSTED = ("job_start", "job_cancel", "job_retry", "job_discard")


def test_without_a_log_in_every_page_leads_to_the_log_in(client: Client, started: Make) -> None:
    job = started()
    pages = [reverse("certificates:jobs"), reverse("certificates:job_new"), *addresses(job).values()]
    for page in pages:
        response = client.get(page)
        if response.status_code != 405:  # what only takes a POST
            assert response["Location"] == f"{reverse('account_login')}?next={page}"


def test_no_id_of_another_team_opens_anything(
    stranger: Client, started: Make, renderer: FakeRenderer
) -> None:
    renderer.bad = {"Person 3"}
    job = finished(started())
    answers = {
        name: (stranger.post if name in POSTED else stranger.get)(address).status_code
        for name, address in addresses(job).items()
    }
    assert answers == dict.fromkeys(addresses(job), 404)
    assert "Person" not in stranger.get(reverse("certificates:jobs")).content.decode()


def test_a_viewer_sees_everything_and_changes_nothing(
    viewer: Client, started: Make, renderer: FakeRenderer
) -> None:
    job = finished(started())
    for name in ("job", "job_progress", "job_zip", "certificate_pdf"):
        assert viewer.get(addresses(job)[name], follow=True).status_code == 200, name
    for name in (*POSTED, "job_design", "job_recipients", "job_map", "job_options", "job_row"):
        assert viewer.post(addresses(job)[name]).status_code == 403, name
    assert viewer.get(reverse("certificates:job_new")).status_code == 403


def test_a_start_leads_to_the_job_whose_progress_polls_until_it_has_ended(
    editor: Client, draft: Make, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.work_on_job, "apply_async", lambda *_, **__: None)
    job = draft()
    response = editor.post(reverse("certificates:job_start", args=[job.pk]))
    assert response["Location"] == reverse("certificates:job", args=[job.pk])
    progress = reverse("certificates:job_progress", args=[job.pk])
    assert f'hx-get="{progress}?show=all&amp;page=1"' in editor.get(progress).content.decode()
    finished(BulkGenerationJob.objects.get())
    assert "hx-get" not in editor.get(progress).content.decode()


def test_a_finished_job_gives_its_zip_report_and_files(
    editor: Client, started: Make, renderer: FakeRenderer
) -> None:
    job = finished(started("Name,Course\nAna,Chess\n,Go\n"))
    certificate = Certificate.objects.get()
    archive = editor.get(addresses(job)["job_zip"], follow=True)
    assert archive["Content-Disposition"] == 'attachment; filename="people.zip"'
    assert b"".join(archive.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    report = editor.get(addresses(job)["job_report"], follow=True)
    assert report["Content-Disposition"] == 'attachment; filename="people-to-mend.csv"'
    assert "There is no recipient name." in b"".join(report.streaming_content).decode()  # type: ignore[attr-defined]
    pdf = editor.get(addresses(job)["certificate_pdf"], follow=True)
    assert b"".join(pdf.streaming_content) == certificate.file.open("rb").read()  # type: ignore[attr-defined]


def test_a_zip_is_only_there_once_the_job_has_ended(editor: Client, started: Make) -> None:
    assert editor.get(addresses(started())["job_zip"]).status_code == 404


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_queries_for_one_job_and_for_three(
    editor: Client, draft: Make, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for _ in range(count):
        draft()
    with django_assert_num_queries(7):
        page = editor.get(reverse("certificates:jobs"))
    assert len(page.context["jobs"]) == count


@pytest.mark.parametrize("text", ["Name,Course\nAna,Chess\n", TEN])
def test_the_progress_costs_the_same_queries_for_one_row_and_for_ten(
    editor: Client, started: Make, text: str, django_assert_num_queries: Callable[..., object]
) -> None:
    address = addresses(started(text))["job_progress"]
    with django_assert_num_queries(9):
        editor.get(address)
