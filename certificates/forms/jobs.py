"""Forms of the issue wizard."""

from typing import Any

from django import forms
from django.core.validators import MaxLengthValidator
from django.template.defaultfilters import filesizeformat
from django.utils import timezone

from accounts.limits import Limits
from certificates import filenames, mail_text, numbering
from certificates.options import InvalidOptions, InvalidReplyTo, JobOptions
from certificates.services import drafts
from iconikcerts.common.errors import DomainError
from iconikcerts.common.languages import languages
from templates_app.presenters.gallery import DesignCard


class DesignForm(forms.Form):
    """Which design."""

    design = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a design.", "invalid_choice": "Choose a design."},
    )

    def __init__(self, *args: Any, designs: list[DesignCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["design"].choices = [(design.slug, design.name) for design in designs]  # type: ignore[attr-defined]


class UploadForm(forms.Form):
    """A spreadsheet."""

    recipients = forms.FileField(
        label="Recipients",
        error_messages={
            "required": "Choose a CSV or .xlsx file with a header line and one row per recipient.",
            "empty": "This file is empty. Choose one with a header line and one row per recipient.",
        },
    )

    def __init__(self, *args: Any, limits: Limits, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.limits = limits

    def clean_recipients(self) -> Any:
        file = self.cleaned_data["recipients"]
        if file.size > self.limits.list_bytes:
            raise forms.ValidationError(
                f"This file has {filesizeformat(file.size)}; the limit of your plan is {self.limits.list_mb} MB. "
                "Split it, or remove columns that the design does not use."
            )
        return file


TOO_MUCH = (
    f"This is too much to paste: {drafts.MOST_CHARACTERS:,} characters fit. "
    "Save it as a spreadsheet or CSV file and drop that under “Upload a file”."
)


class PasteForm(forms.Form):
    """Cells copied from a spreadsheet, or the text of a CSV file."""

    # No `max_length`: browsers would cut what is pasted there without a word.
    text = forms.CharField(
        label="Rows",
        strip=False,
        widget=forms.Textarea(
            attrs={"rows": 12, "spellcheck": "false", "wrap": "off", "data-most": drafts.MOST_CHARACTERS}
        ),
        validators=[MaxLengthValidator(drafts.MOST_CHARACTERS, TOO_MUCH)],
        error_messages={"required": "Paste a line of headings and one line for each recipient."},
    )


FIELD_OF_FAULT: dict[type[DomainError], str] = {
    numbering.InvalidPattern: "number_pattern",
    filenames.InvalidFileNamePattern: "file_name_pattern",
    InvalidOptions: "expires_on",
    InvalidReplyTo: "reply_to",
    mail_text.InvalidSubject: "mail_subject",
    mail_text.InvalidText: "mail_text",
}


def _day(label: str, hint: str) -> forms.DateField:
    widget = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    return forms.DateField(label=label, required=False, widget=widget, help_text=hint)


class OptionsForm(forms.Form):
    """The choices of the run."""

    name = forms.CharField(
        label="Name of the job", max_length=200, help_text="For your own list; it stands on no certificate."
    )
    issued_on = _day("Issue date", "Left empty: the day on which you start the job.")
    expires_on = _day("Expiry date", "Left empty: the certificates stay valid for ever.")
    language = forms.ChoiceField(
        label="Language of dates and numbers",
        required=False,
        choices=[("", "As the design"), *languages()],
        help_text="The usual words of an email follow it.",
    )
    number_pattern = forms.CharField(
        label="Number pattern", initial=numbering.DEFAULT_PATTERN, max_length=100
    )
    file_name_pattern = forms.CharField(
        label="File name pattern", initial=filenames.DEFAULT_PATTERN, max_length=200
    )
    send_email = forms.BooleanField(label="Send by email", required=False)
    mail_subject = forms.CharField(
        label="Subject", required=False, widget=forms.TextInput(attrs={"dir": "auto", "autocomplete": "off"})
    )
    mail_text = forms.CharField(
        label="Message", required=False, widget=forms.Textarea(attrs={"dir": "auto", "rows": 5})
    )
    reply_to = forms.CharField(
        label="Answers go to",
        required=False,
        widget=forms.EmailInput(attrs={"autocomplete": "email"}),
        help_text="Recipients see this address. Left empty: they are told that nobody reads answers.",
    )

    def __init__(self, *args: Any, usual: tuple[str, str] = ("", ""), **kwargs: Any) -> None:
        """`usual`: subject and text of a message for which nobody writes others."""
        super().__init__(*args, **kwargs)
        for name, words in zip(("mail_subject", "mail_text"), usual, strict=True):
            self.fields[name].widget.attrs["placeholder"] = words

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.options().check()
            except DomainError as error:
                self.add_error(FIELD_OF_FAULT[type(error)], str(error))
        expires, issued = cleaned.get("expires_on"), cleaned.get("issued_on")
        if expires and not issued and expires <= timezone.localdate():
            self.add_error("expires_on", "This day is over. Choose a later one, or leave it empty.")
        return cleaned

    def options(self) -> JobOptions:
        """The choices of a valid form."""
        data = self.cleaned_data
        return JobOptions(
            issued_on=data["issued_on"].isoformat() if data["issued_on"] else "",
            expires_on=data["expires_on"].isoformat() if data["expires_on"] else "",
            language=data["language"],
            number_pattern=data["number_pattern"],
            file_name_pattern=data["file_name_pattern"],
            send_email=data["send_email"],
            mail_subject=data["mail_subject"],
            mail_text=data["mail_text"],
            reply_to=data["reply_to"],
        )
