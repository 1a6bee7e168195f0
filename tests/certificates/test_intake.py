"""From an uploaded file to checked rows."""

import io
from collections.abc import Callable

import pytest
from django.core.files import File
from django.core.files.storage import default_storage

from accounts.models import Team
from certificates.ingest.problems import UnusableFile
from certificates.models import BulkGenerationJob, JobRow
from certificates.services import intake
from iconikcerts.common.errors import Conflict
from templates_app.models import TemplateVersion

Draft = Callable[..., BulkGenerationJob]


def facts(job: BulkGenerationJob) -> list[tuple[int, str, str, list[str]]]:
    return [
        (row.line, row.values.get("recipient.name", ""), row.state, [p["code"] for p in row.problems])
        for row in job.rows.order_by("line")
    ]


def test_good_rows_are_ready_and_bad_ones_say_what_is_wrong_with_their_line(draft: Draft) -> None:
    job = draft("Name,Course\nAna,Chess\n,Chess\nBen,Go\n")
    assert facts(job) == [
        (2, "Ana", "ready", []),
        (3, "", "invalid", ["missing_value"]),
        (4, "Ben", "ready", []),
    ]


def test_a_row_keeps_the_cells_of_the_file_as_they_were(draft: Draft) -> None:
    job = draft("Name,Course,Remark\nAna  ,Chess,=1+1\n")
    row = job.rows.get()
    assert row.cells == ["Ana  ", "Chess", "=1+1"]
    assert row.values == {"recipient.name": "Ana", "course.title": "Chess"}


def test_a_file_that_cannot_be_used_leaves_nothing_behind(team: Team, version: TemplateVersion) -> None:
    file = File(io.BytesIO(b"%PDF-1.7 not a list"), name="people.csv")
    with pytest.raises(UnusableFile):
        intake.create(team=team, by=None, version=version, file=file, filename="people.csv")
    assert BulkGenerationJob.objects.count() == 0
    assert not default_storage.exists("jobs") or all(
        not default_storage.listdir(f"jobs/{folder}")[1] for folder in default_storage.listdir("jobs")[0]
    )


def test_without_a_column_for_a_required_field_no_row_is_kept(draft: Draft) -> None:
    job = draft("Name,Colour\nAna,red\n")
    assert facts(job) == []


def test_another_mapping_checks_all_rows_again(draft: Draft) -> None:
    job = draft("Name,Colour\nAna,red\n")
    intake.reread(job=job, columns={"recipient.name": "0", "course.title": "1"})
    assert [row.values["course.title"] for row in job.rows.all()] == ["red"]


def test_the_mapping_of_the_same_columns_leaves_the_rows_alone(draft: Draft) -> None:
    job = draft()
    before = list(job.rows.values_list("pk", flat=True))
    intake.reread(job=job, columns={"recipient.name": "0", "course.title": "1"})
    assert list(job.rows.values_list("pk", flat=True)) == before


def test_first_and_last_name_can_be_joined(draft: Draft) -> None:
    job = draft("First name,Last name,Course\nAna,Ortiz,Chess\n")
    assert job.rows.get().values["recipient.name"] == "Ana Ortiz"


def test_another_encoding_reads_the_file_again(team: Team, version: TemplateVersion) -> None:
    raw = "Name,Course\nЛев,Chess\n".encode("cp1251")
    file = File(io.BytesIO(raw), name="people.csv")
    job = intake.create(team=team, by=None, version=version, file=file, filename="people.csv")
    intake.reread(job=job, encoding="cp1252")
    assert job.rows.get().values["recipient.name"] == "Ëåâ"
    intake.reread(job=job, encoding="cp1251")
    assert job.rows.get().values["recipient.name"] == "Лев"


def test_a_started_job_is_never_read_again(started: Draft) -> None:
    job = started()
    with pytest.raises(Conflict, match="started already"):
        intake.load(job=job, mapping=intake.mapping_from_pairs(job=job, pairs=[]))
    assert job.rows.filter(state=JobRow.State.READY).count() == 10


def test_memory_and_queries_do_not_grow_with_the_rows(
    draft: Draft, django_assert_max_num_queries: Callable[..., object]
) -> None:
    text = "Name,Course\n" + "".join(f"Person {n},Chess\n" for n in range(1200))
    with django_assert_max_num_queries(70):
        job = draft(text)
    assert job.rows.count() == 1200
