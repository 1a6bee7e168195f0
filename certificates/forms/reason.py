"""Why a certificate no longer counts: read by everybody who verifies it."""

from django import forms

from certificates.services.revocation import MAX_REASON


class ReasonForm(forms.Form):
    """`count`: how many the person was told that it concerns; what they agree to is never more than that."""

    reason = forms.CharField(
        label="Reason",
        max_length=MAX_REASON,
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
        help_text="Everybody who verifies the certificate reads it. Name no third person.",
        error_messages={"required": "Say why: whoever verifies the certificate will read it."},
    )
    count = forms.IntegerField(min_value=1, widget=forms.HiddenInput, required=False)

    def clean_count(self) -> int:
        return self.cleaned_data["count"] or 1
