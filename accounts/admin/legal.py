"""Operators publish legal texts of their own, and look up who agreed to what. What is published, and what people chose, is
looked at only: a change is a new version, and a choice is the person's own."""

from typing import Any

from django import forms
from django.contrib import admin
from django.db import models
from django.http import HttpRequest

from accounts.admin.audited import AuditedAdmin, ReadOnlyAdmin
from accounts.legal.documents import PLACEHOLDERS, documents, named
from accounts.models import Consent, LegalText, News, User
from accounts.services import legal_texts
from iconikcerts.common.errors import DomainError

MARKUP = (
    "Blocks are parted by empty lines. “## Heading” is a heading, lines that begin with “- ” are a list, “[words](/address)” "
    "is a link. These are filled in: {names}."
)


class LegalTextForm(forms.ModelForm):
    """A new version of a text."""

    document = forms.ChoiceField()
    body = forms.CharField(widget=forms.Textarea(attrs={"rows": 30, "cols": 100}))

    class Meta:
        model = LegalText
        fields = ("document", "title", "body", "note", "asks_again")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if not self.instance._state.adding:  # a published one, which is only looked at
            return
        self.fields["document"] = forms.ChoiceField(choices=[(each.key, each.title) for each in documents()])
        names = ", ".join(f"{{{name}}}" for name in PLACEHOLDERS)
        self.fields["body"].help_text = MARKUP.format(names=names)
        self.fields["asks_again"].help_text = "Whoever has agreed to an earlier version is asked again."

    def clean(self) -> dict[str, Any]:
        given: dict[str, Any] = super().clean() or {}
        document = named(given.get("document", ""))
        if document is not None and "body" in given and "title" in given:
            try:
                legal_texts.prepared(document=document, title=given["title"], body=given["body"])
            except DomainError as refusal:
                self.add_error("body", str(refusal))
        return given


@admin.register(LegalText)
class LegalTextAdmin(AuditedAdmin):
    noun = "legal_text"
    form = LegalTextForm
    list_display = ("document", "number", "title", "note", "asks_again", "is_shipped", "created_at")
    list_filter = ("document",)
    ordering = ("document", "-number")
    fields = ("document", "title", "body", "note", "asks_again")

    @admin.display(description="shipped", boolean=True)
    def is_shipped(self, text: LegalText) -> bool:
        return text.shipped > 0

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def save_model(self, request: HttpRequest, obj: models.Model, form: Any, change: bool) -> None:
        """Published by the service; `obj` becomes what it made. The service writes the audit row."""
        assert isinstance(request.user, User)
        given = form.cleaned_data
        made = legal_texts.publish(
            document=legal_texts.find(given["document"]),
            title=given["title"],
            body=given["body"],
            note=given["note"],
            asks_again=given["asks_again"],
            by=request.user,
        )
        obj.__dict__.update(made.__dict__)


@admin.register(Consent)
class ConsentAdmin(ReadOnlyAdmin):
    """Proof of what somebody agreed to and took back, with the version that they saw (Article 7(1) GDPR)."""

    list_display = ("created_at", "user", "purpose", "is_given", "text", "way")
    list_filter = ("purpose", "is_given", "way")
    list_select_related = ("user", "text")
    search_fields = ("=user__email", "=user__id", "=about")
    ordering = ("-created_at",)
    date_hierarchy = "created_at"
    fields = ("created_at", "user", "purpose", "about", "is_given", "text", "way")


@admin.register(News)
class NewsAdmin(ReadOnlyAdmin):
    """What was sent, and to how many; sent by `manage.py send_news`."""

    list_display = ("created_at", "subject", "people")
    ordering = ("-created_at",)
    fields = ("created_at", "subject", "body", "people")

    def get_queryset(self, request: HttpRequest) -> models.QuerySet[News]:
        found: models.QuerySet[News] = super().get_queryset(request)
        return found.annotate(sent=models.Count("deliveries"))

    @admin.display(description="people", ordering="sent")
    def people(self, news: News) -> int:
        return int(getattr(news, "sent", 0))
