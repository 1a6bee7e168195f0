"""What we add to django-allauth's flows."""

import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from accounts.models import User
from accounts.services import teams
from iconikcerts.common.errors import DomainError

log = logging.getLogger(__name__)
CONFIRMATION_AT_SIGN_UP = "account/email/email_confirmation_signup"


class MailUnavailable(DomainError):
    """The mail server does not take our mail at the moment."""

    code = "mail_unavailable"


class AccountAdapter(DefaultAccountAdapter):
    """Gives each new user the name from the form and a personal team; keeps calm when no mail can be sent."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Email address and password do not fit together.",
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
