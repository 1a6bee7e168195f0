"""Forms of the account pages."""

from typing import Any

from allauth.account import forms as allauth
from django import forms
from django.contrib.auth.hashers import make_password
from django.http import HttpRequest

from accounts.forms.agreement import Agreements

# What AUTH_PASSWORD_VALIDATORS refuse, in one sentence instead of a list.
HINT = "At least 10 characters. No common password, and nothing like your name or address."


class PasswordHint(forms.Form):
    """Says below the new password what it must be."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].help_text = HINT


class ChangePasswordForm(PasswordHint, allauth.ChangePasswordForm):
    """Another password, by somebody who knows the present one."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["oldpassword"].label = "Current password"
        self.fields["password1"].label = "New password"
        self.fields["password2"].label = "New password again"


class SetPasswordForm(PasswordHint, allauth.SetPasswordForm):
    """A first password."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password2"].label = "Password again"


class ResetPasswordKeyForm(PasswordHint, allauth.ResetPasswordKeyForm):
    """A new password, by the link from the mail."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["password1"].label = "New password"
        self.fields["password2"].label = "New password again"


class LogInForm(allauth.LoginForm):
    """The password may be left out in the browser: an address can be enough, which is found out when it is sent."""

    use_required_attribute = False

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["login"].error_messages["required"] = "Enter your email address."
        self.fields["password"].error_messages["required"] = "Enter your password."


class SignupForm(PasswordHint, Agreements, allauth.SignupForm):
    """Sign-up also asks for the name: it becomes the issuer's name on the first certificates; and for what rests on an
    agreement."""

    name = forms.CharField(
        max_length=120,
        label="Your name or organisation",
        widget=forms.TextInput(attrs={"autocomplete": "name", "placeholder": ""}),
    )
    field_order = ("name", "email", "password1")

    def try_save(self, request: HttpRequest) -> Any:
        """For an address that is taken, a password is hashed for nothing: else the time would tell."""
        if self.account_already_exists:
            make_password(self.cleaned_data["password1"])
        return super().try_save(request)


class ProfileForm(forms.Form):
    """What others read of a person."""

    name = forms.CharField(
        max_length=120,
        label="Your name or organisation",
        widget=forms.TextInput(attrs={"autocomplete": "name"}),
    )
