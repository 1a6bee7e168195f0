"""Forms of the public pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from wallet.models import ProblemReport


class FileForm(forms.Form):
    """The PDF that somebody was given."""

    file = forms.FileField(
        label="Certificate as a PDF",
        widget=forms.ClearableFileInput(attrs={"accept": "application/pdf,.pdf"}),
        error_messages={
            "required": "Choose the PDF as you received it.",
            "empty": "This file is empty. Choose the PDF as you received it.",
        },
    )

    def clean_file(self) -> Any:
        file = self.cleaned_data["file"]
        if file.size > settings.VERIFY_FILE_MAX_MB * 1_000_000:
            raise forms.ValidationError(too_large(file.size))
        return file


def too_large(size: int) -> str:
    """What is said of a file of `size` bytes."""
    return (
        f"This file has {filesizeformat(size)}; the limit is {settings.VERIFY_FILE_MAX_MB} MB. "
        "Type the code that is printed on the certificate instead."
    )


class ReportForm(forms.ModelForm):  # type: ignore[type-arg]  # not subscriptable at run time
    """What is wrong, in the reporter's words."""

    class Meta:
        model = ProblemReport
        fields = ("kind", "message", "contact")
        labels = {"kind": "What is it?", "message": "What did you notice?", "contact": "Your email address"}
        help_texts = {
            "message": "Say what you compared it with. Please write nothing that is nobody else's business.",
            "contact": "Only if we may ask you back. It is never shown, neither to the issuer nor to the recipient.",
        }
        widgets = {
            "message": forms.Textarea(attrs={"rows": 6}),
            "contact": forms.EmailInput(attrs={"autocomplete": "email"}),
        }
        error_messages = {
            "kind": {"required": "Choose what it is about."},
            "message": {"required": "Say in a few words what you noticed."},
        }

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["kind"].choices = [("", "Choose one"), *ProblemReport.Kind.choices]  # type: ignore[attr-defined]


class AddressForm(forms.Form):
    """The address that a certificate was issued to, as whoever asks knows it."""

    address = forms.EmailField(
        max_length=254,
        label="The email address it was issued to",
        help_text="If it is the right one, you get a link there.",
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        error_messages={"required": "Type the email address."},
    )
