"""The job pages: who may see what, and what they say."""

from collections.abc import Callable

import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from django.urls import reverse

from accounts.models import Team, TeamMember, User
from accounts.services import users
from certificates import tasks
from certificates.models import BulkGenerationJob, Certificate
from certificates.services import issuing, jobs, packaging
from templates_app.models import TemplateVersion
from tests.certificates.conftest import TEN, FakeRenderer

Make = Callable[..., BulkGenerationJob]


@pytest.fixture
def client_of(team: Team) -> Callable[[User], Client]:
    """A browser session of a user in the team of the tests."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        session = client.session
        session["team"] = str(team.pk)
        session.save()
        return client

    return make


@pytest.fixture
def editor(client_of: Callable[[User], Client], team: Team) -> Client:
    return client_of(team.owner)


@pytest.fixture
def stranger(client_of: Callable[[User], Client]) -> Client:
    """Somebody of another team whose session claims to be in this one."""
    return client_of(users.register(email="eve@example.org", name="Eve", password="correct horse battery"))


@pytest.fixture
def viewer(client_of: Callable[[User], Client], team: Team) -> Client:
    user = users.register(email="vic@example.org", name="Vic", password="correct horse battery")
    TeamMember.objects.create(team=team, user=user, role=TeamMember.Role.VIEWER)
    return client_of(user)


def upload(client: Client, version: TemplateVersion, content: bytes = TEN.encode(), name: str = "people.csv"):  # type: ignore[no-untyped-def]
    data = {"design": version.template.slug, "recipients": SimpleUploadedFile(name, content), "name": ""}
    return client.post(reverse("certificates:job_new"), data)


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
            "job_review",
            "job_zip",
            "job_report",
            "job_start",
            "job_cancel",
            "job_retry",
        )
    }
    certificate = job.certificates.first()
    if certificate:
        named["certificate_pdf"] = reverse("certificates:certificate_pdf", args=[certificate.pk])
    return named


POSTED = ("job_start", "job_cancel", "job_retry")


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
        assert viewer.get(addresses(job)[name]).status_code == 200, name
    for name in POSTED:
        assert viewer.post(addresses(job)[name]).status_code == 403, name
    assert viewer.get(reverse("certificates:job_new")).status_code == 403


def test_an_upload_leads_to_the_review_which_says_what_was_read(
    editor: Client, version: TemplateVersion
) -> None:
    response = upload(editor, version, b"Name,Course\nAna,Chess\n,Chess\n")
    job = BulkGenerationJob.objects.get()
    assert response["Location"] == reverse("certificates:job_review", args=[job.pk])
    page = editor.get(response["Location"])
    assert page.context["check"]["good"] == 1
    assert page.context["check"]["bad"] == 1
    assert [problem.where for problem in page.context["check"]["problems"]] == ["line 3, column 'Name'"]
    assert "Issue 1 certificate" in page.content.decode()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"Name,Course\n", "The file has a header but no rows."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_on_the_same_page(
    editor: Client, version: TemplateVersion, content: bytes, words: str
) -> None:
    response = upload(editor, version, content)
    assert response.status_code == 422
    assert words in response.content.decode()
    assert BulkGenerationJob.objects.count() == 0


def test_a_file_over_the_limit_is_refused_with_the_limit(
    editor: Client, version: TemplateVersion, settings: object
) -> None:
    settings.UPLOAD_MAX_MB = 1  # type: ignore[attr-defined]
    response = upload(editor, version, b"Name\n" + b"x" * 1_000_001)
    assert response.status_code == 422
    assert "the limit is 1 MB" in response.content.decode()


def test_another_column_can_be_chosen_and_htmx_gets_the_region_alone(editor: Client, draft: Make) -> None:
    job = draft("Name,Colour\nAna,red\n")
    address = reverse("certificates:job_review", args=[job.pk])
    data = {
        "map-recipient.name": "0",
        "map-course.title": "1",
        "number_pattern": "{seq}",
        "file_name_pattern": "{recipient.name}",
    }
    response = editor.post(address, data, headers={"HX-Request": "true"})
    assert response.status_code == 200
    assert response.content.decode().lstrip().startswith('<form class="review" id="review"')
    assert response.context["check"]["good"] == 1


def test_a_start_with_a_bad_pattern_says_so_and_keeps_the_choices(editor: Client, draft: Make) -> None:
    job = draft()
    data = {"number_pattern": "CERT", "file_name_pattern": "{recipient.name}"}
    response = editor.post(reverse("certificates:job_start", args=[job.pk]), data)
    assert response.status_code == 422
    page = response.content.decode()
    assert "needs {seq} exactly once" in page
    assert 'value="CERT"' in page
    job.refresh_from_db()
    assert job.status == job.Status.DRAFT


def test_a_start_leads_to_the_job_whose_progress_polls_until_it_has_ended(
    editor: Client, draft: Make, renderer: FakeRenderer, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.work_on_job, "apply_async", lambda *_, **__: None)
    job = draft()
    data = {"number_pattern": "{year}-{seq}", "file_name_pattern": "{recipient.name}"}
    response = editor.post(reverse("certificates:job_start", args=[job.pk]), data)
    assert response["Location"] == reverse("certificates:job", args=[job.pk])
    progress = reverse("certificates:job_progress", args=[job.pk])
    assert f'hx-get="{progress}"' in editor.get(progress).content.decode()
    finished(BulkGenerationJob.objects.get())
    assert "hx-get" not in editor.get(progress).content.decode()


def test_a_finished_job_gives_its_zip_report_and_files(
    editor: Client, started: Make, renderer: FakeRenderer
) -> None:
    job = finished(started("Name,Course\nAna,Chess\n,Go\n"))
    certificate = Certificate.objects.get()
    archive = editor.get(addresses(job)["job_zip"])
    assert archive["Content-Disposition"] == 'attachment; filename="people.zip"'
    assert b"".join(archive.streaming_content)[:2] == b"PK"  # type: ignore[attr-defined]
    report = editor.get(addresses(job)["job_report"])
    assert report["Content-Disposition"] == 'attachment; filename="people-to-mend.csv"'
    assert "There is no recipient name." in b"".join(report.streaming_content).decode()  # type: ignore[attr-defined]
    pdf = editor.get(addresses(job)["certificate_pdf"])
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
    with django_assert_num_queries(7):
        editor.get(address)


def test_a_team_of_the_session_that_one_is_not_in_is_not_taken(
    stranger: Client, version: TemplateVersion
) -> None:
    upload(stranger, version)
    assert not BulkGenerationJob.objects.exists()
