"""Forms of the pages about approvals."""

from typing import Any

from django import forms

from accounts.approvals import Act, acts

MOST = 1_000_000  # more than any list holds


def _field(act: Act) -> str:
    return act.key.replace(".", "_")


class RulesForm(forms.Form):
    """What needs a second person: a tick for each act, and above how many where it is done to many."""

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for act in acts():
            self.fields[_field(act)] = forms.BooleanField(required=False, label=act.label)
            if act.least is not None:
                self.fields[f"{_field(act)}_over"] = forms.IntegerField(
                    required=False,
                    min_value=act.least,
                    max_value=MOST,
                    label=f"{act.label}: of more than so many {act.unit}",
                    widget=forms.NumberInput(attrs={"inputmode": "numeric", "class": "input"}),
                )

    @staticmethod
    def initial_of(rules: dict[str, int]) -> dict[str, Any]:
        """What the form shows for rules as they are: threshold by act."""
        shown: dict[str, Any] = {}
        for act in acts():
            shown[_field(act)] = act.key in rules
            shown[f"{_field(act)}_over"] = rules.get(act.key) or 100
        return shown

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for act in acts():
            over = f"{_field(act)}_over"
            is_asked = act.least is not None and cleaned.get(_field(act))
            if is_asked and cleaned.get(over) is None and over not in self.errors:
                self.add_error(over, "Say above how many.")
        return cleaned

    @property
    def lines(self) -> list[tuple[Act, forms.BoundField, forms.BoundField | None]]:
        """For each act its tick, and the field of its number."""
        return [
            (act, self[_field(act)], self[f"{_field(act)}_over"] if act.least is not None else None)
            for act in acts()
        ]

    def thresholds(self) -> dict[str, int | None]:
        """For `approvals.set_rules`."""
        said = self.cleaned_data
        return {
            act.key: (said[f"{_field(act)}_over"] if act.least is not None else 0)
            if said[_field(act)]
            else None
            for act in acts()
        }


class AnswerForm(forms.Form):
    """What is said with a decision."""

    answer = forms.CharField(
        max_length=500,
        required=False,
        label="What you want to say",
        widget=forms.Textarea(attrs={"rows": 2, "dir": "auto"}),
    )
