"""One certificate without a list: the same checks, rows and numbers as a job of many."""

from collections.abc import Iterator

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse

from accounts.models import Team
from certificates import tasks
from certificates.models import BulkGenerationJob, Certificate
from certificates.services import issuing, single, single_pictures
from iconikcerts.common.errors import DomainError
from templates_app.models import TemplateVersion
from templates_app.rendering import RenderError
from tests.certificates.conftest import FakeRenderer
from tests.factories.designs import make_document, make_version
from tests.factories.people import make_team

VALUES = {"recipient.name": "Ana Ortiz", "course.title": "Chess", "recipient.email": "ana@example.org"}


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    """The tests work on rows and pictures themselves, and start without pictures."""
    for task in (tasks.work_on_job, tasks.draw_single, tasks.package_job):
        monkeypatch.setattr(task, "apply_async", lambda *_, **__: None)
    cache.clear()
    yield
    cache.clear()


@pytest.fixture
def form_url(version: TemplateVersion) -> str:
    return reverse("certificates:single", args=[version.template.slug])


def test_the_form_has_the_fields_of_the_design_by_their_labels(editor: Client, form_url: str) -> None:
    form = editor.get(form_url).context["form"]
    assert [(field.name, field.label, field.field.required) for field in form.main] == [
        ("recipient.name", "Recipient name", True),
        ("course.title", "Course", True),
        ("recipient.email", "Recipient email", False),
        ("send_email", "Send by email; answers go to you", False),
    ]
    assert [field.name for field in form.aside] == list(single.OPTION_KEYS)


def test_a_choice_is_made_from_a_list_and_judged_by_its_rules(editor: Client, team: Team) -> None:
    document = make_document()
    document["fields"] += [
        {"key": "grade", "label": "Grade", "type": "choice", "options": ["Pass", "Merit"]},
        {"key": "passed", "label": "Passed", "type": "boolean", "required": True},
        {"key": "note", "label": "Note", "type": "long_text"},
        {"key": "line", "label": "Line", "type": "text", "formula": "upper(grade)"},
    ]
    slug = make_version(team=team, document=document).template.slug
    page = editor.get(reverse("certificates:single", args=[slug]))
    fields = page.context["form"].fields
    assert {key: type(fields[key].widget).__name__ for key in ("grade", "passed", "note")} == {
        "grade": "Select",
        "passed": "Select",
        "note": "Textarea",
    }
    assert fields["grade"].widget.choices == [("", "–"), ("Pass", "Pass"), ("Merit", "Merit")]
    assert "line" not in fields

    typed = {"recipient.name": "Ana", "course.title": "Chess", "grade": "Superb", "passed": ""}
    again = editor.post(reverse("certificates:single", args=[slug]), typed)
    assert again.context["form"].errors == {
        "grade": ["'Superb' is no choice of Grade. Choose one of: Pass, Merit."],
        "passed": ["Enter the passed."],
    }


def test_a_photo_that_the_team_does_not_have_is_refused_as_in_a_list(editor: Client, team: Team) -> None:
    document = make_document()
    document["fields"].append({"key": "recipient.photo", "label": "Photo", "type": "image"})
    slug = make_version(team=team, document=document).template.slug
    typed = {"recipient.name": "Ana", "course.title": "Chess", "recipient.photo": "gone.png"}

    form = editor.post(reverse("certificates:single", args=[slug]), typed).context["form"]
    [fault] = form.errors["recipient.photo"]
    assert fault.startswith("Your team has no picture 'gone.png'. ")
    assert BulkGenerationJob.objects.count() == 0


def test_a_single_certificate_is_a_job_of_one_row(
    editor: Client, form_url: str, renderer: FakeRenderer
) -> None:
    dates = {"certificate.issued_on": "2026-05-01", "certificate.expires_on": "2028-05-01"}
    response = editor.post(form_url, VALUES | dates)
    job = BulkGenerationJob.objects.get()
    made = reverse("certificates:single_made", args=[job.pk])
    assert response["Location"] == made
    assert (job.name, job.status, job.rows.count()) == ("Ana Ortiz", "processing", 1)
    assert f'hx-get="{made}"' in editor.get(made).content.decode()
    issuing.issue_chunk(job_id=job.pk)
    certificate = Certificate.objects.get()
    assert (certificate.recipient_name, certificate.title) == ("Ana Ortiz", "Chess")
    assert (str(certificate.issued_on), str(certificate.expires_on)) == ("2026-05-01", "2028-05-01")
    page = reverse("certificates:certificate", args=[certificate.pk])
    assert editor.get(made)["Location"] == page
    assert editor.get(made, headers={"HX-Request": "true"})["HX-Redirect"] == page


@pytest.mark.parametrize(
    ("changes", "field", "words"),
    [
        ({"recipient.name": " "}, "recipient.name", "Enter the recipient name."),
        ({"recipient.email": "ana at example"}, "recipient.email", "ana at example"),
        ({"certificate.issued_on": "31.31.2026"}, "certificate.issued_on", "31.31.2026"),
    ],
)
def test_a_bad_value_is_said_at_its_field_by_the_rules_of_lists(
    editor: Client, form_url: str, changes: dict[str, str], field: str, words: str
) -> None:
    response = editor.post(form_url, VALUES | changes)
    assert response.status_code == 422
    [said] = response.context["form"].errors[field]
    assert words in said
    assert not BulkGenerationJob.objects.exists()


def test_contradicting_dates_and_an_exhausted_quota_are_said_and_leave_nothing_behind(
    editor: Client, form_url: str, settings: object
) -> None:
    dates = {"certificate.issued_on": "2026-05-01", "certificate.expires_on": "2026-04-01"}
    response = editor.post(form_url, VALUES | dates)
    assert response.status_code == 422
    assert "would expire on 2026-04-01" in response.content.decode()
    settings.FREE_CERTIFICATES_PER_MONTH = 0  # type: ignore[attr-defined]
    response = editor.post(form_url, VALUES)
    assert response.status_code == 422
    assert "are left" in response.content.decode()
    assert not BulkGenerationJob.objects.exists()


def test_numbers_go_on_by_the_pattern_of_the_latest_job(
    editor: Client, form_url: str, renderer: FakeRenderer, team: Team, version: TemplateVersion
) -> None:
    for pattern in ("AB-{seq}", ""):
        job = single.issue(team=team, by=team.owner, version=version, values=VALUES, number_pattern=pattern)
        issuing.issue_chunk(job_id=job.pk)
    assert sorted(Certificate.objects.values_list("number", flat=True)) == ["AB-1", "AB-2"]


def test_what_failed_can_be_changed_and_tried_again(
    editor: Client, form_url: str, renderer: FakeRenderer
) -> None:
    renderer.bad = {"Ana Ortiz"}
    editor.post(form_url, VALUES)
    job = BulkGenerationJob.objects.get()
    issuing.issue_chunk(job_id=job.pk)
    page = editor.get(reverse("certificates:single_made", args=[job.pk]))
    assert "“Ana Ortiz” cannot be drawn." in page.content.decode()
    form = editor.get(page.context["again_url"]).context["form"]
    assert (form["recipient.name"].value(), form["course.title"].value()) == ("Ana Ortiz", "Chess")


def test_a_job_of_many_has_its_own_page(editor: Client, started: object) -> None:
    job = started()  # type: ignore[operator]
    assert editor.get(reverse("certificates:single_made", args=[job.pk]))["Location"] == reverse(
        "certificates:job", args=[job.pk]
    )


def test_a_picture_is_drawn_of_what_is_typed_and_shown_once_it_is_there(
    editor: Client, version: TemplateVersion, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    drawn: list[dict[str, str]] = []

    def render(_: object, values: dict[str, str], **__: object) -> bytes:
        drawn.append(values)
        return b"picture"

    monkeypatch.setattr(single_pictures, "render_image", render)
    ask = reverse("certificates:single_sketch", args=[version.pk])
    sketch = editor.post(ask, {"recipient.name": "Ana"}).context["sketch"]
    assert sketch.state == "drawing"
    image = reverse("certificates:single_sketch_image", args=[sketch.key])
    assert editor.get(image).status_code == 404
    single_pictures.draw(team_id=team.pk, key=sketch.key)
    single_pictures.draw(team_id=team.pk, key=sketch.key)
    assert [values["recipient.name"] for values in drawn] == ["Ana"]
    state = editor.get(reverse("certificates:single_sketch_state", args=[sketch.key]))
    assert state.context["sketch"].state == "ready"
    assert "hx-get" not in state.content.decode()
    assert editor.get(image).content == b"picture"
    assert editor.post(ask, {"recipient.name": "Ana"}).context["sketch"].state == "ready"


def test_an_empty_form_shows_the_samples_of_the_design(team: Team) -> None:
    version = make_version(team=team)
    values = single_pictures.drawn_values(team, version, {})
    assert (values["recipient.name"], values["course.title"]) == ("Amina Okonkwo", "Applied Data Analysis")
    typed = single_pictures.drawn_values(team, version, {"recipient.name": "Ana"})
    assert (typed["recipient.name"], typed["course.title"]) == ("Ana", "")


def test_why_there_is_no_picture_is_said(
    editor: Client, version: TemplateVersion, team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    def render(*_: object, **__: object) -> bytes:
        raise RenderError("There is no browser.", mend="Install one.")

    monkeypatch.setattr(single_pictures, "render_image", render)
    sketch = single_pictures.sketch(team=team, version=version, typed={"recipient.name": "Ana"})
    single_pictures.draw(team_id=team.pk, key=sketch.key)
    page = editor.get(reverse("certificates:single_sketch_state", args=[sketch.key])).content.decode()
    assert "There is no browser. Install one." in page


def test_no_picture_design_or_key_of_another_team_is_shown(
    editor: Client, stranger: Client, version: TemplateVersion, team: Team
) -> None:
    sketch = single_pictures.sketch(team=team, version=version, typed={"recipient.name": "Ana"})
    foreign = make_version(team=make_team())
    answers = [
        stranger.post(reverse("certificates:single_sketch", args=[version.pk])).status_code,
        stranger.get(reverse("certificates:single", args=[version.template.slug])).status_code,
        stranger.get(reverse("certificates:single_sketch_image", args=[sketch.key])).status_code,
        editor.post(reverse("certificates:single_sketch", args=[foreign.pk])).status_code,
    ]
    assert answers == [404] * 4
    state = stranger.get(reverse("certificates:single_sketch_state", args=[sketch.key]))
    assert state.context["sketch"].state == "failed"


def test_a_viewer_issues_nothing(viewer: Client, form_url: str, version: TemplateVersion) -> None:
    answers = [
        viewer.get(reverse("certificates:single_designs")).status_code,
        viewer.get(form_url).status_code,
        viewer.post(form_url, VALUES).status_code,
        viewer.post(reverse("certificates:single_sketch", args=[version.pk])).status_code,
    ]
    assert answers == [403] * 4
    assert not BulkGenerationJob.objects.exists()


def test_the_service_refuses_what_the_form_would(team: Team, version: TemplateVersion) -> None:
    with pytest.raises(DomainError, match="There is no recipient name"):
        single.issue(team=team, by=team.owner, version=version, values={"course.title": "Chess"})


def test_a_tick_sends_the_certificate_and_answers_go_to_whoever_issued_it(
    editor: Client, form_url: str, renderer: FakeRenderer, team: Team
) -> None:
    editor.post(form_url, VALUES | {"send_email": "on"})
    job = BulkGenerationJob.objects.get()
    issuing.issue_chunk(job_id=job.pk)
    assert [(d.address, d.state) for d in job.deliveries.all()] == [("ana@example.org", "waiting")]
    assert job.options["reply_to"] == team.owner.email


def test_without_the_tick_nothing_is_sent(editor: Client, form_url: str, renderer: FakeRenderer) -> None:
    editor.post(form_url, VALUES)
    job = BulkGenerationJob.objects.get()
    issuing.issue_chunk(job_id=job.pk)
    assert job.deliveries.count() == 0


def test_a_tick_without_an_address_says_what_to_do(editor: Client, form_url: str) -> None:
    response = editor.post(form_url, VALUES | {"recipient.email": "", "send_email": "on"})
    assert response.status_code == 422
    errors = response.context["form"].errors["recipient.email"]
    assert errors == ["There is no address. Add one or untick “Send by email”."]
    assert BulkGenerationJob.objects.count() == 0
