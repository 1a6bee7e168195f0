"""Deleting a team: asked for, called off within the days of grace, then erased (docs/adr/0016)."""

import logging
import secrets
from datetime import timedelta
from functools import partial

from allauth.socialaccount.models import SocialAccount
from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import audit, erasure, permissions, tasks
from accounts.models import SingleSignOn, Team, User
from accounts.permissions import Capability
from iconikcerts.common.errors import Conflict

log = logging.getLogger(__name__)
ERASED_NAME = "Deleted team"


@transaction.atomic
def ask(*, team: Team, by: User) -> None:
    """Have a team erased after the days of grace; its members get a mail. Until then all goes on.

    Raises NotAllowed for others than the owner, Conflict for a personal team or one that is to be erased already.
    """
    permissions.require(user=by, team=team, capability=Capability.TEAM_DELETE)
    found = Team.objects.select_for_update().get(pk=team.pk)
    if found.is_personal:
        raise Conflict("A personal team goes with its person's account.", mend="Delete the account instead.")
    if found.erase_at is not None:
        raise Conflict("This team is to be deleted already.", mend="You can still keep it.")
    found.erase_at = timezone.now() + timedelta(days=settings.TEAM_DELETION_DAYS)
    found.save(update_fields=["erase_at", "updated_at"])
    audit.record(team=found, by=by, action="team.delete", target=found, erase_at=found.erase_at.isoformat())
    for member_id in found.members.values_list("pk", flat=True):
        transaction.on_commit(partial(tasks.tell_of_deletion.delay, str(member_id)), robust=True)


@transaction.atomic
def call_off(*, team: Team, by: User) -> None:
    """Keep a team after all. Raises NotAllowed, and Conflict when nothing is to be called off."""
    permissions.require(user=by, team=team, capability=Capability.TEAM_DELETE)
    found = Team.objects.select_for_update().get(pk=team.pk)
    if found.erase_at is None:
        raise Conflict("This team is not to be deleted.", mend="There is nothing to call off.")
    found.erase_at = None
    found.save(update_fields=["erase_at", "updated_at"])
    audit.record(team=found, by=by, action="team.keep", target=found)


def erase_due() -> int:
    """Erase every team whose days of grace are over. Returns how many; one that cannot go yet is tried the next time."""
    due = Team.objects.filter(erase_at__lte=timezone.now(), erased_at=None)
    gone = 0
    for team in list(due):
        try:
            _prepare(team)
            with transaction.atomic():
                gone += _erase(Team.objects.select_for_update().get(pk=team.pk))
        except erasure.NotYet as reason:
            log.info("team %s is not erased yet: %s", team.pk, reason)
    return gone


def _prepare(team: Team) -> None:
    for eraser in erasure.erasers():
        if eraser.prepare is not None:
            eraser.prepare(team)


def _erase(team: Team) -> bool:
    if team.erased_at is not None or team.erase_at is None or team.erase_at > timezone.now():
        return False
    erase_now(team=team)
    return True


@transaction.atomic
def erase_now(*, team: Team) -> None:
    """Leave nothing but a name for what must stay: certificates, what they were made with, and the trail.

    Without days of grace only for a team that nobody is left in, as its owner's account is erased.
    """
    for eraser in erasure.erasers():
        eraser.erase(team)
    for mine in (
        team.invitations,
        team.approval_requests,
        team.approval_rules,
        team.api_tokens,
        team.security_events,
        team.retention_rules,
        team.retention_holds,
        team.retention_runs,
        team.email_domains,
        team.members,
    ):
        mine.all().delete()
    if (connection := SingleSignOn.objects.filter(team=team).first()) is not None:
        SocialAccount.objects.filter(provider=connection.provider_id).delete()
        connection.delete()
    team.name, team.description = ERASED_NAME, ""
    team.slug, team.owner, team.erased_at = f"deleted-{secrets.token_hex(8)}", None, timezone.now()
    team.save()
    audit.record(team=team, by=None, action="team.erase", target=team)
