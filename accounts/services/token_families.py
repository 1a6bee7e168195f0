"""Log-ins of our own clients: a family of tokens each, of which the refresh tokens rotate (RFC 9700, 4.14.2)."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta

from django.db import transaction
from django.db.models import Exists, QuerySet
from django.utils import timezone
from django.utils.crypto import constant_time_compare

from accounts import audit, token_text
from accounts.jwt import access
from accounts.models import DeniedToken, RefreshToken, SecurityEvent, TokenFamily, User
from accounts.services import anomalies, security_events, signing_keys
from iconikcerts.common.errors import DomainError

log = logging.getLogger(__name__)
End = TokenFamily.End
# Without a refresh for so long, and in any case after so long, the person logs in again.
IDLE = timedelta(days=14)
LONGEST = timedelta(days=90)
_KEPT = timedelta(days=30)


class TokenRefused(DomainError):
    """What was sent is no token that is good now; `code` says why."""


@dataclass(frozen=True, slots=True)
class Pair:
    """What a client gets: `expires_in` and `refresh_expires_in` in seconds."""

    access_token: str
    refresh_token: str
    expires_in: int
    refresh_expires_in: int


@transaction.atomic
def begin(*, user: User, methods: list[str], device: str) -> Pair:
    """The first pair of a new family, for a person who has just proven who they are by `methods` (RFC 8176)."""
    now = timezone.now()
    family = TokenFamily.objects.create(
        user=user,
        device=device[:400],
        methods=methods,
        auth_hash=user.get_session_auth_hash(),
        expires_at=now + LONGEST,
        refreshed_at=now,
    )
    audit.record(team=None, by=user, action="login.succeed", target=family, methods=methods)
    anomalies.after_sign_in(user=user)
    return _pair(family, now)


def refresh(*, text: str) -> Pair:
    """A new pair for a refresh token that was not used yet. Raises TokenRefused.

    One that was used is known to two: its family ends, for whoever has a token of it. Which of the two is the thief
    cannot be told. The end is committed before the refusal is raised.
    """
    with transaction.atomic():
        outcome = _rotated(text)
    if isinstance(outcome, TokenRefused):
        raise outcome
    return outcome


def _rotated(text: str) -> Pair | TokenRefused:
    found = _refresh_token(text)
    if found is None:
        return TokenRefused("This is no refresh token that is known.", code="unknown_token", mend="Log in.")
    # Whoever comes second with the same token waits here, and then sees that it was used.
    family = TokenFamily.objects.select_for_update().get(pk=found.family_id)
    found.refresh_from_db()
    now = timezone.now()
    if family.ended_at is not None:
        return _over()
    if found.used_at is not None:
        _end(family, End.REUSED, now)
        log.warning("a refresh token of family %s was used twice; the family has ended", family.pk)
        return TokenRefused("This refresh token was used before.", code="reused_token", mend="Log in again.")
    if now >= min(found.expires_at, family.expires_at):
        _end(family, End.RAN_OUT, now)
        return _over()
    if not _is_same_person(family):
        _end(family, End.CHANGED, now)
        return _over()
    RefreshToken.objects.filter(pk=found.pk).update(used_at=now)
    TokenFamily.objects.filter(pk=family.pk).update(refreshed_at=now)
    return _pair(family, now)


def check(text: str) -> tuple[User, TokenFamily]:
    """The person behind an access token, and its family. Raises TokenRefused, also in the moment after either was revoked."""
    claims = _claims(text)
    denied = DeniedToken.objects.filter(jti=claims.jti)
    found = TokenFamily.objects.select_related("user").annotate(is_denied=Exists(denied))
    family = found.filter(pk=claims.family_id, user=claims.user_id).first()
    if family is None or family.is_denied or family.ended_at is not None or not _is_same_person(family):
        raise TokenRefused("This token was revoked.", code="revoked_token", mend="Log in again.")
    return family.user, family


@transaction.atomic
def revoke(*, text: str) -> None:
    """RFC 7009: a refresh token ends its family; an access token is refused alone. What is no token is ignored (2.2)."""
    if found := _refresh_token(text):
        family = TokenFamily.objects.select_for_update().get(pk=found.family_id)
        if family.ended_at is None:
            _end(family, End.LOGGED_OUT, timezone.now())
        return
    try:
        claims = _claims(text)
    except TokenRefused:
        return
    DeniedToken.objects.get_or_create(jti=claims.jti, defaults={"expires_at": claims.expires_at})


def living(*, user: User) -> QuerySet[TokenFamily]:
    """The log-ins of a person by apps that can still be used, the latest used first."""
    found = TokenFamily.objects.filter(user=user, ended_at=None, expires_at__gt=timezone.now())
    return found.order_by("-refreshed_at")


@transaction.atomic
def end(*, family: TokenFamily) -> None:
    """Sign an app out. Safe to call twice."""
    locked = TokenFamily.objects.select_for_update().get(pk=family.pk)
    if locked.ended_at is None:
        _end(locked, End.LOGGED_OUT, timezone.now())


@transaction.atomic
def end_all(*, user: User, why: End = End.LOGGED_OUT) -> int:
    """End every family of a person, as signing out everywhere does; return how many there were."""
    found = TokenFamily.objects.select_for_update().filter(user=user, ended_at=None)
    now = timezone.now()
    for family in found:
        _end(family, why, now)
    return len(found)


def forget_old() -> None:
    """Delete what nobody can use: families a month after their end, denials of tokens that have run out."""
    now = timezone.now()
    TokenFamily.objects.filter(expires_at__lt=now - _KEPT).delete()
    TokenFamily.objects.filter(ended_at__lt=now - _KEPT).delete()
    DeniedToken.objects.filter(expires_at__lt=now - timedelta(seconds=access.LEEWAY_S)).delete()


def _pair(family: TokenFamily, now: datetime) -> Pair:
    text = token_text.make(token_text.REFRESH)
    until = min(now + IDLE, family.expires_at)
    RefreshToken.objects.create(family=family, sha256=token_text.digest(text), expires_at=until)
    token = access.write(
        key=signing_keys.signing_key(),
        user_id=family.user_id,
        family_id=family.pk,
        methods=family.methods,
        logged_in_at=family.created_at,
        now=now,
    )
    return Pair(token, text, int(access.LIFETIME.total_seconds()), int((until - now).total_seconds()))


def _end(family: TokenFamily, why: End, now: datetime) -> None:
    TokenFamily.objects.filter(pk=family.pk).update(ended_at=now, end=why)
    is_theft = why == End.REUSED
    audit.record(
        team=None,
        by=family.user if why == End.LOGGED_OUT else None,
        subject=family.user,
        action="token.reuse" if is_theft else "login.end",
        target=family,
        why=why,
    )
    if is_theft:
        security_events.raise_for(
            kind=SecurityEvent.Kind.TOKEN_REUSED,
            person=family.user,
            facts={"device": family.device_name},
        )


def _refresh_token(text: str) -> RefreshToken | None:
    if not token_text.is_well_formed(text, token_text.REFRESH):
        return None
    return RefreshToken.objects.filter(sha256=token_text.digest(text)).first()


def _claims(text: str) -> access.Claims:
    try:
        return access.read(text, signing_keys.verifying_key, now=timezone.now())
    except access.NotReadable as fault:
        if fault.is_expired:
            raise TokenRefused(
                "This token has run out.", code="expired_token", mend="Get a new one by refreshing."
            ) from fault
        raise TokenRefused(
            "This is no token that is known.", code="unknown_token", mend="Log in again."
        ) from fault


def _is_same_person(family: TokenFamily) -> bool:
    """The account is open, and its password is the one of the log-in (or the key that signs was changed since)."""
    user = family.user
    known = (user.get_session_auth_hash(), *user.get_session_auth_fallback_hash())
    return user.is_active and any(constant_time_compare(each, family.auth_hash) for each in known)


def _over() -> TokenRefused:
    return TokenRefused("This log-in has ended.", code="revoked_token", mend="Log in again.")
