"""What a new design begins with."""

from typing import Any

from django import forms
from django.core.validators import RegexValidator

from templates_app.design_file import MAX_FILE_BYTES
from templates_app.document.blank import BLANK_SIZES, LEAST_MM, MOST_MM, OWN_SIZE, OWN_SIZE_LABEL
from templates_app.document.units import page_size_name

NAME = "Untitled design"


def _side(name: str) -> forms.FloatField:
    range_fault = f"Enter a length from {LEAST_MM} to {MOST_MM:,} mm."
    return forms.FloatField(
        label=f"{name.capitalize()} in mm",
        min_value=LEAST_MM,
        max_value=MOST_MM,
        widget=forms.NumberInput(attrs={"step": "any", "inputmode": "decimal"}),
        error_messages={
            "required": f"Enter the {name} of the page.",
            "min_value": range_fault,
            "max_value": range_fault,
        },
    )


class NewDesignForm(forms.Form):
    """`size` is one of BLANK_SIZES, or OWN_SIZE with width and height."""

    name = forms.CharField(
        label="Name", required=False, initial=NAME, max_length=120, widget=forms.TextInput({"dir": "auto"})
    )
    size = forms.ChoiceField(
        label="Page",
        choices=[(key, page_size_name(*sides)) for key, sides in BLANK_SIZES.items()]
        + [(OWN_SIZE, OWN_SIZE_LABEL)],
        initial="a4-landscape",
    )
    width = _side("width")
    height = _side("height")

    def clean_name(self) -> str:
        return self.cleaned_data["name"] or NAME

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("size") != OWN_SIZE:
            # The sides are not asked for, whatever was typed before another page was chosen.
            for side in ("width", "height"):
                self.errors.pop(side, None)
        return cleaned

    @property
    def sides(self) -> tuple[float, float]:
        """Width and height in mm of a valid form."""
        said = self.cleaned_data
        return BLANK_SIZES.get(said["size"]) or (said["width"], said["height"])


# JSON may hold halves of characters (lone surrogates), which no database keeps.
_WHOLE = RegexValidator("\\A[^\ud800-\udfff]*\\Z", "Half a character is in it. Type it again.")


class RenameForm(forms.Form):
    """What a design is called."""

    name = forms.CharField(
        label="Name",
        max_length=120,
        validators=[_WHOLE],
        error_messages={"required": "Give the design a name."},
    )


class ImportForm(forms.Form):
    """A design as a file."""

    design = forms.FileField(
        label="Design",
        widget=forms.FileInput({"accept": ".zip,application/zip"}),
        error_messages={
            "required": "Choose a .zip file that was exported from a design.",
            "empty": "This file is empty. Choose a .zip file that was exported from a design.",
        },
    )

    def clean_design(self) -> Any:
        file = self.cleaned_data["design"]
        if file.size > MAX_FILE_BYTES:
            raise forms.ValidationError(
                f"This file is larger than {MAX_FILE_BYTES // 1_000_000} MB. Use smaller pictures in the design."
            )
        return file


class VersionForm(forms.Form):
    """The words that people give to a version."""

    name = forms.CharField(
        label="Name", required=False, max_length=120, widget=forms.TextInput({"dir": "auto"})
    )
    note = forms.CharField(
        label="Note", required=False, max_length=2000, widget=forms.Textarea({"rows": 3, "dir": "auto"})
    )


class PublishForm(forms.Form):
    """What may come with a publication: another name of the design, and the words of the version."""

    name = forms.CharField(required=False, max_length=120, validators=[_WHOLE])
    version_name = forms.CharField(required=False, max_length=120, validators=[_WHOLE])
    note = forms.CharField(required=False, max_length=2000, validators=[_WHOLE])
