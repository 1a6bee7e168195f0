"""Rows of a draft, mended one at a time: checked as the whole list is, without reading it again."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from accounts import audit
from accounts.models import User
from certificates.ingest.dates import DateOrder
from certificates.ingest.duplicates import Duplicates
from certificates.ingest.mapping import ColumnMapping
from certificates.ingest.problems import Problem
from certificates.ingest.row_checks import RowChecker
from certificates.ingest.source import CheckedRow, ReadOptions, SourceRow
from certificates.models import BulkGenerationJob, JobRow
from certificates.services import edits, loading
from certificates.services.reports import problem_of
from iconikcerts.common.errors import NotFound
from templates_app.selectors import picture_finder

NAME = "recipient.name"
# Said again by each check; what the reader saw in the file is not, and goes when the row is mended.
OF_OTHER_ROWS = frozenset({"duplicate_row", "duplicate_person"})


@transaction.atomic
def mend(*, job: BulkGenerationJob, line: int, cells: Mapping[int, str], by: User | None) -> JobRow:
    """Put new texts into cells (index of the column → text) of a row and check it again. Returns the row.

    Values of other cells stay as the file gave them. Rows that were duplicates of it, or are now, are told anew.
    Raises Conflict once the job was started, NotFound for a line that the list does not have.
    """
    row, edit = _locked(job, line)
    before, name = SourceRow(line, tuple(row.cells)), row.recipient_name
    for column, text in cells.items():
        here = row.cells[column] if column < len(row.cells) else ""
        edit.change(column, was=here, now=text)
    edit.is_left_out = False
    edits.keep(job, line, edit)
    options = ReadOptions.from_json(job.source["options"])
    after = list(row.cells) + [""] * (max(cells, default=-1) + 1 - len(row.cells))
    for column, text in cells.items():
        after[column] = text
    source = edits.fitted(SourceRow(line, tuple(after)), options)
    _write(row, _carried(row, before, _checker(job).check(source), job))
    _tell_duplicates(job, {name, row.recipient_name})
    job.save(update_fields=["source", "updated_at"])
    audit.record(team=job.team, by=by, action="job.mend_row", target=job, line=line)
    row.refresh_from_db()
    return row


@transaction.atomic
def leave_out(*, job: BulkGenerationJob, line: int, by: User | None, is_out: bool = True) -> JobRow:
    """Hold a row back, or take it in again. Raises Conflict once the job was started, NotFound."""
    row, edit = _locked(job, line)
    edit.is_left_out = is_out
    edits.keep(job, line, edit)
    options = ReadOptions.from_json(job.source["options"])
    checked = _checker(job).check(edits.fitted(SourceRow(line, tuple(row.cells)), options))
    _write(row, edits.left_out(checked) if is_out else checked)
    _tell_duplicates(job, {row.recipient_name})
    job.save(update_fields=["source", "updated_at"])
    audit.record(team=job.team, by=by, action="job.mend_row", target=job, line=line, left_out=is_out)
    row.refresh_from_db()
    return row


def _locked(job: BulkGenerationJob, line: int) -> tuple[JobRow, edits.Edit]:
    """The row and its changes so far, from a job that nobody else changes meanwhile."""
    loading.lock_rows(job)
    job.refresh_from_db(fields=["source", "mapping"])
    row = job.rows.filter(line=line).first()
    if row is None:
        raise NotFound(f"This list has no row on line {line}.", mend="Go back to the review.")
    return row, edits.edits_of(job).get(line) or edits.Edit()


def _checker(job: BulkGenerationJob) -> RowChecker:
    """Checks as the last reading of the file did, the order of its dates included."""
    orders = {key: DateOrder(order) for key, order in job.source.get("date_orders", {}).items()}
    return RowChecker(
        ColumnMapping.from_json(job.mapping),
        loading.fields_of(job),
        language=loading.language_of(job),
        limits=loading.limits(),
        date_orders=orders,
        formulas=loading.formulas_of(job),
        is_picture=picture_finder(team_id=job.team_id),
    )


def _carried(row: JobRow, before: SourceRow, checked: CheckedRow, job: BulkGenerationJob) -> CheckedRow:
    """Fields whose cells did not change keep their values and remarks: the file knew more of them (a number in a
    workbook is a number, whatever the language) than a text does."""
    known = [problem_of(entry) for entry in row.problems]
    if any(problem.is_error and not problem.field and problem.code not in OF_OTHER_ROWS for problem in known):
        return checked  # the row as a whole could not be judged before
    mapping = ColumnMapping.from_json(job.mapping)

    def text(cells: tuple[str, ...], key: str) -> list[str]:
        return [cells[index] for index in mapping.columns_of(key) if index < len(cells)]

    same = {key for key in mapping.sources if text(before.cells, key) == text(checked.source.cells, key)}
    values = {key: row.values.get(key, "") if key in same else value for key, value in checked.values.items()}
    problems = [problem for problem in known if problem.field in same]
    problems += [problem for problem in checked.problems if problem.field not in same]
    return replace(checked, values=values, problems=tuple(problems))


def _write(row: JobRow, checked: CheckedRow) -> None:
    new = loading.row_of(row.job, checked)
    row.cells, row.values, row.problems, row.state = new.cells, new.values, new.problems, new.state
    row.save(update_fields=["cells", "values", "problems", "state"])


def _tell_duplicates(job: BulkGenerationJob, names: set[str]) -> None:
    """Compare the rows of these names again. Who has another name is no duplicate."""
    for name in names:
        namesakes = list(job.rows.filter(**{f"values__{NAME}": name}).order_by("line"))
        duplicates = Duplicates()
        for row in namesakes:
            own = [problem for problem in map(problem_of, row.problems) if not _is_of_others(problem)]
            checked = CheckedRow(row.line, row.values, tuple(own), SourceRow(row.line, tuple(row.cells)))
            told = loading.row_of(job, duplicates.noted(checked))
            if told.problems != row.problems:
                JobRow.objects.filter(pk=row.pk).update(problems=told.problems, state=told.state)


def _is_of_others(problem: Problem) -> bool:
    return problem.code in OF_OTHER_ROWS
