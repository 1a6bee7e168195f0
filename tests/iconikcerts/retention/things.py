"""One thing of each kind that time deletes, of a team and of an age: a new kind needs a maker here."""

from collections.abc import Callable
from datetime import datetime, timedelta
from uuid import UUID

from django.core.files.base import ContentFile

from accounts import audit
from accounts.models import (
    ApprovalRequest,
    AuditEvent,
    AuditParticulars,
    Invitation,
    QuarantinedUpload,
    RetentionRule,
    SecurityEvent,
    Team,
    TeamMember,
)
from certificates.models import BulkGenerationJob, Certificate, Delivery
from iconikcerts.common import origin
from tests.factories import make_certificate, make_job, make_row, make_version
from wallet.models import VerificationLog

Status = BulkGenerationJob.Status


def ruled(
    team: Team, kind: str, amount: int, unit: str = "days", *, basis: str = "", since: datetime | None = None
) -> RetentionRule:
    """A rule that counts already, or from `since` on."""
    return RetentionRule.objects.create(
        team=team,
        kind=kind,
        amount=amount,
        unit=unit,
        basis=basis,
        starts_at=since or team.created_at - timedelta(days=1),
    )


def ended_job(team: Team, at: datetime) -> BulkGenerationJob:
    """A job that ended then, with its list, a row that was issued, one that failed, and its ZIP."""
    job = make_job(make_version(team=team), status=Status.COMPLETED)
    job.input_file.save("list.csv", ContentFile(b"Name\nAmina Okonkwo"))
    job.output_file.save("certificates.zip", ContentFile(b"zip"))
    make_certificate(make_row(job))
    make_row(job, state="failed", problems=[{"message": "Amina is unknown"}])
    BulkGenerationJob.objects.filter(pk=job.pk).update(
        completed_at=at, source={"header": ["Name"], "sample": [{"line": 2, "cells": ["Amina Okonkwo"]}]}
    )
    job.refresh_from_db()
    return job


def certificate(team: Team, at: datetime, *, expires: bool = True) -> Certificate:
    """A certificate that was issued on that day and ran out on it, or never does, of a job that has ended."""
    row = make_row(make_job(make_version(team=team), status=Status.COMPLETED))
    return make_certificate(row, issued_on=at.date(), expires_on=at.date().isoformat() if expires else "")


def _draft(team: Team, at: datetime) -> UUID:
    job = make_job(make_version(team=team), rows=1, status=Status.DRAFT)
    job.input_file.save("list.csv", ContentFile(b"Name\nAmina"))
    BulkGenerationJob.objects.filter(pk=job.pk).update(updated_at=at)
    return job.pk


def message(team: Team, at: datetime) -> Delivery:
    """A message that went out then."""
    certificate = make_certificate(team=team)
    return Delivery.objects.create(
        certificate=certificate, job=certificate.job, address="amina@example.org", state="sent", sent_at=at
    )


def invitation(team: Team, at: datetime) -> Invitation:
    """An invitation that ran out then."""
    return Invitation.objects.create(
        team=team,
        email="ana@example.org",
        role=TeamMember.Role.VIEWER,
        token_sha256=f"{Invitation.objects.count():064}",
        state=Invitation.State.WITHDRAWN,
        closed_at=at,
        sent_at=at - timedelta(days=14),
        expires_at=at + timedelta(days=14),
    )


def _approval(team: Team, at: datetime) -> UUID:
    return ApprovalRequest.objects.create(
        team=team, act="job.run", label="Graduation", fingerprint="0" * 64, expires_at=at
    ).pk


def _notice(team: Team, at: datetime) -> UUID:
    return SecurityEvent.objects.create(
        key=f"{team.pk}:{at}",
        kind=SecurityEvent.Kind.MASS_DOWNLOAD,
        day=at.date(),
        team=team,
        person=team.owner,
        acknowledged_at=at,
    ).pk


def _whereabouts(team: Team, at: datetime) -> UUID:
    with origin.acting(origin.Origin(channel="web", address="203.0.113.7", device="Firefox")):
        event = audit.record(team=team, by=team.owner, action="team.edit", target=team)
    assert isinstance(event, AuditEvent)
    assert event.particulars_id is not None
    # The database refuses to change a row; another one of the age that is asked for takes its place.
    told = AuditParticulars.objects.get(pk=event.particulars_id)
    AuditParticulars.objects.filter(pk=told.pk).delete()
    told.created_at = at
    told.save(force_insert=True)
    return told.pk


def _quarantine(team: Team, at: datetime) -> UUID:
    upload = QuarantinedUpload(team=team, name="list.csv", found="Eicar", size=1, sha256="0" * 64, path="/")
    upload.file.save("upload.z", ContentFile(b"z"), save=False)
    upload.save()
    QuarantinedUpload.objects.filter(pk=upload.pk).update(created_at=at)
    return upload.pk


def verification(team: Team | None, at: datetime) -> UUID:
    """A look at a certificate of the team, or at a code that nothing has."""
    row = VerificationLog.objects.create(team=team, method="url", result="unknown")
    VerificationLog.objects.filter(pk=row.pk).update(created_at=at)
    return row.pk


MAKERS: dict[str, Callable[[Team, datetime], UUID]] = {
    "certificates": lambda team, at: certificate(team, at).pk,
    "lists": lambda team, at: ended_job(team, at).pk,
    "drafts": _draft,
    "packages": lambda team, at: ended_job(team, at).pk,
    "messages": lambda team, at: message(team, at).pk,
    "invitations": lambda team, at: invitation(team, at).pk,
    "approvals": _approval,
    "notices": _notice,
    "whereabouts": _whereabouts,
    "quarantine": _quarantine,
    "verifications": verification,
}
