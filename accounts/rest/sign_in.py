"""Proving who one is to the API: password, and a second factor where the person has one."""

from allauth.account.adapter import get_adapter
from allauth.mfa.models import Authenticator
from django.core.exceptions import ValidationError
from django.http import HttpRequest

from accounts import selectors
from accounts.forms.factors import CodeForm
from accounts.models import User
from accounts.rest.bearer import REALM
from iconikcerts.common.errors import NotAuthenticated, TooManyRequests

_PAUSE_S = 300  # of django-allauth's limit of failed log-ins


class NotProven(NotAuthenticated):
    """The person has not proven who they are; `code` says what is missing."""

    code = "wrong_credentials"
    challenge = REALM


def prove(request: HttpRequest, *, email: str, password: str, code: str) -> tuple[User, list[str]]:
    """The person, and how they proved it (RFC 8176). Raises NotProven, TooManyRequests.

    A wrong password, an unknown address and a closed account are answered alike, and take equally long: the checks are
    those of the log-in page, with its limits and its record of failures.
    """
    try:
        user = get_adapter().authenticate(request, email=email, password=password)
    except ValidationError as error:
        raise TooManyRequests(
            "This was tried too often.", mend="Wait a few minutes, then try again.", retry_after_s=_PAUSE_S
        ) from error
    if not isinstance(user, User) or not user.is_active:
        raise NotProven(
            "Email address and password do not fit together.",
            mend="Check both, or log in by the web site to set a new password.",
        )
    if not selectors.has_confirmed_address(user):
        raise NotProven(
            "This email address was never confirmed.",
            code="unconfirmed_address",
            mend="Log in by the web site: it sends a code to confirm it with.",
        )
    if (wanted := selectors.must_sign_on(user)) is not None:
        raise NotProven(
            f"{wanted.team.name} asks its people to log in by single sign-on, which only a browser can do.",
            code="single_sign_on_required",
            mend="Log in by the web site, and make an API token there.",
        )
    return user, ["pwd", *_second_factor(user, code)]


def _second_factor(user: User, code: str) -> list[str]:
    if not selectors.has_second_factor(user):
        return []
    if not Authenticator.objects.filter(user=user, type=Authenticator.Type.TOTP).exists():
        raise NotProven(
            "This account is protected by a passkey, which only a browser can use.",
            code="passkey_needed",
            mend="Log in by the web site, and make an API token there.",
        )
    if not code:
        raise NotProven(
            "A code is needed too.",
            code="second_factor_required",
            mend="Send the code of your authenticator app, or a recovery code, as code.",
        )
    form = CodeForm({"code": code}, user=user)
    if not form.is_valid():
        raise NotProven(
            "This code is not right.", code="wrong_code", mend="Send the one that your app shows now."
        )
    form.authenticator.record_usage()
    return ["otp", "mfa"]
