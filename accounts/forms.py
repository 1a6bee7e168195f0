"""Forms of the account pages."""

from allauth.account.forms import SignupForm as AllauthSignupForm
from django import forms


class SignupForm(AllauthSignupForm):
    """Sign-up also asks for the name: it becomes the issuer's name on the first certificates."""

    name = forms.CharField(
        max_length=120,
        label="Your name or organisation",
        widget=forms.TextInput(attrs={"autocomplete": "name", "placeholder": ""}),
    )
    field_order = ("name", "email", "password1")
