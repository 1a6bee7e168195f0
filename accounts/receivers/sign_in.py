"""Log-ins, log-outs, failures; passwords and email addresses."""

from typing import Any

from allauth.account import signals as account
from allauth.account.models import EmailAddress
from django.contrib.auth.signals import user_logged_out, user_login_failed
from django.dispatch import receiver
from django.http import HttpRequest
from django.utils.crypto import salted_hmac

from accounts import audit
from accounts.models import User
from accounts.services import anomalies


def digest_of_address(email: str) -> str:
    """A keyed digest: tells that the same unknown address was tried again, and not which it was."""
    return salted_hmac("accounts.audit.address", email.strip().casefold()).hexdigest()[:16]


@receiver(account.user_logged_in, dispatch_uid="audit-login")
def logged_in(request: HttpRequest, user: User, **_: Any) -> None:
    audit.record(team=None, by=user, action="login.succeed", target=user, methods=methods_of(request))
    anomalies.after_sign_in(user=user)


def methods_of(request: HttpRequest) -> list[str]:
    """How the person proved who they are in this session: password, code, mfa:totp, socialaccount:github, ..."""
    records = request.session.get("account_authentication_methods") or []
    named = [
        ":".join(filter(None, [record.get("method"), record.get("type") or record.get("provider")]))
        for record in records
    ]
    return list(dict.fromkeys(named))


@receiver(user_logged_out, dispatch_uid="audit-logout")
def logged_out(user: User | None, **_: Any) -> None:
    if user is not None:
        audit.record(team=None, by=user, action="login.end", target=user)


@receiver(user_login_failed, dispatch_uid="audit-login-failed")
def login_failed(credentials: dict[str, Any], **_: Any) -> None:
    """Nobody has proven who they are, so there is no actor. The address is kept of accounts alone, as their id."""
    email = str(credentials.get("email") or credentials.get("username") or "")
    user = User.objects.filter(email__iexact=email).first() if email else None
    _failed(user, reason="password", address="" if user else digest_of_address(email))


def _failed(user: User | None, **facts: str) -> None:
    known: dict[str, Any] = {name: value for name, value in facts.items() if value}
    audit.record(team=None, by=None, action="login.fail", target=user, subject=user, **known)
    anomalies.after_failure(user=user)


@receiver(account.login_code_rejected, dispatch_uid="audit-code-rejected")
def code_rejected(user: User | None, **_: Any) -> None:
    _failed(user, reason="code")


@receiver(account.user_signed_up, dispatch_uid="audit-sign-up")
def signed_up(user: User, **_: Any) -> None:
    audit.record(team=None, by=user, action="user.sign_up", target=user)


@receiver(account.password_set, dispatch_uid="audit-password-set")
@receiver(account.password_changed, dispatch_uid="audit-password-changed")
def password_changed(user: User, **_: Any) -> None:
    audit.record(team=None, by=user, action="password.change", target=user)


@receiver(account.password_reset, dispatch_uid="audit-password-reset")
def password_reset(user: User, **_: Any) -> None:
    audit.record(team=None, by=user, action="password.reset", target=user)


@receiver(account.email_confirmed, dispatch_uid="audit-email-confirmed")
def address_confirmed(email_address: EmailAddress, **_: Any) -> None:
    _address(email_address.user, "email.confirm", address=email_address.email)


@receiver(account.email_added, dispatch_uid="audit-email-added")
def address_added(user: User, email_address: EmailAddress, **_: Any) -> None:
    _address(user, "email.add", address=email_address.email)


@receiver(account.email_removed, dispatch_uid="audit-email-removed")
def address_removed(user: User, email_address: EmailAddress, **_: Any) -> None:
    _address(user, "email.remove", address=email_address.email)


@receiver(account.email_changed, dispatch_uid="audit-email-changed")
def address_changed(
    user: User, from_email_address: EmailAddress | None, to_email_address: EmailAddress, **_: Any
) -> None:
    former = from_email_address.email if from_email_address else None
    audit.record(
        team=None,
        by=user,
        action="email.change",
        target=user,
        before={"email": former},
        after={"email": to_email_address.email},
        personal=["email"],
    )


def _address(user: User, action: str, *, address: str) -> None:
    audit.record(team=None, by=user, action=action, target=user, personal=["address"], address=address)
