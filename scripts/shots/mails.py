"""Jobs whose certificates were mailed, with every way that a message can end."""

from __future__ import annotations

from django.utils import timezone

from certificates.models import BulkGenerationJob, Delivery
from certificates.options import JobOptions
from certificates.services import drafts, mail_faults, outbox

State = Delivery.State
REPLY_TO = "office@riverside.example.org"


def tell_of(job: BulkGenerationJob) -> None:
    """Write messages for the certificates of a job that has ended: most sent, some refused, unclear or without address."""
    options = JobOptions.from_json(job.options | {"send_email": True, "reply_to": REPLY_TO})
    BulkGenerationJob.objects.filter(pk=job.pk).update(options=options.to_json())
    job.refresh_from_db()
    outbox.add(job=job, certificates=list(job.certificates.order_by("row__line")))
    rows = list(job.deliveries.order_by("certificate__row__line").values_list("pk", flat=True))
    ends = [(State.FAILED, mail_faults.NO_MAILBOX), (State.FAILED, mail_faults.UNCLEAR)]
    ends += [(State.SKIPPED, outbox.NO_ADDRESS)]
    for pk, (state, (code, words)) in zip(rows, ends, strict=False):
        Delivery.objects.filter(pk=pk).update(state=state, attempts=1, fault_code=code, fault=words)
    job.deliveries.filter(pk__in=rows[len(ends) :]).update(
        state=State.SENT, attempts=1, sent_at=timezone.now()
    )


def choose(draft: BulkGenerationJob) -> None:
    """A draft that is to be mailed."""
    drafts.choose_options(
        job=draft, by=None, options=JobOptions(send_email=True, reply_to=REPLY_TO), name=draft.name
    )
