"""The wizard from a design to the columns of a list: each step has an address and is kept at once."""

import io
from collections.abc import Callable

import pytest
from django.core.files.storage import default_storage
from django.core.files.uploadedfile import SimpleUploadedFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import load_workbook

from accounts.models import AuditEvent, Team
from certificates.models import BulkGenerationJob
from certificates.services import drafts
from templates_app.models import TemplateVersion
from tests.certificates.conftest import TEN
from tests.factories import make_version

Make = Callable[..., BulkGenerationJob]
HTMX = {"HX-Request": "true"}


@pytest.fixture
def empty(team: Team, version: TemplateVersion) -> BulkGenerationJob:
    """A draft with a design and nothing else."""
    return drafts.begin(team=team, by=team.owner, version=version)


def at(name: str, job: BulkGenerationJob) -> str:
    return reverse(f"certificates:job_{name}", args=[job.pk])


def send_file(
    client: Client, job: BulkGenerationJob, content: bytes = TEN.encode(), name: str = "Spring course.csv"
) -> HttpResponse:
    data = {"by": "file", "recipients": SimpleUploadedFile(name, content)}
    return client.post(at("recipients", job), data)  # type: ignore[return-value]


def states(page: HttpResponse) -> list[tuple[str, str, bool]]:
    """Label and state of each step, and whether it can be opened."""
    return [(step.label, step.state, bool(step.url)) for step in page.context["steps"]]  # type: ignore[attr-defined]


def rows(job: BulkGenerationJob) -> list[tuple[str, str]]:
    return [(row.recipient_name, row.values["course.title"]) for row in job.rows.order_by("line")]


def test_a_design_makes_a_draft_that_the_list_of_jobs_leads_back_to(
    editor: Client, version: TemplateVersion
) -> None:
    response = editor.post(reverse("certificates:job_new"), {"design": version.template.slug})
    job = BulkGenerationJob.objects.get()
    assert (job.status, job.name, job.template_version) == ("draft", "Plain", version)
    assert response["Location"] == at("recipients", job)
    assert editor.get(reverse("certificates:job", args=[job.pk]))["Location"] == at("recipients", job)
    assert AuditEvent.objects.filter(action="job.create", target_id=str(job.pk)).count() == 1


def test_without_a_design_nothing_is_made(editor: Client, version: TemplateVersion) -> None:
    response = editor.post(reverse("certificates:job_new"), {"design": "no-such-design"})
    assert (response.status_code, BulkGenerationJob.objects.count()) == (422, 0)
    assert "Choose a design." in response.content.decode()


def test_the_design_of_a_link_is_chosen_already(editor: Client, version: TemplateVersion) -> None:
    page = editor.get(reverse("certificates:job_new"), {"design": version.template.slug}).content.decode()
    assert f'value="{version.template.slug}" required checked' in page


def test_a_design_of_another_team_is_not_offered(editor: Client, version: TemplateVersion) -> None:
    foreign = make_version(slug="foreign").template
    response = editor.post(reverse("certificates:job_new"), {"design": foreign.slug})
    assert (response.status_code, BulkGenerationJob.objects.count()) == (422, 0)


def test_another_design_keeps_the_list_and_matches_it_anew(
    editor: Client, team: Team, draft: Make, version: TemplateVersion
) -> None:
    other = make_version(team=team, slug="other")
    job = draft("Name,Course,E-mail\nAna,Chess,ana@example.org\n")
    response = editor.post(at("design", job), {"design": "other"})
    job.refresh_from_db()
    assert response["Location"] == at("recipients", job)
    assert (job.template_version, job.input_name) == (other, "people.csv")
    assert job.rows.get().values == {
        "recipient.name": "Ana",
        "recipient.email": "ana@example.org",
        "course.title": "Chess",
    }


def test_only_steps_whose_ground_is_laid_can_be_opened(editor: Client, empty: BulkGenerationJob) -> None:
    page = editor.get(at("recipients", empty))
    assert states(page) == [
        ("Design", "done", True),
        ("Recipients", "current", True),
        ("Columns", "todo", False),
        ("Review", "todo", False),
        ("Options", "todo", False),
        ("Issue", "todo", False),
    ]
    assert editor.get(at("map", empty))["Location"] == at("recipients", empty)
    for name in ("review", "options", "summary"):
        assert editor.get(at(name, empty))["Location"] == at("recipients", empty), name


def test_going_back_keeps_the_way_forward_open(editor: Client, draft: Make) -> None:
    page = editor.get(at("recipients", draft()))
    assert states(page)[2:] == [
        ("Columns", "todo", True),
        ("Review", "todo", True),
        ("Options", "todo", True),
        ("Issue", "todo", True),
    ]


def test_a_file_becomes_the_list_and_names_the_job(editor: Client, empty: BulkGenerationJob) -> None:
    response = send_file(editor, empty)
    empty.refresh_from_db()
    assert response["Location"] == at("map", empty)
    assert (empty.name, empty.input_name, empty.rows.count()) == (
        "Plain: Spring course",
        "Spring course.csv",
        10,
    )


def test_another_file_takes_the_place_of_the_first(editor: Client, empty: BulkGenerationJob) -> None:
    send_file(editor, empty)
    empty.refresh_from_db()
    first = str(empty.input_file)
    send_file(editor, empty, b"Name,Course\nBen,Go\n", "Autumn.csv")
    empty.refresh_from_db()
    assert (rows(empty), empty.name) == ([("Ben", "Go")], "Plain: Autumn")
    assert (default_storage.exists(first), default_storage.exists(str(empty.input_file))) == (False, True)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "This file is empty."),
        (b"Name,Course\n", "The file has a header but no rows."),
        (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n1 0 obj", "PDF"),
    ],
)
def test_a_file_that_cannot_be_used_is_said_and_the_list_before_it_stays(
    editor: Client, draft: Make, content: bytes, words: str
) -> None:
    job = draft("Name,Course\nAna,Chess\n")
    response = send_file(editor, job, content)
    assert response.status_code == 422
    assert words in response.content.decode()
    job.refresh_from_db()
    assert (rows(job), job.input_name) == ([("Ana", "Chess")], "people.csv")
    assert default_storage.listdir(f"jobs/{job.pk}")[1] == [str(job.input_file).rsplit("/", 1)[1]]


def test_a_file_over_the_limit_is_refused_with_the_limit(
    editor: Client, empty: BulkGenerationJob, settings: object
) -> None:
    settings.UPLOAD_MAX_MB = 1  # type: ignore[attr-defined]
    response = send_file(editor, empty, b"Name\n" + b"x" * 1_000_001)
    assert response.status_code == 422
    assert "the limit of your plan is 1 MB" in response.content.decode()


def test_cells_copied_from_a_spreadsheet_become_the_list(editor: Client, empty: BulkGenerationJob) -> None:
    text = "Name\tCourse\r\nZoë Łuk\tChess\r\n山田\tGo\r\n"
    response = editor.post(at("recipients", empty), {"by": "paste", "text": text})
    empty.refresh_from_db()
    assert response["Location"] == at("map", empty)
    assert rows(empty) == [("Zoë Łuk", "Chess"), ("山田", "Go")]
    assert "Zoë Łuk" in editor.get(at("recipients", empty)).content.decode()


def test_text_over_the_limit_is_refused_where_it_stands(editor: Client, empty: BulkGenerationJob) -> None:
    page = editor.get(at("recipients", empty), {"by": "paste"}).content.decode()
    assert ("maxlength" in page, 'data-most="1000000"' in page) == (False, True)
    response = editor.post(at("recipients", empty), {"by": "paste", "text": "Ж" * 1_000_001})
    assert response.status_code == 422
    assert "1,000,000 characters fit. Save it as a spreadsheet" in response.content.decode()
    assert "Ж" * 1_000_001 in response.content.decode()


@pytest.mark.parametrize("headers", [{}, HTMX])
def test_what_is_larger_than_any_form_is_told_what_fits(
    editor: Client, empty: BulkGenerationJob, headers: dict[str, str]
) -> None:
    response = editor.post(at("recipients", empty), {"by": "paste", "text": "x" * 5_000_001}, headers=headers)
    page = response.content.decode()
    assert (response.status_code, "<h1>That is too much at once</h1>" in page) == (413, True)
    assert "Pasted or typed text may have 5 MB, a file 50 MB." in page


def test_typed_rows_become_the_list_and_can_be_typed_on(editor: Client, empty: BulkGenerationJob) -> None:
    data = {"by": "type", "row-1": ["Ana", "Chess", ""], "row-2": ["", "", ""], "row-3": ["Ben", "Go", ""]}
    response = editor.post(at("recipients", empty), data)
    empty.refresh_from_db()
    assert response["Location"] == at("map", empty)
    assert rows(empty) == [("Ana", "Chess"), ("Ben", "Go")]
    grid = editor.get(at("recipients", empty)).context["grid"]["rows"]
    assert grid[1] == [("Recipient name", "Ben"), ("Course", "Go"), ("Recipient email", "")]
    assert len(grid) == 5


@pytest.mark.parametrize(("by", "words"), [("type", "No row is filled in yet."), ("paste", "Paste a line")])
def test_an_empty_list_is_said(editor: Client, empty: BulkGenerationJob, by: str, words: str) -> None:
    response = editor.post(at("recipients", empty), {"by": by, "text": " ", "row-1": ["", "", ""]})
    assert response.status_code == 422
    assert words in response.content.decode()


def test_what_is_typed_is_kept_before_it_is_sent(editor: Client, empty: BulkGenerationJob) -> None:
    data = {"by": "type", "row-1": ["Ana", "", ""]}
    assert editor.post(at("recipients", empty), data, headers=HTMX).status_code == 204
    page = editor.get(at("recipients", empty))
    assert (page.context["by"], page.context["grid"]["rows"][0][0]) == ("type", ("Recipient name", "Ana"))
    assert empty.rows.count() == 0


def test_more_rows_can_be_had_without_scripts(editor: Client, empty: BulkGenerationJob) -> None:
    data = {"by": "type", "grow": "1"} | {f"row-{n}": [f"P{n}", "", ""] for n in range(1, 6)}
    response = editor.post(at("recipients", empty), data)
    grid = editor.get(response["Location"]).context["grid"]["rows"]
    assert [row[0][1] for row in grid] == ["P1", "P2", "P3", "P4", "P5", "", "", "", "", ""]


def test_the_blank_spreadsheet_fits_the_design(editor: Client, empty: BulkGenerationJob) -> None:
    response = editor.get(at("blank", empty))
    book = load_workbook(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert [cell.value for cell in book.worksheets[0][1]] == ["Recipient name", "Course", "Recipient email"]
    assert response["Content-Disposition"] == 'attachment; filename="plain-recipients.xlsx"'


def test_a_started_job_has_no_wizard_any_more(editor: Client, started: Make) -> None:
    job = started()
    for name in ("design", "recipients", "map", "options", "summary"):
        assert editor.get(at(name, job)).status_code == 409, name
    assert editor.get(at("review", job))["Location"] == reverse("certificates:job", args=[job.pk])


def test_a_draft_can_be_deleted_with_its_list(editor: Client, draft: Make) -> None:
    job = draft()
    assert editor.post(at("discard", job))["Location"] == reverse("certificates:jobs")
    assert (BulkGenerationJob.objects.count(), default_storage.exists(str(job.input_file))) == (0, False)
    assert AuditEvent.objects.get(action="job.discard").data == {"name": "people"}


def test_a_started_job_cannot_be_deleted(editor: Client, started: Make) -> None:
    assert editor.post(at("discard", started())).status_code == 409
    assert BulkGenerationJob.objects.count() == 1


@pytest.mark.parametrize("name", ["recipients", "map"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_step_costs_the_same_queries_for_one_row_and_for_three(
    editor: Client, draft: Make, name: str, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    address = at(name, draft("Name,Course\n" + "Ana,Chess\n" * count))
    with django_assert_num_queries(7):
        editor.get(address)
