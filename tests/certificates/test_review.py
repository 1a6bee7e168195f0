"""Rows of a draft: seen, mended one at a time, left out, and drawn before they are issued."""

import io
from collections.abc import Callable

import pytest
from django.core.files.base import ContentFile
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from openpyxl import Workbook

from accounts.models import AuditEvent, Team
from certificates.models import BulkGenerationJob
from certificates.services import intake
from tests.factories import make_document, make_version

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
    job.name = f"{job.template_version.template.name}: people"
    other = make_version(make_document() | {"title": "Other"}, team=job.team, slug="other")
    intake.change_design(job=job, version=other)
    assert (facts(job)[2][:2], job.name) == (("Ana", "ready"), "Other: people")


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


def test_a_number_of_a_workbook_stays_the_number_that_it_is_when_its_row_is_mended(
    editor: Client, team: Team
) -> None:
    hours = {"key": "course.hours", "label": "Hours", "type": "number"}
    document = make_document(language="de")
    version = make_version(document | {"fields": [*document["fields"], hours]}, team=team)
    book, out = Workbook(), io.BytesIO()
    for cells in (("Name", "Course", "Hours"), ("Ana", "Schach", 2), (None, "Schach", 1.125)):
        book.worksheets[0].append(cells)
    book.save(out)
    job = intake.create(
        team=team, by=team.owner, version=version, file=ContentFile(out.getvalue()), filename="list.xlsx"
    )
    editor.post(row(job, 3), {"cell-0": "Eva", "cell-1": "Schach", "cell-2": "1.125"})
    saved = job.rows.get(line=3)
    # Typed, "1.125" would be a thousand and more in German.
    assert (saved.state, saved.values["course.hours"], saved.problems) == ("ready", "1.125", [])


def test_a_character_that_no_database_keeps_is_dropped(editor: Client, draft: Make) -> None:
    job = draft(MIXED)
    editor.post(row(job, 3), {"cell-0": "E\x00va"})
    assert facts(job)[3][0] == "Eva"


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
    for line in (99, 10**20):
        for name in ("job_row", "job_row_picture", "job_row_image"):
            assert editor.get(row(job, line, name)).status_code == 404, name
    assert editor.post(row(job, 99), {"cell-0": "Eva"}).status_code == 404


def test_a_started_job_is_not_mended(editor: Client, started: Make) -> None:
    job = started()
    assert editor.post(row(job, 2), {"cell-0": "Eva"}).status_code == 409
    assert facts(job)[2][0] == "Person 1"
