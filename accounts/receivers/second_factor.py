"""Second factors: made, taken away, renewed, refused."""

from typing import Any

from allauth.mfa import signals as mfa
from allauth.mfa.models import Authenticator
from django.dispatch import receiver

from accounts import audit
from accounts.models import User
from accounts.services import anomalies


@receiver(mfa.authenticator_added, dispatch_uid="audit-factor-added")
def added(user: User, authenticator: Authenticator, **_: Any) -> None:
    _record(user, "second_factor.add", authenticator)


@receiver(mfa.authenticator_removed, dispatch_uid="audit-factor-removed")
def removed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _record(user, "second_factor.remove", authenticator)


@receiver(mfa.authenticator_reset, dispatch_uid="audit-factor-reset")
def renewed(user: User, authenticator: Authenticator, **_: Any) -> None:
    _record(user, "second_factor.renew", authenticator)


@receiver(mfa.authentication_failed, dispatch_uid="audit-factor-failed")
def refused(user: User, **_: Any) -> None:
    audit.record(team=None, by=None, action="login.fail", target=user, subject=user, reason="second factor")
    anomalies.after_failure(user=user)


def _record(user: User, action: str, authenticator: Authenticator) -> None:
    """The kind alone: neither secret nor name of a key."""
    audit.record(team=None, by=user, action=action, target=user, kind=str(authenticator.type))
