"""What of certificates a team can want a second person for: running a job, revoking many."""

import hashlib
import json

from django.db import transaction
from django.urls import reverse

from accounts.approvals import Act
from accounts.models import ApprovalRequest, Team, User
from accounts.permissions import Capability
from accounts.services import approvals
from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.models.certificate import CertificateQuerySet
from certificates.options import JobOptions
from certificates.services import jobs, loading, revocation
from iconikcerts.common.errors import Conflict
from templates_app.document import validate


@transaction.atomic
def ask_to_run(*, job: BulkGenerationJob, by: User, note: str = "") -> ApprovalRequest:
    """Ask for a second person to let a draft run as it stands. Raises what `jobs.start` raises but for the quota, which
    counts on the day, and what `approvals.ask` raises."""
    loading.lock_draft(job)
    job.refresh_from_db()
    loading.refuse_while_read(job)
    ready = job.rows.filter(state=JobRow.State.READY).count()
    if not ready:
        raise Conflict("No row of this list can be issued.", mend="Mend the rows that are listed.")
    JobOptions.from_json(job.options).check()
    validate(job.template_version.document)
    return approvals.ask(
        team=job.team,
        act=jobs.RUN,
        label=job.name,
        targets=[job.pk],
        fingerprint=_fingerprint_of_job(job),
        count=ready,
        payload={"job": str(job.pk)},
        by=by,
        note=note,
    )


@transaction.atomic
def ask_to_revoke(
    *, team: Team, certificates: CertificateQuerySet, by: User, reason: str, expected: int
) -> ApprovalRequest:
    """Ask for a second person to revoke these. Raises CountChanged as `revocation.revoke_all` does."""
    found = revocation.revocable(certificates).for_team(team)
    ids = list(found.values_list("pk", flat=True))
    revocation.require_count(len(ids), expected)
    first = found.only("recipient_name").order_by("-created_at", "-id").first()
    named = first.recipient_name if first else ""
    return approvals.ask(
        team=team,
        act=revocation.REVOKE,
        label=f"{named} and {len(ids) - 1:,} more" if len(ids) > 1 else named,
        targets=ids,
        fingerprint=_fingerprint_of_certificates(Certificate.objects.filter(pk__in=ids)),
        count=len(ids),
        payload={"reason": reason},
        by=by,
    )


def _fingerprint_of_job(job: BulkGenerationJob) -> str:
    """SHA-256 over the design's version, the choices of the run, and every row that would be issued."""
    digest = hashlib.sha256(_canonical([str(job.template_version_id), job.options]))
    ready = job.rows.filter(state=JobRow.State.READY).order_by("line").values_list("line", "values")
    for row in ready.iterator():
        digest.update(_canonical(row))
    return digest.hexdigest()


def _fingerprint_of_certificates(certificates: CertificateQuerySet) -> str:
    """SHA-256 over which of these are not revoked yet."""
    ids = revocation.revocable(certificates).values_list("pk", flat=True)
    return hashlib.sha256(_canonical(sorted(str(pk) for pk in ids))).hexdigest()


def _canonical(value: object) -> bytes:
    return json.dumps(value, sort_keys=True, ensure_ascii=False).encode()


def _job(request: ApprovalRequest) -> BulkGenerationJob | None:
    return BulkGenerationJob.objects.for_team(request.team).filter(pk=request.payload["job"]).first()


def _certificates(request: ApprovalRequest) -> CertificateQuerySet:
    return Certificate.objects.for_team(request.team).filter(pk__in=request.targets.values("target_id"))


def _job_now(request: ApprovalRequest) -> str:
    """The fingerprint of the job as it stands; "" when it is gone or was started."""
    job = _job(request)
    is_draft = job is not None and job.status == BulkGenerationJob.Status.DRAFT
    return _fingerprint_of_job(job) if job is not None and is_draft else ""


def _run(request: ApprovalRequest) -> None:
    job = _job(request)
    assert job is not None  # its fingerprint was just compared
    jobs.start(job=job, by=request.asked_by, options=JobOptions.from_json(job.options), approved=request)


def _revoke(request: ApprovalRequest) -> None:
    revocation.revoke_all(
        team=request.team,
        certificates=_certificates(request),
        by=request.asked_by,
        reason=request.payload["reason"],
        expected=request.count,
        approved=request,
    )


ACTS = (
    Act(
        key=jobs.RUN,
        label="Running a job",
        unit="certificates",
        capability=Capability.JOB_RUN,
        least=1,
        fingerprint=_job_now,
        perform=_run,
        url=lambda request: (
            reverse("certificates:job", args=[request.payload["job"]]) if _job(request) else ""
        ),
    ),
    Act(
        key=revocation.REVOKE,
        label="Revoking certificates",
        unit="certificates",
        capability=Capability.CERTIFICATE_REVOKE,
        least=1,
        fingerprint=lambda request: _fingerprint_of_certificates(_certificates(request)),
        perform=_revoke,
        url=lambda request: "",
    ),
)
