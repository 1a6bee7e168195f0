"""What accounts hold about a person themselves: the copy of it, and how it goes."""

from collections.abc import Iterable, Iterator
from functools import partial
from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib.admin.models import LogEntry
from django.contrib.contenttypes.models import ContentType
from django.core.files.storage import default_storage
from django.db import transaction
from django.db.models import Q, QuerySet

from accounts import audit, personal_data, selectors
from accounts.models import (
    ApiToken,
    ApprovalRequest,
    AuditEvent,
    DataExport,
    Invitation,
    QuarantinedUpload,
    RetentionHold,
    SecurityEvent,
    SignIn,
    TeamMember,
    TokenFamily,
    User,
)
from accounts.personal_data import Rows, Source, Stored
from accounts.services import deletion, sessions

CONNECTED: str = "socialaccount.SocialAccount"  # a table only where that app is installed
HOLDS = [
    "accounts.User.email",
    "accounts.User.name",
    "accounts.User.avatar",
    "accounts.Team.owner",
    "accounts.TeamMember.user",
    "accounts.ApiToken.maker",
    "accounts.ApiToken.revoked_by",
    "accounts.QuarantinedUpload.user",
    "accounts.QuarantinedUpload.name",
    "accounts.SecurityEvent.person",
    "accounts.SecurityEvent.acknowledged_by",
    "accounts.DataExport.user",
    "accounts.Invitation.email",
    "accounts.Invitation.invited_by",
    "accounts.Invitation.answered_by",
    "accounts.ApprovalRequest.asked_by",
    "accounts.ApprovalRequest.decided_by",
    "accounts.RetentionHold.begun_by",
    "accounts.RetentionHold.ended_by",
    "accounts.SignIn.user",
    "accounts.SignIn.address",
    "accounts.SignIn.user_agent",
    "accounts.TokenFamily.user",
    "accounts.TokenFamily.device",
    "account.EmailAddress.user",
    "account.EmailAddress.email",
    "mfa.Authenticator.user",
    "socialaccount.SocialAccount.user",
    "socialaccount.SocialAccount.extra_data",
]
ACTIVITY = [
    "accounts.AuditEvent.actor",
    "accounts.AuditParticulars.person_id",
    "accounts.AuditParticulars.subject_id",
    "accounts.AuditParticulars.address",
    "accounts.AuditParticulars.device",
    "accounts.AuditParticulars.values",
]
EXCUSED = {
    "accounts.SingleSignOn.email_attribute": "what a team's provider calls addresses, and no address",
    "accounts.SingleSignOn.name_attribute": "what a team's provider calls names, and no name",
    "accounts.AuditEvent.data": "ids, counts and settings; what is personal stands in AuditParticulars.values",
    "mfa.Authenticator.data": "keys, which are secrets; they go with the factor",
    "sessions.Session.session_data": "the id of who is logged in; goes with the account, and with the session",
    "accounts.Team.name": "what a team is called; that of a personal team goes with its owner's account",
    "accounts.ApiToken.name": "what a token is for; it goes with its maker's account",
    "account.EmailConfirmation.email_address": "goes with the address that it confirms",
    "auth.Permission.name": "of a table of Django's that nobody is in",
    "socialaccount.SocialApp.name": "what the operator calls a way to log in",
    "auth.Group.name": "what a group of operators is called",
    "admin.LogEntry.user": "what an operator did in the admin; what it calls an account is emptied with it",
}


def register() -> None:
    """Name what accounts hold; called at start-up."""
    personal_data.register(
        Source(
            name="account",
            label="Account",
            holds=HOLDS,
            export=export,
            erase=erase,
            in_the_way=in_the_way,
            goes="Your name, picture, email addresses, password, second factors, connected accounts, sessions, "
            "memberships of teams, API tokens, log-ins of apps, and invitations sent to you.",
            stays="An empty row without name or address, so that designs and certificates do not lose the id of who made them.",
        )
    )
    personal_data.register(
        Source(
            name="activity",
            label="Activity",
            holds=ACTIVITY,
            export=export_activity,
            erase=lambda user: (
                0
            ),  # `accounts.audit.forgetting` goes last of all: the erasure itself is an act
            goes="From where and with which device you did something, and former names and addresses in the audit trail.",
            stays="In the audit trail, that somebody did it and when, under an id that names nobody any more.",
        )
    )
    personal_data.excuse(EXCUSED)


def export(user: User) -> Iterator[Rows | Stored]:
    """Everything but secrets: of passwords and factors only that they are there."""
    yield Rows("account", [_account(user)])
    addresses = EmailAddress.objects.filter(user=user)
    yield Rows("email_addresses", addresses.values("email", "verified", "primary"))
    factors = Authenticator.objects.filter(user=user).order_by("pk")
    yield Rows("second_factors", factors.values("type", "created_at", "last_used_at"))
    places = TeamMember.objects.filter(user=user)
    yield Rows(
        "memberships", places.values("team_id", "team__name", "team__is_personal", "role", "created_at")
    )
    tokens = ApiToken.objects.filter(maker=user).values(
        "team_id", "name", "prefix", "scopes", "created_at", "expires_at", "last_used_at", "revoked_at"
    )
    yield Rows("api_tokens", tokens)
    logins = SignIn.objects.of(user).values(
        "address", "user_agent", "created_at", "last_seen_at", "ended_at", "ending"
    )
    yield Rows("devices", logins)
    families = TokenFamily.objects.filter(user=user)
    yield Rows("logins_of_apps", families.values("device", "created_at", "expires_at", "ended_at"))
    yield from _among_others(user)
    notices = SecurityEvent.objects.filter(person=user)
    yield Rows("security_notices", notices.values("kind", "day", "times", "facts", "acknowledged_at"))
    refused = QuarantinedUpload.objects.filter(user=user)
    yield Rows("refused_uploads", refused.values("name", "found", "size", "sha256", "created_at"))
    if apps.is_installed("allauth.socialaccount"):
        yield Rows(
            "connected_accounts", _connected(user).values("provider", "uid", "extra_data", "date_joined")
        )
    if user.avatar:
        yield Stored(f"picture{_ending(str(user.avatar))}", str(user.avatar))


def _among_others(user: User) -> Iterator[Rows]:
    """What the person was asked, and has asked of others; whom they invited is data of those."""
    received = Invitation.objects.filter(email__in=_addresses(user))
    facts = ("team_id", "role", "state", "created_at")
    yield Rows("invitations_received", received.values("email", *facts))
    yield Rows("invitations_sent", Invitation.objects.filter(invited_by=user).values(*facts))
    requests = ApprovalRequest.objects.filter(Q(asked_by=user) | Q(decided_by=user))
    yield Rows(
        "approvals",
        requests.values("team_id", "act", "label", "state", "created_at", "asked_by_id", "decided_by_id"),
    )
    holds = RetentionHold.objects.filter(Q(begun_by=user) | Q(ended_by=user))
    yield Rows(
        "pauses_of_retention",
        holds.values("team_id", "reason", "created_at", "begun_by_id", "ended_at", "ended_by_id"),
    )


def _addresses(user: User) -> list[str]:
    return sorted({user.email.lower(), *selectors.confirmed_addresses(user)})


def _account(user: User) -> dict[str, Any]:
    fields = ("id", "email", "name", "role", "tier", "created_at", "last_login", "first_steps_hidden_at")
    return {name: getattr(user, name) for name in fields} | {"has_password": user.has_usable_password()}


def export_activity(user: User) -> Iterator[Rows]:
    """What the person did, and from where, as far as that is not forgotten yet."""
    events = AuditEvent.objects.filter(Q(actor=user) | Q(particulars__subject_id=user.pk))
    yield Rows("activity", _lines(events.select_related("particulars").order_by("created_at")), is_table=True)


def _lines(events: QuerySet[AuditEvent]) -> Iterable[dict[str, Any]]:
    for event in events.iterator(chunk_size=1000):
        told = event.particulars
        yield {
            "at": event.created_at,
            "team": event.team_id,
            "action": event.action,
            "of": event.target_type,
            "id": event.target_id,
            "label": event.target_label,
            "address": told.address if told else "",
            "device": told.device if told else "",
            "values": told.values if told else {},
        }


def in_the_way(user: User) -> list[str]:
    """The teams that others would be left in without an owner."""
    return [
        f"You own “{team.name}”, and others work in it. Hand it over to one of them, or delete it."
        for team in selectors.teams_shared(user).order_by("name")
    ]


def erase(user: User) -> int:
    """Empty the account and close the teams that nobody else is in; returns how many records went."""
    _leave_teams(user)
    gone: list[int] = [
        _close_teams(user),
        sessions.forget(user=user),
        Authenticator.objects.filter(user=user).delete()[0],
        ApiToken.objects.filter(maker=user).delete()[0],
        TeamMember.objects.filter(user=user).delete()[0],
        SecurityEvent.objects.filter(person=user).delete()[0],
        TokenFamily.objects.filter(user=user).delete()[0],
        LogEntry.objects.filter(
            content_type=ContentType.objects.get_for_model(User), object_id=str(user.pk)
        ).update(object_repr="", change_message=""),
        Invitation.objects.filter(email__in=_addresses(user)).delete()[0],
        EmailAddress.objects.filter(user=user).delete()[0],
        _copies(user),
        _refused(user),
    ]
    if apps.is_installed("allauth.socialaccount"):
        gone.append(_connected(user).delete()[0])
    _empty(user)
    return sum(gone) + 1


def _leave_teams(user: User) -> None:
    """On record in the trails of the teams of others: their administrators see that somebody is gone."""
    for member in TeamMember.objects.filter(user=user).exclude(team__owner=user).select_related("team"):
        audit.record(team=member.team, by=user, action="member.leave", target=member, role=member.role)


def _close_teams(user: User) -> int:
    """Those that nobody else is in: as when their days of grace were over."""
    closing = list(selectors.teams_alone(user).select_for_update())
    for team in closing:
        deletion.erase_now(team=team)
    return len(closing)


def _empty(user: User) -> None:
    if user.avatar:
        _delete_later(str(user.avatar))
    user.email, user.name, user.avatar = f"{user.pk.hex}@erased.invalid", "", ""
    user.role, user.tier = User.Role.USER, User.Tier.FREE
    user.is_active = user.is_staff = user.is_superuser = False
    user.last_login = user.first_steps_hidden_at = None
    user.set_unusable_password()
    user.save()
    user.groups.clear()
    user.user_permissions.clear()


def _copies(user: User) -> int:
    for copy in DataExport.objects.filter(user=user).exclude(file=""):
        _delete_later(str(copy.file))
    return DataExport.objects.filter(user=user).delete()[0]


def _refused(user: User) -> int:
    own = QuarantinedUpload.objects.filter(user=user)
    for upload in own.exclude(file=""):
        _delete_later(str(upload.file))
    return own.update(user=None, name="", file="")


def _connected(user: User) -> QuerySet[Any]:
    found: QuerySet[Any] = apps.get_model(CONNECTED)._default_manager.filter(user=user)
    return found


def _delete_later(name: str) -> None:
    """After the commit: an erasure that is rolled back has lost nothing."""
    transaction.on_commit(partial(default_storage.delete, name), robust=True)


def _ending(name: str) -> str:
    dot = name.rfind(".")
    return name[dot:] if dot > name.rfind("/") else ""
