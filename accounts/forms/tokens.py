"""The form of a new API token."""

from datetime import timedelta
from typing import Any

from django import forms
from django.conf import settings
from django.core.validators import MaxValueValidator
from django.utils import timezone
from django.utils.formats import date_format

from accounts import scopes
from accounts.models import TeamMember
from accounts.services.tokens import LONGEST_DAYS

DAYS = (7, 30, 90, LONGEST_DAYS)
WORDS = {7: "7 days", 30: "30 days", 90: "90 days", LONGEST_DAYS: "a year"}
PER_MINUTE, MOST_PER_MINUTE = 60, 6_000


class TokenForm(forms.Form):
    """`member` makes it; only what the member may do is offered."""

    name = forms.CharField(
        max_length=80,
        label="Name",
        help_text="What it is for, such as “Course platform”. People of the team see it.",
        widget=forms.TextInput(attrs={"autocomplete": "off", "dir": "auto"}),
    )
    scopes = forms.MultipleChoiceField(
        label="What it may do",
        widget=forms.CheckboxSelectMultiple,
        error_messages={"required": "Choose what it may do."},
    )
    days = forms.TypedChoiceField(label="It runs out after", coerce=int, initial=90)
    per_minute = forms.IntegerField(
        label="Requests in a minute", min_value=1, initial=PER_MINUTE, widget=forms.NumberInput()
    )

    def __init__(self, *args: Any, member: TeamMember, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offered = [(str(scope.value), scope.label) for scope in scopes.offered_to(member)]
        self.fields["scopes"].choices = offered  # type: ignore[attr-defined]
        self.fields["days"].choices = [(days, _until(days)) for days in DAYS]  # type: ignore[attr-defined]
        most = settings.API_PER_MINUTE or MOST_PER_MINUTE
        per_minute = self.fields["per_minute"]
        assert isinstance(per_minute, forms.IntegerField)
        per_minute.max_value = most
        per_minute.validators.append(MaxValueValidator(most))
        per_minute.widget.attrs |= {"max": most, "inputmode": "numeric"}
        per_minute.help_text = f"More are refused until the minute is over. At most {most}."


def _until(days: int) -> str:
    day = timezone.localtime() + timedelta(days=days)
    return f"{WORDS[days]}, on {date_format(day, 'j M Y')}"
