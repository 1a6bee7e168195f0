"""What the audit trail is narrowed to, read from the address of the page."""

from typing import Any
from uuid import UUID

from django import forms
from django.http import QueryDict

from accounts.audit import words
from accounts.audit.search import AuditFilter
from accounts.models import AuditEvent

Kind = AuditEvent.ActorKind
DATE = forms.DateInput(attrs={"type": "date"}, format="%Y-%m-%d")
MAX_TEXT = 200
KINDS = [(Kind.TOKEN, "API tokens"), (Kind.JOB, "Jobs"), (Kind.STAFF, "Operators"), (Kind.SYSTEM, "System")]


class AuditForm(forms.Form):
    """Every field is optional; a value that makes no sense is said beside its field and narrows nothing."""

    q = forms.CharField(
        label="Search",
        required=False,
        max_length=MAX_TEXT,
        widget=forms.SearchInput(
            attrs={"placeholder": "Act, person, name or id of a thing, value", "autocomplete": "off"}
        ),
    )
    who = forms.ChoiceField(label="Who", required=False)
    noun = forms.ChoiceField(label="What about", required=False)
    since = forms.DateField(label="From", required=False, widget=DATE)
    until = forms.DateField(label="Until", required=False, widget=DATE)
    thing = forms.CharField(required=False, max_length=64, widget=forms.HiddenInput)

    def __init__(self, data: QueryDict, *, people: list[tuple[str, str]]) -> None:
        super().__init__(data)
        nouns = sorted(words.NOUNS.items(), key=lambda entry: entry[1])
        self.fields["who"].choices = [("", "Anybody"), *people, *KINDS]  # type: ignore[attr-defined]
        self.fields["noun"].choices = [("", "Anything"), *nouns]  # type: ignore[attr-defined]

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        first, last = cleaned.get("since"), cleaned.get("until")
        if first and last and last < first:
            self.add_error("until", "This day is before the first one. Swap the two.")
        return cleaned

    def filter(self) -> AuditFilter:
        """What the valid fields say."""
        self.is_valid()
        said = self.cleaned_data
        who = said.get("who") or ""
        is_kind = who in Kind.values
        return AuditFilter(
            text=said.get("q") or "",
            person=UUID(who) if who and not is_kind else None,
            kind=who if is_kind else "",
            noun=said.get("noun") or "",
            target=said.get("thing") or "",
            since=said.get("since"),
            until=said.get("until"),
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
