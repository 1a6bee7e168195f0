"""Forms of second factors: codes, passkeys. django-allauth's, with our words and against what it lets through."""

import contextlib
import hashlib
import struct
from collections.abc import Iterator
from typing import Any

from allauth.account.adapter import get_adapter as get_account_adapter
from allauth.core import context
from allauth.core.internal.cryptokit import normalize_user_code
from allauth.mfa import app_settings
from allauth.mfa.adapter import get_adapter
from allauth.mfa.base.forms import AuthenticateForm, ReauthenticateForm
from allauth.mfa.models import Authenticator
from allauth.mfa.totp.forms import ActivateTOTPForm
from allauth.mfa.webauthn.forms import (
    AddWebAuthnForm,
    AuthenticateWebAuthnForm,
    EditWebAuthnForm,
    LoginWebAuthnForm,
    ReauthenticateWebAuthnForm,
)
from cryptography.exceptions import InvalidSignature
from django import forms
from django.core.cache import cache

from accounts import throttle
from accounts.models import User

# What fido2 raises on bytes that no device has sent, and on a signature by another key.
MALFORMED = (AttributeError, InvalidSignature, LookupError, TypeError, ValueError, struct.error)


class CountedCode(forms.Form):
    """A code that is tried so often and no more, and taken once. Who knows the password alone, and guesses codes, uses
    up what unknown devices have; the owner's own device goes on."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe_code(self, "Code from your app, or a recovery code")

    def clean_code(self) -> str:
        user: User = self.user  # type: ignore[attr-defined]
        attempt = throttle.attempt(context.request, f"code:{user.email}", known_as=user.email)
        if not attempt.is_allowed:
            raise get_account_adapter().validation_error("rate_limited")
        code: str = super().clean_code()  # type: ignore[misc]
        _take_once(self.authenticator, code)  # type: ignore[attr-defined]
        attempt.give_back()
        return code


class CodeForm(CountedCode, AuthenticateForm):
    """The code of an authenticator app, or one of the recovery codes."""


class ConfirmCodeForm(CountedCode, ReauthenticateForm):
    """The same code, asked for again before a dangerous act."""


class ActivateAppForm(ActivateTOTPForm):
    """The first code of an authenticator app, which shows that it has taken the key."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        _describe_code(self, "Code that the app shows")


class DeviceAnswer(forms.Form):
    """What a device answers is anybody's bytes. django-allauth expects them to be well formed, and fido2's faults on
    those that are not, or that are signed by another key, are of many kinds."""

    def clean_credential(self) -> Any:
        with _refused():
            return super().clean_credential()  # type: ignore[misc]


class PasskeyForm(DeviceAnswer, AuthenticateWebAuthnForm):
    """A passkey as second factor."""


class LogInByPasskeyForm(DeviceAnswer, LoginWebAuthnForm):
    """A passkey in place of address and password."""


class ConfirmByPasskeyForm(DeviceAnswer, ReauthenticateWebAuthnForm):
    """A passkey before a dangerous act."""


class AddPasskeyForm(AddWebAuthnForm):
    """A passkey: what it is called, and whether it logs in alone."""

    def clean(self) -> Any:
        with _refused():
            return super().clean()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"].label = "Name"
        self.fields["name"].max_length = 80
        self.fields["name"].widget.attrs |= {"maxlength": 80}
        self.fields["name"].help_text = "So that you know it again in the list: “Laptop”, “Key on my ring”."
        self.fields["passwordless"].label = "Log in with it alone, without email address and password"
        self.fields["passwordless"].initial = True


class RenamePasskeyForm(EditWebAuthnForm):
    """Another name for a passkey."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["name"] = forms.CharField(label="Name", max_length=80)


@contextlib.contextmanager
def _refused() -> Iterator[None]:
    try:
        yield
    except MALFORMED as fault:
        raise get_adapter().validation_error("incorrect_passkey") from fault
    except forms.ValidationError as fault:
        if fault.code == "incorrect_code":
            raise get_adapter().validation_error("incorrect_passkey") from fault
        raise


def _describe_code(form: forms.Form, label: str) -> None:
    field = form.fields["code"]
    field.label = label
    field.widget.attrs = {"autocomplete": "one-time-code", "inputmode": "numeric", "maxlength": "20"}


def _take_once(authenticator: Authenticator, code: str) -> None:
    """RFC 6238, section 5.2: a code is accepted once. django-allauth remembers it for one step only, and takes codes of
    three; this covers all three. Recovery codes are struck off by themselves."""
    if authenticator.type != Authenticator.Type.TOTP:
        return
    digest = hashlib.sha256(f"{authenticator.pk}:{normalize_user_code(code)}".encode()).hexdigest()
    seconds = app_settings.TOTP_PERIOD * (2 * app_settings.TOTP_TOLERANCE + 1)
    if not cache.add(f"totp-taken:{digest}", 1, timeout=seconds):
        raise get_adapter().validation_error("incorrect_code")
