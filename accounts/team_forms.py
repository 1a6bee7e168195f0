"""Forms of the pages about teams."""

from django import forms

LONGEST_DESCRIPTION = 500


class TeamForm(forms.Form):
    """What a team is called, and what it is for."""

    name = forms.CharField(
        max_length=120,
        label="Name of the team",
        help_text="Stands as the issuer on the certificates that you issue from now on.",
        widget=forms.TextInput(attrs={"autocomplete": "organization", "dir": "auto"}),
    )
    description = forms.CharField(
        max_length=LONGEST_DESCRIPTION,
        required=False,
        label="What it is for",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )
