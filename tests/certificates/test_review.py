"""Rows of a draft: seen, mended one at a time, left out, and drawn before they are issued."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent
from certificates import tasks
from certificates.models import BulkGenerationJob
from certificates.services import intake, row_pictures
from templates_app.rendering import RenderError
from tests.factories import make_version

Make = Callable[..., BulkGenerationJob]
HTMX = {"HX-Request": "true"}
MIXED = "Name,Course\nAna,Chess\n,Go\nBen,Chess\nAna,Chess\n"


def review(job: BulkGenerationJob) -> str:
    return reverse("certificates:job_review", args=[job.pk])


def row(job: BulkGenerationJob, line: int, name: str = "job_row") -> str:
    return reverse(f"certificates:{name}", args=[job.pk, line])


def listed(page: HttpResponse) -> list[tuple[int, str, list[str]]]:
    return [
        (entry.row.line, entry.row.state, [problem.code for problem in entry.problems])
        for entry in page.context["rows"]  # type: ignore[attr-defined]
    ]


def facts(job: BulkGenerationJob) -> dict[int, tuple[str, str, list[str]]]:
    return {
        row.line: (row.recipient_name, row.state, [problem["code"] for problem in row.problems])
        for row in job.rows.all()
    }


def test_every_row_is_listed_with_its_state_and_what_is_wrong(editor: Client, draft: Make) -> None:
    page = editor.get(review(draft(MIXED)))
    assert listed(page) == [
        (2, "ready", []),
        (3, "invalid", ["missing_value"]),
        (4, "ready", []),
        (5, "invalid", ["duplicate_row"]),
    ]
    assert page.context["totals"] == {"all": 4, "bad": 2, "remarks": 0, "ready": 2}


def test_a_view_shows_the_rows_to_mend_alone(editor: Client, draft: Make) -> None:
    page = editor.get(review(draft(MIXED)), {"show": "bad"})
    assert [line for line, _, _ in listed(page)] == [3, 5]


def test_pages_hold_fifty_rows_and_keep_the_view(editor: Client, draft: Make) -> None:
    job = draft("Name,Course\n" + "".join(f"P{n},Chess\n" for n in range(120)))
    page = editor.get(review(job), {"show": "ready", "page": "3"})
    assert [line for line, _, _ in listed(page)] == list(range(102, 122))
    assert "?show=ready&amp;page=2" in page.content.decode()


@pytest.mark.parametrize("count", [1, 3, 120])
@pytest.mark.parametrize("name", ["Ana", ""])
def test_the_review_costs_the_same_queries_however_long_the_list(
    editor: Client, draft: Make, count: int, name: str, django_assert_num_queries: Callable[..., object]
) -> None:
    text = "Name,Course\n" + "".join(f"{name},Chess {n}\n" for n in range(count))
    address = review(draft(text))
    with django_assert_num_queries(9):
        editor.get(address)


def test_a_row_is_mended_where_it_stands(editor: Client, draft: Make) -> None:
    job = draft(MIXED)
    answer = editor.post(row(job, 3), {"cell-0": "Eva"}, headers=HTMX)
    assert answer.status_code == 200
    page = answer.content.decode()
    assert page.lstrip().startswith('<tbody id="row-3" data-state="ready">')
    assert 'hx-swap-oob="true"' in page
    assert answer.context["totals"] == {"all": 4, "bad": 1, "remarks": 0, "ready": 3}
    assert facts(job)[3] == ("Eva", "ready", [])
    assert AuditEvent.objects.get(action="job.mend_row").data == {"line": 3}


def test_without_scripts_a_mended_row_leads_back_to_its_place_in_the_list(
    editor: Client, draft: Make
) -> None:
    job = draft(MIXED)
    data = {"cell-0": "Eva", "go": "list", "show": "bad", "page": "1"}
    assert editor.post(row(job, 3), data)["Location"] == f"{review(job)}?show=bad&page=1#row-3"


def test_a_text_that_is_still_wrong_is_kept_and_said(editor: Client, draft: Make) -> None:
    job = draft("Name,Course,E-mail\nAna,Chess,ana at example\n")
    answer = editor.post(row(job, 2), {"cell-2": "ana@@example.org"}, headers=HTMX)
    assert answer.status_code == 422
    saved = job.rows.get()
    assert (saved.cells[2], saved.state) == ("ana@@example.org", "invalid")


def test_cells_that_are_not_sent_stay_as_the_file_gave_them(editor: Client, draft: Make) -> None:
    job = draft("Name,Course,Remark\n,Chess  ,=1+1\n")
    editor.post(row(job, 2), {"cell-0": "Ana", "cell-9": "not a column"})
    assert job.rows.get().cells == ["Ana", "Chess  ", "=1+1"]


def test_what_was_mended_outlives_another_choice_of_columns_and_another_design(
    editor: Client, draft: Make
) -> None:
    job = draft("Name,Course,Subject\n,Chess,Go\nBen,Go,Chess\n")
    editor.post(row(job, 2), {"cell-0": "Ana"})
    job.refresh_from_db()
    intake.reread(job=job, columns={"recipient.name": "0", "course.title": "2"})
    assert [(each.recipient_name, each.values["course.title"]) for each in job.rows.order_by("line")] == [
        ("Ana", "Go"),
        ("Ben", "Chess"),
    ]
    intake.change_design(job=job, version=make_version(team=job.team, slug="other"))
    assert facts(job)[2][:2] == ("Ana", "ready")


def test_the_file_s_own_text_is_shown_beside_the_change_and_can_be_had_back(
    editor: Client, draft: Make
) -> None:
    job = draft("Name,Course\nAna,Ches\n")
    editor.post(row(job, 2), {"cell-1": "Chess"})
    editor.post(row(job, 2), {"cell-1": "Chess!"})
    cells = editor.get(row(job, 2)).context["row"].cells
    assert [(cell.text, cell.was) for cell in cells] == [("Ana", None), ("Chess!", "Ches")]
    editor.post(row(job, 2), {"cell-1": "Ches"})
    job.refresh_from_db()
    assert job.source["edits"] == {}


def test_a_duplicate_is_told_anew_when_either_row_changes(editor: Client, draft: Make) -> None:
    job = draft(MIXED)
    editor.post(row(job, 2), {"cell-0": "Anna"})
    assert facts(job)[5] == ("Ana", "ready", [])
    editor.post(row(job, 4), {"cell-0": "Ana"})
    assert facts(job)[5] == ("Ana", "invalid", ["duplicate_row"])


def test_doubtful_dates_are_read_as_the_whole_column_was(editor: Client, draft: Make) -> None:
    # 25/12 says that the column puts the day first, against the habit of the design's language.
    job = draft("Name,Course,Date of issue\n,Chess,03/04/2026\nBen,Go,25/12/2026\n")
    editor.post(row(job, 2), {"cell-0": "Ana", "cell-2": "05/04/2026"})
    assert job.rows.get(line=2).values["certificate.issued_on"] == "2026-04-05"


def test_cells_beyond_the_header_can_be_emptied(editor: Client, draft: Make) -> None:
    job = draft('Name,Course\nAna,Chess,"for, beginners"\nBen,Go\n')
    assert facts(job)[2][1] == "invalid"
    assert [cell.index for cell in editor.get(row(job, 2)).context["row"].cells] == [0, 1, 2]
    editor.post(row(job, 2), {"cell-1": "Chess for beginners", "cell-2": ""})
    saved = job.rows.get(line=2)
    assert (saved.state, saved.values["course.title"]) == ("ready", "Chess for beginners")


def test_a_row_can_be_left_out_and_taken_back_in(editor: Client, draft: Make) -> None:
    job = draft("Name,Course\nAna,Chess\nAna,Chess\n")
    editor.post(row(job, 2), {"act": "leave-out"})
    assert facts(job) == {2: ("Ana", "invalid", ["left_out"]), 3: ("Ana", "ready", [])}
    job.refresh_from_db()
    intake.load(job=job, mapping=intake.mapping_from_pairs(job=job, pairs=[]))
    assert facts(job) == {2: ("Ana", "invalid", ["left_out"]), 3: ("Ana", "ready", [])}
    editor.post(row(job, 2), {"act": "take-in"})
    assert facts(job) == {2: ("Ana", "ready", []), 3: ("Ana", "invalid", ["duplicate_row"])}


def test_next_and_previous_stay_in_the_view(editor: Client, draft: Make) -> None:
    job = draft(MIXED)
    page = editor.get(row(job, 3), {"show": "bad"})
    assert dict(page.context["beside"]) == {"previous": None, "next": 5, "before": 0, "total": 2}
    response = editor.post(row(job, 3), {"cell-0": "Eva", "show": "bad", "go": "next"})
    assert response["Location"] == f"{row(job, 5)}?show=bad"


def test_a_row_that_is_not_mended_yet_is_not_left(editor: Client, draft: Make) -> None:
    job = draft(MIXED)
    response = editor.post(row(job, 3), {"cell-0": " ", "show": "bad", "go": "next"})
    assert response["Location"] == f"{row(job, 3)}?show=bad"


def test_a_line_that_the_list_does_not_have_is_not_found(editor: Client, draft: Make) -> None:
    job = draft()
    for name in ("job_row", "job_row_picture", "job_row_image"):
        assert editor.get(row(job, 99, name)).status_code == 404, name
    assert editor.post(row(job, 99), {"cell-0": "Eva"}).status_code == 404


def test_a_started_job_is_not_mended(editor: Client, started: Make) -> None:
    job = started()
    assert editor.post(row(job, 2), {"cell-0": "Eva"}).status_code == 409
    assert facts(job)[2][0] == "Person 1"


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
