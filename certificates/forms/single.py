"""The form of one certificate, made from the fields of its design."""

from typing import Any

from django import forms

from accounts.models import Team
from certificates.ingest.problems import Problem
from certificates.services import single
from templates_app.document.fields import Field
from templates_app.models import TemplateVersion

LISTED = ("choice", "boolean")
YES_NO = (("true", "Yes"), ("false", "No"))
WIDGETS: dict[str, tuple[type[forms.Widget], dict[str, str]]] = {
    "text": (forms.TextInput, {"dir": "auto"}),
    "long_text": (forms.Textarea, {"dir": "auto", "rows": "3"}),
    "image": (forms.TextInput, {}),
    "number": (forms.TextInput, {"inputmode": "decimal"}),
    "date": (forms.DateInput, {"type": "date"}),
    "email": (forms.EmailInput, {}),
    "url": (forms.URLInput, {}),
}
HINTS = {
    "recipient.email": "Kept with the certificate so that you find it again and can send it. It is never shown to those who verify.",
    "certificate.issued_on": "Today, when it is left empty.",
    "certificate.expires_on": "It never expires when this is left empty.",
    "certificate.language": "Of dates and numbers, like fr or ar. The design's own when it is left empty.",
}
EMAIL, SEND = "recipient.email", "send_email"
# They are asked for last, and most certificates leave them as they are.
ASIDE = single.OPTION_KEYS


class SingleForm(forms.Form):
    """Values are read by the rules that a list is read by, so that both give the same certificate."""

    def __init__(self, *args: Any, version: TemplateVersion, team: Team, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._version, self._team = version, team
        for field in single.fields_for(version):
            self.fields[field.key] = _form_field(field)
            if field.key == EMAIL:
                self.fields[SEND] = forms.BooleanField(
                    label="Send by email; answers go to you", required=False
                )

    def clean(self) -> dict[str, Any]:
        cleaned = super().clean() or self.cleaned_data
        for problem in single.check(version=self._version, values=self.typed()).errors:
            if problem.field not in self.errors:
                self.add_error(problem.field, self._words(problem))
        if self.sends and not cleaned.get(EMAIL) and EMAIL not in self.errors:
            self.add_error(EMAIL, "There is no address. Add one or untick “Send by email”.")
        return cleaned

    @property
    def sends(self) -> bool:
        """Whether the certificate is to be mailed, by what was posted."""
        return bool(self.is_bound and self.data.get(SEND))

    def _words(self, problem: Problem) -> str:
        if problem.code == "missing_value":
            return f"Enter the {str(self.fields[problem.field].label).lower()}."
        return f"{problem.message} {problem.mend}".strip()

    def typed(self) -> dict[str, str]:
        """What stands in the fields, valid or not."""
        return {key: str(self.data.get(key, "")).strip() for key in self.fields if key != SEND}

    @property
    def main(self) -> list[forms.BoundField]:
        return [self[key] for key in self.fields if key not in ASIDE]

    @property
    def aside(self) -> list[forms.BoundField]:
        return [self[key] for key in self.fields if key in ASIDE]

    @property
    def opens_aside(self) -> bool:
        """Whether there is something to see among the rarer fields."""
        return any(field.errors or field.value() for field in self.aside)


def _form_field(field: Field) -> forms.CharField:
    return forms.CharField(
        label=field.label,
        required=field.required,
        max_length=field.max_length,
        widget=_widget(field),
        help_text=HINTS.get(field.key) or _example(field),
        error_messages={"required": f"Enter the {field.label.lower()}."},
    )


def _example(field: Field) -> str:
    """A sample, where there is no list that shows them all."""
    return f"For example {field.sample}" if field.sample and field.type not in LISTED else ""


def _widget(field: Field) -> forms.Widget:
    """A list where there is something to choose from; what is chosen is judged by the rules of lists."""
    if field.type in LISTED:
        choices = YES_NO if field.type == "boolean" else tuple((option, option) for option in field.options)
        return forms.Select(choices=(("", "–"), *choices))
    widget, attributes = WIDGETS[field.type]
    return widget(attrs=attributes)
