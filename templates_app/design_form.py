"""What a new design begins with."""

from typing import Any

from django import forms

from templates_app.document.blank import BLANK_SIZES
from templates_app.document.units import page_size_name

NAME = "Untitled design"
OWN_SIZE, OWN_SIZE_LABEL = "custom", "Another size"
LEAST_MM, MOST_MM = 20, 1200  # of a side of a page


def _side(label: str) -> forms.FloatField:
    attrs = {"step": "any", "inputmode": "decimal"}
    return forms.FloatField(
        label=label,
        required=False,
        min_value=LEAST_MM,
        max_value=MOST_MM,
        widget=forms.NumberInput(attrs=attrs),
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
    width = _side("Width in mm")
    height = _side("Height in mm")

    def clean_name(self) -> str:
        return self.cleaned_data["name"] or NAME

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("size") == OWN_SIZE:
            for side in ("width", "height"):
                if cleaned.get(side) is None and side not in self.errors:
                    self.add_error(side, f"Enter the {side} of the page.")
        else:
            # Sides that were typed before another choice was made.
            for side in ("width", "height"):
                self.errors.pop(side, None)
        return cleaned

    @property
    def sides(self) -> tuple[float, float]:
        """Width and height in mm of a valid form."""
        said = self.cleaned_data
        return BLANK_SIZES.get(said["size"]) or (said["width"], said["height"])


class PublishForm(forms.Form):
    """What may come with a publication: another name of the design."""

    name = forms.CharField(required=False, max_length=120)
