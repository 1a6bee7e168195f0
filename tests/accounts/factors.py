"""What a person with a second factor does: an authenticator app in a few lines."""

import re
import time

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP, format_hotp_value, generate_totp_secret, hotp_value
from django.test import Client

from accounts.models import User
from accounts.services import users
from tests.factories import PASSWORD

LOG_IN, CODE = "/accounts/login/", "/accounts/2fa/authenticate/"
STEP_S = 30


def code_of(secret: str, *, steps: int = 0) -> str:
    """What the app shows now, or so many steps later (RFC 6238)."""
    return str(format_hotp_value(hotp_value(secret, int(time.time()) // STEP_S + steps)))


def give_app(user: User) -> str:
    """Set up an authenticator app and recovery codes; returns the key of the app."""
    secret = str(generate_totp_secret())
    TOTP.activate(user, secret)
    RecoveryCodes.activate(user)
    return secret


def recovery_codes_of(user: User) -> list[str]:
    return list(RecoveryCodes.activate(user).get_unused_codes())


def give_password(client: Client, user: User, password: str = PASSWORD) -> str:
    """Send the form of the log-in page; returns where it leads, "" when it comes back."""
    users.vouch_for_address(user=user)
    return str(client.post(LOG_IN, {"login": user.email, "password": password}).get("Location", ""))


def give_code(client: Client, code: str) -> str:
    """Send the code that is asked for after the password; returns where it leads, "" when it is refused."""
    return str(client.post(CODE, {"code": code}).get("Location", ""))


def codes_on(page: bytes) -> list[str]:
    """The recovery codes on the page that shows them."""
    return [code.replace(" ", "") for code in re.findall(r"<code>(\d{4} \d{4})</code>", page.decode())]


def prove(client: Client, user: User) -> None:
    """As after a log-in by password just now, which `force_login` does not stand for."""
    session = client.session
    session[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    session[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    session.save()
