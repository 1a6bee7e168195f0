"""The living page of all components in all their states. Its address exists only with DEBUG."""

from typing import Any

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

COLOURS = (
    ("background", "the desk"),
    ("card", "sheets on it"),
    ("muted", "quiet areas"),
    ("accent", "chosen things"),
    ("primary", "the one accent"),
    ("success", "valid, done"),
    ("warning", "look at this"),
    ("destructive", "failed, for good"),
)
LANGUAGES = [
    ("ar", "العربية"),
    ("de", "Deutsch"),
    ("en", "English"),
    ("es", "Español"),
    ("fr", "Français"),
    ("ja", "日本語"),
    ("pt", "Português"),
]
TABS = (
    ("All", "?rows=all", True, "1,204"),
    ("Ready", "?rows=ready", False, "1,190"),
    ("To mend", "?rows=bad", False, "14"),
)
STEPS = (
    ("Design", "#stepper", "done"),
    ("Recipients", "#stepper", "done"),
    ("Columns", "#stepper", "problem"),
    ("Review", "", "current"),
    ("Options", "", "todo"),
    ("Issue", "", "todo"),
)
MENU = (
    ("Download", "#menu", "download"),
    ("Send again", "#menu", "send"),
    ("Revoke", "#menu", "ban", "destructive"),
)
ROWS = (
    ("1", "Amina Okonkwo", "Applied Data Analysis", "Issued", "success", "circle-check"),
    ("2", "山田 太郎", "Applied Data Analysis", "Failed", "destructive", "circle-x"),
    ("3", "ليلى حداد", "Applied Data Analysis", "Waiting", "neutral", "clock"),
)


class Sample(forms.Form):
    """One control of each kind."""

    name = forms.CharField(label="Name of the course", help_text="As it stands on the certificates.")
    email = forms.EmailField(label="Email", required=False)
    hours = forms.IntegerField(label="Hours", required=False, min_value=1)
    issued_on = forms.DateField(
        label="Issued on",
        help_text="Certificates carry this date.",
        widget=forms.DateInput(attrs={"type": "date"}),
    )
    language = forms.ChoiceField(
        label="Language", choices=LANGUAGES, widget=forms.Select(attrs={"class": "select"})
    )
    note = forms.CharField(label="Note", required=False, widget=forms.Textarea(attrs={"rows": 3}))
    recipients = forms.FileField(label="Recipients")
    by_mail = forms.BooleanField(label="Send each certificate by email", required=False)


def samples() -> dict[str, Any]:
    """The form as it is first seen, and as it comes back with every field wrong."""
    entered = {"name": "", "email": "amina@", "hours": "0", "issued_on": "", "language": "xx"}
    wrong = Sample({f"wrong-{name}": value for name, value in entered.items()}, prefix="wrong")
    wrong.add_error(None, "Two courses of this name run at the same time. Choose another name or date.")
    first = Sample(
        initial={"name": "Applied Data Analysis", "issued_on": "2026-11-21", "language": "en"}, prefix="first"
    )
    return {"form": first, "wrong": wrong}


def styleguide(request: HttpRequest) -> HttpResponse:
    """All components."""
    context = {
        "colours": COLOURS,
        "languages": LANGUAGES,
        "tabs": TABS,
        "steps": STEPS,
        "menu_items": MENU,
        "rows": ROWS,
        **samples(),
    }
    return render(request, "styleguide/index.html", context)


def full_screen(request: HttpRequest) -> HttpResponse:
    """The frame for tasks that need the whole window."""
    return render(request, "styleguide/full.html", {"steps": STEPS})
