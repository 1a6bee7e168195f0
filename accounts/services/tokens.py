"""API tokens: made, found by what a program sends, revoked."""

from collections.abc import Sequence
from datetime import timedelta

from django.conf import settings
from django.db import transaction
from django.utils import timezone

from accounts import audit, permissions, scopes, token_text
from accounts.models import ApiToken, Team, User
from accounts.permissions import Capability
from iconikcerts.common.errors import Conflict, DomainError, NotAllowed

LONGEST_DAYS = 365


class TooManyTokens(Conflict):
    """The team has as many tokens as a team may."""

    code = "too_many_tokens"


class NoScope(DomainError):
    """A token that may do nothing."""

    code = "no_scope"


class TokenRefused(DomainError):
    """What was sent is no token that is good now; `code` says why."""


@transaction.atomic
def create(
    *, team: Team, by: User, name: str, scopes_wanted: Sequence[str], days: int, per_minute: int
) -> tuple[ApiToken, str]:
    """The token, and its text, which is never known again. `days`: until it runs out, 1 to LONGEST_DAYS.

    Raises NotAllowed, for scopes too that the maker does not have; NoScope; TooManyTokens.
    """
    member = permissions.require(user=by, team=team, capability=Capability.TOKEN_MANAGE)
    if not set(scopes_wanted) <= set(scopes.offered_to(member)):
        raise NotAllowed("A token cannot do more than you can.", mend="Choose from what is offered.")
    if not scopes_wanted:
        raise NoScope("A token must be good for something.", mend="Choose what it may do.")
    _leave_room(team)
    text = token_text.make()
    token = ApiToken.objects.create(
        team=team,
        maker=by,
        name=name,
        prefix=token_text.prefix_of(text),
        sha256=token_text.digest(text),
        scopes=sorted(set(scopes_wanted)),
        per_minute=per_minute,
        expires_at=timezone.now() + timedelta(days=min(max(days, 1), LONGEST_DAYS)),
    )
    audit.record(
        team=team,
        by=by,
        action="token.create",
        target=token,
        scopes=token.scopes,
        expires_at=token.expires_at,
        per_minute=per_minute,
    )
    return token, text


def _leave_room(team: Team) -> None:
    """The row lock keeps two requests from passing the limit."""
    Team.objects.select_for_update().get(pk=team.pk)
    living = ApiToken.objects.for_team(team).filter(revoked_at=None, expires_at__gt=timezone.now()).count()
    if settings.API_TOKENS_PER_TEAM and living >= settings.API_TOKENS_PER_TEAM:
        raise TooManyTokens(
            f"The team has {living} tokens, and more are not possible.",
            mend="Revoke those that are no longer used.",
        )


def find(text: str) -> ApiToken:
    """The token that is meant, with its team and maker. Raises TokenRefused for what is none that is good now."""
    found = None
    if token_text.is_well_formed(text):
        found = (
            ApiToken.objects.select_related("team", "maker").filter(sha256=token_text.digest(text)).first()
        )
    if found is None:
        raise TokenRefused(
            "This is no token that is known.", code="unknown_token", mend="Check that it was copied whole."
        )
    if found.revoked_at is not None:
        raise TokenRefused("This token was revoked.", code="revoked_token", mend="Make a new one.")
    if not found.is_valid_at(timezone.now()):
        raise TokenRefused("This token has run out.", code="expired_token", mend="Make a new one.")
    if found.maker is None or not found.maker.is_active:
        raise TokenRefused(
            "Whoever made this token has left.",
            code="orphaned_token",
            mend="Have another administrator make one.",
        )
    return found


@transaction.atomic
def revoke(*, token: ApiToken, by: User) -> None:
    """From now on it is refused. Revoking it again changes nothing."""
    permissions.require(user=by, team=token.team, capability=Capability.TOKEN_MANAGE)
    now = timezone.now()
    hit = ApiToken.objects.filter(pk=token.pk, revoked_at=None).update(revoked_at=now, revoked_by=by)
    if hit:
        audit.record(team=token.team, by=by, action="token.revoke", target=token)
    token.refresh_from_db(fields=["revoked_at", "revoked_by"])
