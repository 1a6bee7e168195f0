"""The kinds of things that accounts keep about people and that time deletes."""

from collections.abc import Collection
from uuid import UUID

from django.conf import settings
from django.db.models import Exists, OuterRef, Q, QuerySet
from django.db.models.functions import Coalesce

from accounts import retention
from accounts.audit import forgetting
from accounts.models import (
    ApprovalRequest,
    AuditEvent,
    AuditParticulars,
    Invitation,
    QuarantinedUpload,
    SecurityEvent,
    Team,
)
from accounts.retention import Fixed, Kind
from accounts.services import quarantine


def register() -> None:
    """Name what accounts keep; called at start-up."""
    for kind in (QUARANTINE, WHEREABOUTS, NOTICES, APPROVALS, INVITATIONS):
        retention.register(kind)
    for fixed in FIXED:
        retention.state(fixed)


def _invitations() -> QuerySet[Invitation]:
    return Invitation.objects.annotate(over_since=Coalesce("closed_at", "expires_at"))


def _forget_invitations(ids: Collection[UUID]) -> int:
    return Invitation.objects.filter(pk__in=ids).delete()[0]


INVITATIONS = Kind(
    key="invitations",
    label="Old invitations",
    unit=("invitation", "invitations"),
    kept=_invitations,
    since={"": "over_since"},
    of_team=lambda team: Q(team=team),
    forget=_forget_invitations,
    goes="The addresses of people who were invited, after they answered, or after the invitation was withdrawn or ran out.",
    stays="Invitations that can still be accepted.",
)


def _approvals() -> QuerySet[ApprovalRequest]:
    return ApprovalRequest.objects.annotate(over_since=Coalesce("decided_at", "expires_at"))


def _forget_approvals(ids: Collection[UUID]) -> int:
    asked = ApprovalRequest.objects.filter(pk__in=ids)
    gone = asked.count()
    asked.delete()
    return gone


APPROVALS = Kind(
    key="approvals",
    label="Approvals that are over",
    unit=("approval", "approvals"),
    kept=_approvals,
    since={"": "over_since"},
    of_team=lambda team: Q(team=team),
    forget=_forget_approvals,
    goes="Who asked for a second person, who decided, and what both wrote.",
    stays="Requests that wait. The audit trail says that something was approved, and by whom.",
)


def _notices() -> QuerySet[SecurityEvent]:
    return SecurityEvent.objects.filter(team__isnull=False, acknowledged_at__isnull=False)


def _forget_notices(ids: Collection[UUID]) -> int:
    return SecurityEvent.objects.filter(pk__in=ids).delete()[0]


NOTICES = Kind(
    key="notices",
    label="Security notices",
    unit=("notice", "notices"),
    kept=_notices,
    since={"": "acknowledged_at"},
    of_team=lambda team: Q(team=team),
    forget=_forget_notices,
    goes="Notices of unusual downloads and volumes of members, after somebody has looked at them.",
    stays="Notices that nobody has looked at yet.",
)


def _of_events_of(team: Team) -> Q:
    return Q(Exists(AuditEvent.objects.filter(particulars=OuterRef("pk"), team=team)))


WHEREABOUTS = Kind(
    key="whereabouts",
    label="From where and with what members acted",
    unit=("record", "records"),
    kept=AuditParticulars.objects.all,
    since={"": "created_at"},
    of_team=_of_events_of,
    forget=forgetting.forget,
    setting="AUDIT_PARTICULARS_DAYS",
    least_days=30,
    batch=5000,
    goes="Network addresses, devices and personal values beside the events of the audit trail: of downloads, of opening "
    "certificates, and of every change.",
    stays="The events themselves, without them. Thirty days stay in any case, so that misuse can be looked into.",
)

QUARANTINE = Kind(
    key="quarantine",
    label="Uploads that the virus scanner refused",
    unit=("file", "files"),
    kept=lambda: QuarantinedUpload.objects.exclude(file=""),
    since={"": "created_at"},
    of_team=lambda team: Q(team=team),
    forget=quarantine.forget,
    setting="QUARANTINE_DAYS",
    goes="Files that were set aside because a virus was found in them.",
    stays="That one was found, in which file, and who sent it.",
)

FIXED = (
    Fixed(
        "Audit trail",
        lambda: (
            "Who did what and when is kept for good. The database refuses to change or delete it, for anybody: that is what "
            "makes it proof. Of a person whose account was erased it keeps an id that names nobody."
        ),
    ),
    Fixed(
        "Copies that people ask for of their own data",
        lambda: f"Deleted {settings.PERSONAL_EXPORT_DAYS} days after they are ready.",
    ),
    Fixed(
        "Log-ins and devices",
        lambda: (
            "Belong to each person’s account. They see them under “Devices”, and they go with the account."
        ),
    ),
    Fixed(
        "API tokens",
        lambda: (
            "Listed with name, maker and use after their end too. Of the token itself only a hash is kept."
        ),
    ),
)
