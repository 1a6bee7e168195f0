"""A certificate never changes: a correction issues another one, which takes the place of the first."""

from collections.abc import Mapping

from django.db import IntegrityError, transaction

from accounts import audit
from accounts.models import User
from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.options import JobOptions
from certificates.services import single
from iconikcerts.common.errors import Conflict, DomainError

State = JobRow.State


class NothingChanged(DomainError):
    """A correction that would issue the same again."""

    code = "nothing_changed"


def values_of(certificate: Certificate) -> dict[str, str]:
    """What the certificate was issued with, by the keys of the form that corrects it."""
    fields = single.fields_for(certificate.template_version)
    return {field.key: str(certificate.data.get(field.key, "")) for field in fields}


def require_correctable(certificate: Certificate) -> None:
    """Raises Conflict when it no longer counts, was erased, or is being corrected already."""
    if certificate.erased_at:
        raise Conflict(
            "The personal data of this certificate is erased, so it cannot be corrected.",
            mend="Issue a new one to the same person instead, if they want it.",
        )
    if certificate.status == Certificate.Status.REVOKED:
        raise Conflict(
            "This certificate is revoked, so there is nothing to correct.",
            mend="Issue a new one to the same person instead.",
        )
    if certificate.corrections.exclude(state__in=[State.FAILED, State.CANCELLED]).exists():
        raise Conflict(
            "This certificate is being corrected already.", mend="Wait a moment and look at it again."
        )


@transaction.atomic
def correct(
    *, certificate: Certificate, by: User | None, values: Mapping[str, str], send_email: bool = False
) -> BulkGenerationJob:
    """Begin to issue the successor. The old one stays valid until the new one is there, and is then revoked.

    `send_email`: the successor is mailed once it is issued.

    Raises Conflict, NothingChanged, and what `single.issue` raises.
    """
    # Held, so that it is not erased while its successor is begun.
    require_correctable(Certificate.objects.select_for_update().get(pk=certificate.pk))
    row = single.check(version=certificate.template_version, values=values)
    if {key: value for key, value in values_of(certificate).items() if value} == {
        key: value for key, value in row.values.items() if value
    }:
        raise NothingChanged("Nothing is different.", mend="Change what is wrong on the certificate first.")
    # An earlier try that failed must not be tried again beside this one.
    certificate.corrections.filter(state=State.FAILED).update(state=State.CANCELLED)
    try:
        with transaction.atomic():
            job = single.issue(
                team=certificate.team,
                by=by,
                version=certificate.template_version,
                values=values,
                number_pattern=JobOptions.from_json(certificate.job.options).number_pattern,
                corrects=certificate,
                send_email=send_email,
            )
    except IntegrityError:
        raise Conflict(
            "This certificate is being corrected already.", mend="Wait a moment and look at it again."
        ) from None
    audit.record(
        team=certificate.team, by=by, action="certificate.correct", target=certificate, job=str(job.pk)
    )
    return job
