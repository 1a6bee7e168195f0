"""What a certificate shows: the values of its row, those of the system, and those that are computed from both."""

from collections.abc import Sequence
from dataclasses import dataclass

from django.conf import settings
from django.urls import reverse

from certificates import integrity
from certificates.models import BulkGenerationJob, JobRow
from certificates.options import JobOptions
from templates_app.document.formulas import SEQUENCE, FormulaFault, Formulas, needs_sequence
from templates_app.rendering import RenderFailure

CODE = "bad_formula"


@dataclass(frozen=True, slots=True)
class Filled:
    """Everything that the design may bind for a row, and the formulas that its values do not allow."""

    values: dict[str, str]
    faults: list[FormulaFault]

    def failure(self, index: int) -> RenderFailure | None:
        """Why there can be no certificate, told as a row that could not be drawn."""
        if not self.faults:
            return None
        fault = self.faults[0]
        message = (
            f"{fault.label} cannot be computed: at character {fault.at + 1} of its formula: {fault.message}."
        )
        return RenderFailure(index, CODE, message)


def fill(rows: Sequence[JobRow], job: BulkGenerationJob, *, day: str = "") -> list[Filled]:
    """The values of rows of one job, in their order. `day`: the date of issue (ISO) where neither row nor job has one."""
    document = job.template_version.document
    formulas = Formulas.of(document)
    numbers = _sequence(rows, job) if needs_sequence(document) else {}
    filled = []
    for row in rows:
        values = _given(row, job, day)
        if numbers:
            values[SEQUENCE] = str(numbers[row.line])
        filled.append(Filled(*formulas.work_out(values)))
    return filled


def values_of(row: JobRow, job: BulkGenerationJob, *, day: str = "") -> dict[str, str]:
    """Everything that the design may bind for this row; a computed field that its values do not allow is empty."""
    return fill([row], job, day=day)[0].values


def _given(row: JobRow, job: BulkGenerationJob, day: str) -> dict[str, str]:
    options = JobOptions.from_json(job.options)
    own = {key: str(value) for key, value in row.values.items()}
    return own | {
        "certificate.number": row.number,
        "certificate.code": integrity.grouped(row.code),
        "certificate.issued_on": own.get("certificate.issued_on") or options.issued_on or day,
        "certificate.expires_on": own.get("certificate.expires_on") or options.expires_on,
        "certificate.language": own.get("certificate.language") or options.language,
        "issuer.name": job.team.name,
        "verify.url": settings.SITE_URL + reverse("wallet:certificate", args=[row.code]),
        "verify.qr": (settings.SITE_URL + reverse("wallet:qr", args=[row.code])).upper(),
    }


def _sequence(rows: Sequence[JobRow], job: BulkGenerationJob) -> dict[int | None, int]:
    """Line → running number among the rows of the job that can be issued, in the order of the list.

    The rows that are held back stay so once the job runs, so the number is the same at every try. A certificate that
    corrects another keeps that one's number.
    """
    lines = [row.line for row in rows if row.line]
    if not lines or job._state.adding:
        return {row.line: 1 for row in rows}
    counted = job.rows.exclude(state=JobRow.State.INVALID)
    before = counted.filter(line__lt=min(lines)).count()
    among = counted.filter(line__gte=min(lines), line__lte=max(lines)).order_by("line")
    numbers: dict[int | None, int] = {
        line: before + place for place, line in enumerate(among.values_list("line", flat=True), start=1)
    }
    for row in rows:
        if row.corrects is not None:
            numbers[row.line] = int(row.corrects.data.get(SEQUENCE) or 1)
        # Held back itself: what its number would be.
        numbers.setdefault(row.line, before + sum(line < row.line for line in numbers if line) + 1)
    return numbers
