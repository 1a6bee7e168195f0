"""When pictures of versions are asked for: once for a row of saves, at once for what is published, never in vain."""

from typing import Any

import pytest
from django.core.cache import cache
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import Team
from templates_app import tasks
from templates_app.models import Template
from templates_app.rendering import RenderError
from templates_app.services import previews, templates
from tests.factories import make_document
from tests.templates_app.pictures_data import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, int]]:
    """What was put on the queue: ids of versions, and the seconds that a worker waits first."""
    cache.clear()
    sent: list[tuple[str, int]] = []

    def send(args: list[str], kwargs: dict[str, Any], countdown: int) -> None:
        sent.append((args[0], countdown))

    monkeypatch.setattr(tasks.make_preview, "apply_async", send)
    return sent


@pytest.fixture
def template(
    team: Team,
    queue: list[tuple[str, int]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> Template:
    with django_capture_on_commit_callbacks(execute=True):
        return templates.create(team=team, name="Course", document=make_document(), by=None)


def test_a_row_of_saves_is_drawn_once_and_a_while_after_the_first(
    template: Template,
    queue: list[tuple[str, int]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        for title in ("Second", "Third"):
            templates.save_draft(template=template, document=make_document(title=title), by=None)
    draft = template.versions.get()
    assert queue == [(str(draft.pk), 10)]

    with django_capture_on_commit_callbacks(execute=True):
        templates.publish(template=template, by=None)
    assert queue[1:] == [(str(draft.pk), 0)]


def test_what_is_drawn_already_is_not_asked_for(
    template: Template,
    queue: list[tuple[str, int]],
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    draft = template.versions.get()
    name = f"{template.pk}/1-{draft.document_sha256[:16]}.jpg"
    previews.keep(version=draft, name=name, picture=picture())
    with django_capture_on_commit_callbacks(execute=True):
        templates.publish(template=template, by=None)

    assert len(queue) == 1  # of the beginning


def test_why_a_version_cannot_be_drawn_is_kept_for_whoever_looks(
    template: Template, monkeypatch: pytest.MonkeyPatch
) -> None:
    def fail(*args: object, **kwargs: object) -> bytes:
        raise RenderError("The design cannot be laid out.", mend="Correct it.")

    monkeypatch.setattr(previews, "render_image", fail)
    draft = template.versions.get()
    assert previews.fault(draft) == ""
    with pytest.raises(RenderError):
        tasks.make_preview(str(draft.pk))
    assert previews.fault(draft) == "The design cannot be laid out. Correct it."

    templates.save_draft(template=template, document=make_document(title="Mended"), by=None)
    assert previews.fault(template.versions.get()) == ""


def test_a_draft_that_was_deleted_before_it_was_drawn_is_passed_over(template: Template) -> None:
    draft = template.versions.get()
    template.delete()
    tasks.make_preview(str(draft.pk))
    assert not Template.objects.exists()
