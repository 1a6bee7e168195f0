"""The form of a team's rules about how long things are kept, and that of a pause."""

from typing import Any, cast

from django import forms

from accounts import retention
from accounts.models import RetentionRule
from accounts.periods import UNITS, Period, Unit
from accounts.retention import Kind
from accounts.services.retention import InvalidPeriod, Wish, Wishes, check

MOST = 9999


class RulesForm(forms.Form):
    """For each kind a number and its unit; the unit "" is no rule. What is not sent stays as it is."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for kind in retention.of_teams():
            usual = f"{kind.usual}, as usual" if kind.usual else "for ever"
            self.fields[f"{kind.key}_amount"] = forms.IntegerField(
                required=False,
                min_value=1,
                max_value=MOST,
                label=f"{kind.label}: how many days, months or years",
                widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input"}),
            )
            self.fields[f"{kind.key}_unit"] = _choice(
                f"{kind.label}: unit of time", [("", usual), *((unit, unit) for unit in UNITS)]
            )
            if kind.bases:
                self.fields[f"{kind.key}_basis"] = _choice(
                    f"{kind.label}: counted from", list(kind.bases.items())
                )

    @staticmethod
    def initial_of(rules: dict[str, RetentionRule]) -> dict[str, Any]:
        """What the form shows for rules as they are."""
        shown: dict[str, Any] = {}
        for key, rule in rules.items():
            shown |= {f"{key}_amount": rule.amount, f"{key}_unit": rule.unit, f"{key}_basis": rule.basis}
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for kind in retention.of_teams():
            amount = f"{kind.key}_amount"
            if not cleaned.get(f"{kind.key}_unit") or amount in self.errors:
                continue
            if cleaned.get(amount) is None:
                self.add_error(amount, "Say for how long.")
                continue
            try:
                check(kind, self._wish(kind))
            except InvalidPeriod as fault:
                self.add_error(amount, fault.mend)
        return cleaned

    def _wish(self, kind: Kind) -> Wish:
        given = self.cleaned_data
        unit = cast(Unit, given[f"{kind.key}_unit"])
        return Wish(Period(given[f"{kind.key}_amount"], unit), given.get(f"{kind.key}_basis") or "")

    def wishes(self) -> Wishes:
        """For `retention.preview` and `retention.set_rules`: the kinds that were sent."""
        sent = [kind for kind in retention.of_teams() if f"{kind.key}_unit" in self.data]
        return {
            kind.key: self._wish(kind) if self.cleaned_data[f"{kind.key}_unit"] else None for kind in sent
        }


class HoldForm(forms.Form):
    """Why all rules are to rest."""

    reason = forms.CharField(
        max_length=500,
        label="Why nothing may be deleted",
        help_text="Your team’s members read it. Name no recipients.",
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )


def _choice(label: str, choices: list[tuple[str, str]]) -> forms.ChoiceField:
    return forms.ChoiceField(
        required=False, label=label, choices=choices, widget=forms.Select(attrs={"class": "select"})
    )
