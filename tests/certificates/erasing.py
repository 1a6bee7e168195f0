"""A recipient who left traces everywhere, and the erasure of them."""

from pathlib import Path

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Team
from certificates.models import Certificate, Delivery, JobRow, RecipientErasure
from certificates.models.certificate import CertificateQuerySet
from certificates.services import recipient_erasure
from tests.factories import make_certificate, make_job, make_row
from wallet.models import Listing, ProblemReport
from wallet.services import pictures, problems

Reason = Certificate.Erasure
ZAINAB = {
    "recipient.name": "Zainab Quaye-Olsen",
    "recipient.email": "zainab@quaye.example",
    "course.title": "Beekeeping for Zainab",
}
NAMES = ("Zainab", "Quaye", "zainab@quaye", "Beekeeping")


def only(certificate: Certificate) -> CertificateQuerySet:
    return Certificate.objects.filter(pk=certificate.pk)


def erased(certificate: Certificate, *, reason: Certificate.Erasure = Reason.WISH) -> RecipientErasure:
    done = recipient_erasure.erase(
        team=certificate.team, certificates=only(certificate), by=None, reason=reason
    )
    certificate.refresh_from_db()
    return done


def stored() -> list[str]:
    """All that the storage holds, names and bytes."""
    root = Path(default_storage.location)  # type: ignore[attr-defined]
    return [f"{path} {path.read_bytes()!r}" for path in root.rglob("*") if path.is_file()]


def furnished(team: Team) -> Certificate:
    """A certificate whose recipient left traces wherever there can be any."""
    job = make_job(team=team, status="completed", source={"header": ["Name"], "kind": "csv", "rows": 2, "problems": [],
                   "sample": [{"line": 2, "cells": list(ZAINAB.values())}], "entry": {"text": "Zainab"},
                   "edits": {"2": {"cells": {"0": ["Zainab", "Zainab Quaye"]}, "left_out": False}}})  # fmt: skip
    job.input_file.save("list.csv", ContentFile(b"Name\nZainab Quaye-Olsen\n"))
    job.output_file.save(f"jobs/{job.pk}/certificates.zip", ContentFile(b"Zainab"))
    make_certificate(make_row(job))  # Amina's, which stays
    certificate = make_certificate(make_row(job, values=ZAINAB))
    make_row(job, values=ZAINAB, state=JobRow.State.INVALID, problems=[{"message": "Zainab twice"}])
    Delivery.objects.create(certificate=certificate, job=job, address=certificate.recipient_email)
    default_storage.save(pictures.name_of(certificate), ContentFile(b"picture of Zainab"))
    Listing.objects.create(certificate=certificate, holder=team.owner)
    problems.report(code=certificate.code, kind="wrong", message="She is called Zainab")
    ProblemReport.objects.update(state="done", closed_at=timezone.now())
    return certificate
