"""The last look before a run: examples of what the options make, what it costs, what will happen."""

from dataclasses import dataclass
from typing import Any

from billing.plans import plan_of
from billing.services import quota
from certificates import filenames, numbering
from certificates.models import BulkGenerationJob, JobRow
from certificates.options import JobOptions
from certificates.presenters.mails import mail_context
from certificates.selectors import rows
from certificates.services import readings, row_pictures
from iconikcerts.common.errors import DomainError


@dataclass(frozen=True, slots=True)
class Example:
    """What a pattern makes, or why it makes nothing."""

    text: str = ""
    fault: str = ""


def blocked(job: BulkGenerationJob) -> bool:
    """Whether no row of a draft could be issued, or its rows do not stand yet."""
    return bool(readings.under_way(job)) or not job.rows.filter(state=JobRow.State.READY).exists()


def examples(job: BulkGenerationJob, options: JobOptions) -> dict[str, Any]:
    """The next number, the first file name and the first message (`mails.mail_context`) by these options, valid or not."""
    number = _number(job, options)
    row = job.rows.filter(state=JobRow.State.READY).order_by("line").first()
    values = row_pictures.sample_values(job=job, row=row) if row else {}
    values |= {"certificate.number": number.text}
    return {
        "number": number,
        "file_name": _file_name(options.file_name_pattern, values),
        "mail": mail_context(job, options, number=number.text),
    }


def _number(job: BulkGenerationJob, options: JobOptions) -> Example:
    try:
        numbering.check_pattern(options.number_pattern)
    except DomainError as error:
        return Example(fault=str(error))
    return Example(row_pictures.example_number(job, options.number_pattern, options.issued_on))


def _file_name(pattern: str, values: dict[str, str]) -> Example:
    try:
        filenames.check_pattern(pattern)
    except DomainError as error:
        return Example(fault=str(error))
    return Example(f"{filenames.file_stem(pattern, values)}.pdf")


def summary_context(job: BulkGenerationJob) -> dict[str, Any]:
    """The context of the summary. `quota`: what the plan leaves this month before and after, None without a limit."""
    totals = rows.counts(job, rows.REVIEW)
    options, plan = JobOptions.from_json(job.options), plan_of(job.team)
    left = quota.remaining(job.team)
    after = None if left is None else left - totals["ready"]
    return {
        "job": job,
        "options": options,
        "totals": totals,
        "examples": examples(job, options),
        "plan": plan,
        "quota": None if left is None else {"left": left, "after": after},
        "lacking": max(0, -after) if after is not None else 0,
    }
