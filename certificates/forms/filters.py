"""What the list of certificates is narrowed to, read from the address of the page."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from accounts.models import Team
from certificates import selectors
from certificates.models import Certificate
from certificates.selectors import CertificateFilter

Status = Certificate.Status
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")


class FilterForm(forms.Form):
    """Every field is optional; a value that makes no sense is said beside its field and narrows nothing."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=200,
        widget=forms.SearchInput(attrs={"placeholder": "Name, number, code or email", "autocomplete": "off"}),
    )
    status = forms.ChoiceField(
        label="Status",
        required=False,
        choices=[
            ("", "Any status"),
            (Status.VALID, "Valid"),
            (Status.EXPIRED, "Expired"),
            (Status.REVOKED, "Revoked"),
        ],
    )
    design = forms.TypedChoiceField(label="Design", required=False, coerce=UUID, empty_value=None)
    job = forms.TypedChoiceField(label="Job", required=False, coerce=UUID, empty_value=None)
    issued_from = forms.DateField(label="Issued from", required=False, widget=DATE)
    issued_to = forms.DateField(label="Issued until", required=False, widget=DATE)

    def __init__(self, data: QueryDict, *, team: Team) -> None:
        super().__init__(data)
        self.fields["design"].choices = [("", "Any design"), *selectors.designs_in_use(team)]  # type: ignore[attr-defined]
        jobs = selectors.recent_jobs(team, with_job=data.get("job", ""))
        self.fields["job"].choices = [("", "Any job"), *jobs]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("issued_from"), cleaned.get("issued_to")
        if first and last and last < first:
            self.add_error("issued_to", "This day is before the first one. Swap the two.")
        return cleaned

    def filter(self) -> CertificateFilter:
        """What the valid fields say."""
        self.is_valid()
        said = self.cleaned_data
        return CertificateFilter(
            text=said.get("q") or "",
            design=said.get("design"),
            job=said.get("job"),
            status=said.get("status") or "",
            issued_from=said.get("issued_from"),
            issued_to=said.get("issued_to"),
        )

    @property
    def chosen(self) -> list[tuple[str, str]]:
        """Name and value of each field that narrows the list: what addresses of other pages carry on."""
        self.is_valid()
        return [
            (name, self.data[name])
            for name in self.fields
            if self.cleaned_data.get(name) and name in self.data
        ]
