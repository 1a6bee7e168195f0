"""What we add to django-allauth's flows."""

import contextlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from accounts import http
from accounts.models import User
from accounts.services import teams
from iconikcerts.common.errors import DomainError

log = logging.getLogger(__name__)
WAYS_TO_CONFIRM = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your app",
    "mfa_reauthenticate:webauthn": "Use a passkey",
}
CONFIRMATION_AT_SIGN_UP = "account/email/email_confirmation_signup"


class MailUnavailable(DomainError):
    """The mail server does not take our mail at the moment."""

    code = "mail_unavailable"


class AccountAdapter(DefaultAccountAdapter):
    """Gives each new user the name from the form and a personal team; keeps calm when no mail can be sent."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Email address and password do not fit together.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "That was tried too often. Wait a few minutes, then try again.",
        "rate_limited": "That was tried too often. Wait a few minutes, then try again.",
    }

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            teams.personal(user=saved)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Raises MailUnavailable. At sign-up a lost mail is no reason to turn a person away who is in already: the
        page of email addresses sends the link again."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # smtplib's faults are OSErrors too
            log.exception("mail %s could not be sent", template_prefix)
            if template_prefix != CONFIRMATION_AT_SIGN_UP:
                raise MailUnavailable(
                    "The mail could not be sent just now.", mend="Try again in a few minutes."
                ) from error

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The deed is done and stands; the notice of it is lost when no mail can be sent, and the log says so."""
        with contextlib.suppress(MailUnavailable):
            super().send_notification_mail(*args, **kwargs)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A log-in of a moment ago counts as well as a confirmation; django-allauth would ask at once again."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        return required and not http.has_proved_recently(self.request)

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        return [way | {"description": WAYS_TO_CONFIRM[way["id"]]} for way in ways]
