"""Who looked at, or took away, what recipients are known by: into the audit trail.

Written down is what opens one person's data or takes data away: a certificate with its recipient, its file, a ZIP, a report of rows.
Pages of lists are not: they would bury the rest, and whoever opens one may see all of it.
"""

from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import QuerySet
from django.utils import timezone

from accounts import audit, limits
from accounts.models import AuditEvent, Team, User
from accounts.services import anomalies
from certificates.models import BulkGenerationJob, Certificate, JobRow
from iconikcerts.common import ratelimit

# The same person at the same certificate: once in so long. A page is loaded again and again while one works on it.
OPENED_AGAIN = timedelta(hours=1)
DAY_S = 86_400


def opened(*, certificate: Certificate, by: User) -> None:
    """A member looks at a certificate and its recipient."""
    lately = AuditEvent.objects.filter(
        team=certificate.team,
        target_id=str(certificate.pk),
        created_at__gt=timezone.now() - OPENED_AGAIN,
        action="certificate.view",
        actor=by,
    )
    if not lately.exists():
        audit.record(team=certificate.team, by=by, action="certificate.view", target=certificate)


@transaction.atomic
def downloaded(*, certificate: Certificate, by: User) -> None:
    """A member takes one certificate's file. Raises TooManyRequests."""
    _take(certificate.team)
    old = int(certificate.created_at < _fresh_since())
    audit.record(team=certificate.team, by=by, action="certificate.download", target=certificate, old=old)
    anomalies.after_download(team=certificate.team, by=by)


@transaction.atomic
def bundled(*, team: Team, certificates: QuerySet[Certificate], by: User | None) -> None:
    """A member takes chosen certificates as a ZIP. Raises TooManyRequests."""
    _take(team)
    old = certificates.filter(created_at__lt=_fresh_since()).count()
    audit.record(
        team=team,
        by=by,
        action="certificate.download",
        target=team,
        certificates=certificates.count(),
        old=old,
    )
    anomalies.after_download(team=team, by=by)


@transaction.atomic
def job_downloaded(*, job: BulkGenerationJob, by: User, file: str) -> None:
    """A member takes a file of a job: "zip", or "report", the rows that need mending. Raises TooManyRequests."""
    _take(job.team)
    issued = job.rows.filter(state=JobRow.State.ISSUED).count() if file == "zip" else 0
    is_fresh = not job.completed_at or job.completed_at >= _fresh_since()
    audit.record(
        team=job.team,
        by=by,
        action="job.download",
        target=job,
        file=file,
        certificates=issued,
        old=0 if is_fresh else issued,
    )
    anomalies.after_download(team=job.team, by=by)


def _take(team: Team) -> None:
    """Count one more file of the day."""
    most = limits.of(team).downloads_per_day or 0
    ratelimit.take(
        ratelimit.Limit("downloads", most, DAY_S),
        str(team.pk),
        message=f"Your team has downloaded {most} files today, which is what its plan allows.",
        again="download the rest",
    )


def _fresh_since() -> datetime:
    return timezone.now() - anomalies.DOWNLOAD_FRESH
