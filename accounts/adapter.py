"""What we add to django-allauth's flows."""

import contextlib
import logging
from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import record_authentication
from allauth.core.exceptions import ReauthenticationRequired
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

from accounts import http, selectors, throttle
from accounts.models import Consent, User
from accounts.services import consents, teams, users
from accounts.sso import gate
from iconikcerts.common.errors import DomainError

log = logging.getLogger(__name__)
WAYS_TO_CONFIRM = {
    "reauthenticate": "Use your password",
    "mfa_reauthenticate": "Use a code from your app",
    "mfa_reauthenticate:webauthn": "Use a passkey",
    "mail_code": "Use a code by mail",
}
# Mails of the sign-up: to a new address, and to one that is taken.
AT_SIGN_UP = ("account/email/email_confirmation_signup", "account/email/account_already_exists")


class MailUnavailable(DomainError):
    """The mail server does not take our mail at the moment."""

    code = "mail_unavailable"


class AccountAdapter(DefaultAccountAdapter):
    """Gives each new user the name from the form and a personal team, and notes what they agreed to; keeps calm when no mail can be sent."""

    error_messages = {
        **DefaultAccountAdapter.error_messages,
        "email_password_mismatch": "Email address and password do not fit together.",
        "incorrect_code": "This code does not fit. Take the one from the newest mail.",
        "incorrect_password": "This is not your password.",
        "too_many_login_attempts": "That was tried too often. Wait a few minutes, or reset the password.",
        "rate_limited": "That was tried too often. Wait a few minutes, then try again.",
    }

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            teams.personal(user=saved)
            for purpose, seen in form.agreed().items():
                consents.give(user=saved, purpose=purpose, way=Consent.Way.SIGN_UP, seen=seen)
        return saved

    def send_mail(self, template_prefix: str, email: str, context: dict[str, Any]) -> None:
        """Raises MailUnavailable, with the same words for a new address and for one that is taken."""
        try:
            super().send_mail(template_prefix, email, context)
        except OSError as error:  # smtplib's faults are OSErrors too
            log.exception("mail %s could not be sent", template_prefix)
            mend = "Try again in a few minutes."
            if template_prefix in AT_SIGN_UP:
                mend = "Log in with this address and password in a few minutes: then it is sent again."
            raise MailUnavailable("The mail could not be sent just now.", mend=mend) from error

    def pre_authenticate(self, request: HttpRequest, **credentials: Any) -> None:
        """Count the try before the password is looked at: guesses that come all at once are counted too."""
        self._attempt = throttle.attempt(request, credentials.get("email", ""))
        if not self._attempt.is_allowed:
            raise self.validation_error("too_many_login_attempts")

    def _rollback_login_failed_rl_usage(self) -> None:
        self._attempt.give_back()

    def _delete_login_attempts_cached_email(self, request: HttpRequest, **credentials: Any) -> None:
        throttle.forget(request, credentials.get("email", ""))

    def post_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse:
        by_code = kwargs["signup"] and "sociallogin" not in (kwargs.get("signal_kwargs") or {})
        if by_code:  # from the mail; django-allauth counts only what is given at a log-in
            record_authentication(request, user, method="code")
        response: HttpResponse = super().post_login(request, user, **kwargs)
        throttle.remember(request, response, user.email)
        return response

    def pre_login(self, request: HttpRequest, user: Any, **kwargs: Any) -> HttpResponse | None:
        """Every log-in passes here, whatever was shown. Who was made superuser on the command line needs no mail server
        to get in: the operator vouches for them."""
        if led := gate.led_away(request, user, (kwargs.get("signal_kwargs") or {}).get("sociallogin")):
            return led
        if user.is_superuser:
            users.vouch_for_address(user=user)
        response: HttpResponse | None = super().pre_login(request, user, **kwargs)
        return response

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """The deed is done and stands; the notice of it is lost when no mail can be sent, and the log says so."""
        with contextlib.suppress(MailUnavailable):
            super().send_notification_mail(*args, **kwargs)

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """A log-in of a moment ago counts as well as a confirmation; django-allauth would ask at once again."""
        required: bool = super().is_reauthentication_required(app=app, **kwargs)
        if not required or http.has_proved_recently(self.request):
            return False
        # Of who has neither password nor second factor django-allauth asks nothing.
        if not super().get_reauthentication_methods(self.request.user):
            raise ReauthenticationRequired
        return True

    def get_reauthentication_methods(self, user: Any) -> list[dict[str, Any]]:
        """Who comes by another site alone confirms by a code that is mailed."""
        ways: list[dict[str, Any]] = super().get_reauthentication_methods(user)
        if not ways and user.is_authenticated and selectors.has_confirmed_address(user):
            ways = [{"id": "mail_code", "url": reverse("accounts:confirm_by_mail")}]
        return [way | {"description": WAYS_TO_CONFIRM[way["id"]]} for way in ways]
