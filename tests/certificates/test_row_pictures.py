"""Certificates of rows that are not issued yet, as the review shows them."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.test import Client
from django.urls import reverse
from redis.exceptions import ConnectionError as RedisConnectionError

from certificates import tasks
from certificates.models import BulkGenerationJob
from certificates.services import row_pictures
from templates_app.rendering import RenderError

Make = Callable[..., BulkGenerationJob]
MIXED = "Name,Course\nAna,Chess\n,Go\nBen,Chess\nAna,Chess\n"


def row(job: BulkGenerationJob, line: int, name: str = "job_row") -> str:
    return reverse(f"certificates:{name}", args=[job.pk, line])


class Engine:
    """Stands in for the engine: says what it was asked to draw. tests/e2e has the real one draw."""

    def __init__(self) -> None:
        self.values: list[dict[str, str]] = []
        self.fault: Exception | None = None

    def __call__(self, document: Any, values: dict[str, str], **_: Any) -> bytes:
        if self.fault:
            raise self.fault
        self.values.append(values)
        return b"a picture"


@pytest.fixture
def engine(monkeypatch: pytest.MonkeyPatch) -> Engine:
    """The engine behind the queue, with nothing in the cache."""
    cache.clear()
    fake = Engine()
    monkeypatch.setattr(row_pictures, "render_image", fake)
    return fake


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[tuple[object, ...]]:
    """What was put on the queue."""
    sent: list[tuple[object, ...]] = []
    monkeypatch.setattr(tasks.draw_row, "apply_async", lambda args, *_, **__: sent.append(tuple(args)))
    return sent


def test_a_picture_is_asked_for_once_and_looked_for_until_it_is_there(
    editor: Client,
    draft: Make,
    engine: Engine,
    asked: list[tuple[object, ...]],
    django_capture_on_commit_callbacks: Callable[..., Any],
) -> None:
    job = draft()
    with django_capture_on_commit_callbacks(execute=True):
        editor.get(row(job, 2))
        page = editor.get(row(job, 2, "job_row_picture")).content.decode()
    assert asked == [(str(job.pk), 2, 0)]
    assert f'hx-get="{row(job, 2, "job_row_picture")}?sheet=0&amp;tries=1"' in page
    assert editor.get(row(job, 2, "job_row_image")).status_code == 404
    tasks.draw_row(*asked[0])
    page = editor.get(row(job, 2, "job_row_picture")).content.decode()
    assert ("hx-get" in page, row(job, 2, "job_row_image") in page) == (False, True)
    assert editor.get(row(job, 2, "job_row_image")).content == b"a picture"


def test_a_picture_shows_what_would_be_issued(editor: Client, draft: Make, engine: Engine) -> None:
    job = draft()
    job.options = {"issued_on": "2026-05-06", "number_pattern": "C-{seq:03}"}
    job.save()
    row_pictures.draw(job_id=job.pk, line=3, page=0)
    shown = engine.values[0]
    assert {key: shown[key] for key in ("recipient.name", "certificate.number", "certificate.issued_on")} == {
        "recipient.name": "Person 2",
        "certificate.number": "C-001",
        "certificate.issued_on": "2026-05-06",
    }


def test_a_row_that_did_not_change_is_not_drawn_again_and_one_that_did_is(
    editor: Client, draft: Make, engine: Engine
) -> None:
    job = draft()
    row_pictures.draw(job_id=job.pk, line=2, page=0)
    row_pictures.draw(job_id=job.pk, line=2, page=0)
    editor.post(row(job, 2), {"cell-0": "Eva"})
    row_pictures.draw(job_id=job.pk, line=2, page=0)
    assert [values["recipient.name"] for values in engine.values] == ["Person 1", "Eva"]


def test_without_the_cache_the_row_can_still_be_mended(
    editor: Client, draft: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    def away(*_: object, **__: object) -> None:
        raise RedisConnectionError("Connection refused")

    monkeypatch.setattr(type(cache._connections["default"]), "get", away)  # type: ignore[attr-defined]
    page = editor.get(row(draft(), 2)).content.decode()
    assert "Pictures cannot be made at the moment." in page
    assert 'name="cell-0" value="Person 1"' in page


def test_a_design_that_cannot_be_drawn_says_why(editor: Client, draft: Make, engine: Engine) -> None:
    job = draft()
    engine.fault = RenderError("The picture 'logo' of the design is not there.", mend="Upload it again.")
    row_pictures.draw(job_id=job.pk, line=2, page=0)
    page = editor.get(row(job, 2)).content.decode()
    assert "This certificate cannot be drawn" in page
    assert "Upload it again." in page


@pytest.mark.parametrize("text", ["Name,Course\nAna,Chess\n", MIXED])
def test_a_row_costs_the_same_queries_however_long_the_list(
    editor: Client,
    draft: Make,
    text: str,
    django_assert_num_queries: Callable[..., object],
    asked: list[tuple[object, ...]],
) -> None:
    cache.clear()
    address = row(draft(text), 2)
    with django_assert_num_queries(10):
        editor.get(address)
