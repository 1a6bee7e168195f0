"""What will be mailed, before it is: to how many, and how the first message reads."""

from datetime import date
from typing import Any

from django.utils import timezone

from certificates import mail_text
from certificates.ingest.mapping import ColumnMapping
from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.options import JobOptions
from certificates.selectors import rows
from certificates.services import issuing, letters, post, row_pictures
from iconikcerts.common.errors import DomainError


def mail_context(job: BulkGenerationJob, options: JobOptions, *, number: str) -> dict[str, Any]:
    """Counts and an example of a draft's messages, for the certificate `number`.

    `column`: heading of the column with the addresses, "" when none was chosen. `kept_in`: where messages stay when
    no mail server is configured. `example` is None when there is nobody to write to or the words cannot be filled in.
    """
    to_send, unaddressed = rows.addressed(job)
    fault = _fault(options)
    return {
        "is_on": options.send_email,
        "to_send": to_send,
        "unaddressed": unaddressed,
        "column": ColumnMapping.from_json(job.mapping).names_of(rows.EMAIL),
        "kept_in": post.kept_in(),
        "fault": fault,
        "example": None if fault or not options.send_email else _example(job, options, number),
        "sender": letters.sender_name(job.team.name),
        "reply_to": options.reply_to,
    }


def _fault(options: JobOptions) -> str:
    try:
        mail_text.check_subject(options.mail_subject)
        mail_text.check_text(options.mail_text)
    except DomainError as error:
        return str(error)
    return ""


def _example(job: BulkGenerationJob, options: JobOptions, number: str) -> dict[str, Any] | None:
    ready = job.rows.filter(state=JobRow.State.READY).order_by("line")
    row = ready.exclude(rows.UNADDRESSED).first()
    if row is None:
        return None
    certificate = _sample(job, options, row, number)
    return {"to": row.values[rows.EMAIL], "said": letters.texts(certificate, job, options)}


def _sample(job: BulkGenerationJob, options: JobOptions, row: JobRow, number: str) -> Certificate:
    """The certificate of a row as it would be, unsaved."""
    own = row.values
    values = row_pictures.sample_values(job=job, row=row)
    values["certificate.language"] = own.get("certificate.language") or options.language
    issued_on = own.get("certificate.issued_on") or options.issued_on or timezone.localdate().isoformat()
    expires_on = own.get("certificate.expires_on") or options.expires_on
    return Certificate(
        data=values,
        recipient_name=values["recipient.name"],
        title=issuing.title_of(values, job),
        number=number,
        issuer_name=job.team.name,
        issued_on=date.fromisoformat(issued_on),
        expires_on=date.fromisoformat(expires_on) if expires_on else None,
    )


def usual_words(job: BulkGenerationJob, language: str) -> tuple[str, str]:
    """Subject and text, as patterns, that stand for those left empty; `language` is that of the options, or ""."""
    words = letters.usual_words(job, language)
    return words.subject, words.text
