"""Forms of the pages about one's own data."""

from typing import Any

from django import forms


class EraseForm(forms.Form):
    """That one really means this account."""

    address = forms.CharField(
        max_length=254,
        label="Type your email address to confirm",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "autocapitalize": "none", "spellcheck": "false"}
        ),
    )

    def __init__(self, *args: Any, address: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._expected = address

    def clean_address(self) -> str:
        typed = str(self.cleaned_data["address"]).strip()
        if typed.casefold() != self._expected.casefold():
            raise forms.ValidationError("This is not the address of this account.")
        return typed
