"""Forms of the job pages."""

from typing import Any

from django import forms
from django.conf import settings
from django.template.defaultfilters import filesizeformat

from certificates import filenames, numbering
from certificates.options import InvalidOptions, JobOptions
from iconikcerts.common.errors import DomainError
from templates_app.presenters import DesignCard


class JobForm(forms.Form):
    """Step one: which design, which file."""

    design = forms.ChoiceField(
        widget=forms.RadioSelect,
        error_messages={"required": "Choose a design.", "invalid_choice": "Choose a design."},
    )
    recipients = forms.FileField(
        label="Recipients",
        error_messages={
            "required": "Choose a CSV or .xlsx file with a header line and one row per recipient.",
            "empty": "This file is empty. Choose one with a header line and one row per recipient.",
        },
    )
    name = forms.CharField(label="Name of the job", max_length=200, required=False)

    def __init__(self, *args: Any, designs: list[DesignCard], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["design"].choices = [(design.slug, design.name) for design in designs]  # type: ignore[attr-defined]

    def clean_recipients(self) -> Any:
        file = self.cleaned_data["recipients"]
        limit = settings.UPLOAD_MAX_MB * 1_000_000
        if file.size > limit:
            raise forms.ValidationError(
                f"This file has {filesizeformat(file.size)}; the limit is {settings.UPLOAD_MAX_MB} MB. "
                "Split it, or remove columns that the design does not use."
            )
        return file


FIELD_OF_FAULT: dict[type[DomainError], str] = {
    numbering.InvalidPattern: "number_pattern",
    filenames.InvalidFileNamePattern: "file_name_pattern",
    InvalidOptions: "expires_on",
}


class RunForm(forms.Form):
    """Step three: the choices of the run."""

    issued_on = forms.DateField(
        label="Issue date", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    expires_on = forms.DateField(
        label="Expiry date", required=False, widget=forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
    )
    number_pattern = forms.CharField(
        label="Number pattern", initial=numbering.DEFAULT_PATTERN, max_length=100
    )
    file_name_pattern = forms.CharField(
        label="File name pattern", initial=filenames.DEFAULT_PATTERN, max_length=200
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if not self.errors:
            try:
                self.options().check()
            except DomainError as error:
                self.add_error(FIELD_OF_FAULT[type(error)], str(error))
        return cleaned

    def options(self) -> JobOptions:
        """The choices of a valid form."""
        data = self.cleaned_data
        return JobOptions(
            issued_on=data["issued_on"].isoformat() if data["issued_on"] else "",
            expires_on=data["expires_on"].isoformat() if data["expires_on"] else "",
            number_pattern=data["number_pattern"],
            file_name_pattern=data["file_name_pattern"],
        )
