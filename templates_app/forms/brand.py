"""What is given into the brand kit."""

from django import forms
from django.core.validators import RegexValidator

from templates_app.fonts.files import LONGEST_NAME
from templates_app.services.brand import LICENCE

_ACCEPTED_FONTS = ".ttf,.otf,.woff2,font/ttf,font/otf,font/woff2"
_ACCEPTED_LOGOS = ".png,.jpg,.jpeg,.webp,.svg,image/png,image/jpeg,image/webp,image/svg+xml"


class FontForm(forms.Form):
    """A font with the confirmation that it may be used."""

    file = forms.FileField(
        label="Font file",
        widget=forms.FileInput({"accept": _ACCEPTED_FONTS}),
        error_messages={"required": "Choose a font file."},
    )
    family = forms.CharField(
        label="Name",
        required=False,
        max_length=LONGEST_NAME,
        help_text="Only if it is to have another one than in the file.",
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
    )
    licence = forms.BooleanField(
        label=LICENCE, error_messages={"required": "Confirm that your licence allows this."}
    )


class ColourForm(forms.Form):
    """A colour and what it is called."""

    name = forms.CharField(
        label="Name",
        max_length=40,
        widget=forms.TextInput({"dir": "auto", "autocomplete": "off"}),
        error_messages={"required": "Give the colour a name."},
    )
    colour = forms.CharField(
        label="Colour",
        initial="#1f3a6d",
        validators=[RegexValidator(r"\A#[0-9A-Fa-f]{6}\Z", "Write the colour as #1a2b3c.")],
        widget=forms.TextInput({"type": "color"}),
    )


class LogoForm(forms.Form):
    """A picture."""

    file = forms.FileField(
        label="Logo",
        widget=forms.FileInput({"accept": _ACCEPTED_LOGOS}),
        error_messages={"required": "Choose a picture."},
    )
