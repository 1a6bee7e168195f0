"""Forms of the pages about the erasure of recipients' data."""

from typing import Any

from django import forms

from certificates.models import ErasurePolicy

Mode = ErasurePolicy.Mode
HELP = {
    Mode.ASK: "The owner and the administrators get a mail and decide, with a reason when they refuse.",
    Mode.AT_ONCE: "Whoever has proven that a certificate is theirs erases the data in it, without asking you.",
    Mode.KEEP: "Nobody can ask here. They read your reason instead, such as the law that obliges you to keep it.",
}


class PolicyForm(forms.Form):
    """What becomes of a recipient's wish."""

    mode = forms.ChoiceField(choices=Mode.choices, widget=forms.RadioSelect, label="When a recipient asks")
    reason = forms.CharField(
        required=False,
        max_length=500,
        label="Why you keep it",
        help_text="Only for “Keep the data”. Whoever asks reads it.",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        if cleaned.get("mode") == Mode.KEEP and not cleaned.get("reason", "").strip():
            self.add_error("reason", "Say why you keep the data: whoever asks reads it.")
        return cleaned

    @property
    def modes(self) -> list[tuple[str, str, str, bool]]:
        """Value, label, what it means, and whether it is the one, of each choice."""
        chosen = self["mode"].value()
        return [(mode.value, str(mode.label), HELP[mode], mode.value == chosen) for mode in Mode]


class RefusalForm(forms.Form):
    """Why the data is kept all the same."""

    answer = forms.CharField(
        max_length=500,
        label="Your reason",
        help_text="Whoever asked gets it by mail.",
        widget=forms.Textarea(attrs={"rows": 3, "dir": "auto"}),
        error_messages={"required": "Say why you keep the data: whoever asked gets it by mail."},
    )
