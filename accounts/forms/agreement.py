"""What a newcomer is asked to agree to: boxes that nobody has ticked, each worth what was read beside it."""

from typing import Any

from django import forms
from django.http import QueryDict
from django.urls import reverse
from django.utils.html import format_html

from accounts.legal.markup import plain
from accounts.purposes import ACCOUNT, NEWS, Purpose
from accounts.services import legal_texts
from accounts.services.legal_texts import Shown

MISSING = "Read the terms of use and tick the box: an account rests on them."
CHANGED = "This text has changed since the page was opened. Read it, and choose again."


class Checkbox(forms.widgets.Input):
    """Its value, when it is ticked, is the SHA-256 of the text beside it (`attrs["value"]`)."""

    input_type = "checkbox"
    template_name = "django/forms/widgets/checkbox.html"

    def get_context(self, name: str, value: Any, attrs: dict[str, Any] | None) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context(name, None, attrs)
        if value:
            context["widget"]["attrs"]["checked"] = True
        return context


class SeenField(forms.CharField):
    widget = Checkbox


class Agreements(forms.Form):
    """The terms, which an account needs, and news by mail, which it does not."""

    terms = SeenField(error_messages={"required": MISSING})
    news = SeenField(required=False)

    purposes = {"terms": ACCOUNT, "news": NEWS}

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.fields["terms"].label = format_html(
            '<span>I accept the <a class="underline underline-offset-3" href="{}" target="_blank" rel="noopener">terms of use</a></span>',
            reverse("terms"),
        )
        self._shown = {name: legal_texts.shown(each.document) for name, each in self.purposes.items()}
        self.fields["news"].label = _words(self._shown["news"])
        for name, shown in self._shown.items():
            self.fields[name].widget.attrs["value"] = shown.sha256

    def clean_terms(self) -> str:
        return self._read("terms")

    def clean_news(self) -> str:
        return self._read("news")

    def _read(self, name: str) -> str:
        """The tick as it was given. For another text than that in force it is taken back: it may mean something else."""
        given = str(self.cleaned_data[name])
        if given and given != self._shown[name].sha256:
            assert isinstance(self.data, QueryDict)
            self.data = self.data.copy()
            del self.data[name]
            raise forms.ValidationError(CHANGED)
        return given

    def agreed(self) -> dict[Purpose, str]:
        """What was agreed to, each with the SHA-256 of its text; of a form that is valid."""
        return {self.purposes[name]: seen for name in self.purposes if (seen := self.cleaned_data.get(name))}


def _words(shown: Shown) -> str:
    return " ".join(plain(shown.body))
