"""What operators do in the admin is on record like everything else: what they open, change and delete."""

from collections.abc import Sequence
from typing import Any

from django.contrib import admin
from django.contrib.admin.views.main import SEARCH_VAR
from django.db import models
from django.db.models import QuerySet
from django.forms import BaseModelForm
from django.http import HttpRequest, HttpResponse

from accounts import audit
from accounts.models import Team, User


class WatchedAdmin(admin.ModelAdmin):
    """Writes an event for each thing that is opened (`noun`.view) and each list of things (`noun`.browse).

    `noun`: the first part of the act; by itself the name of the model. What was searched for may name a person, and is
    kept where it can be forgotten.
    """

    noun = ""
    show_full_result_count = False

    def change_view(
        self,
        request: HttpRequest,
        object_id: str,
        form_url: str = "",
        extra_context: dict[str, Any] | None = None,
    ) -> HttpResponse:
        response: HttpResponse = super().change_view(request, object_id, form_url, extra_context)
        if request.method == "GET" and response.status_code == 200:
            found = self.get_object(request, object_id)
            if found is not None:
                self.record(request, found, "view")
        return response

    def changelist_view(
        self, request: HttpRequest, extra_context: dict[str, Any] | None = None
    ) -> HttpResponse:
        response: HttpResponse = super().changelist_view(request, extra_context)
        if request.method == "GET" and response.status_code == 200:
            asked = request.GET.get(SEARCH_VAR, "")
            self.record(request, None, "browse", search=asked, personal=["search"])
        return response

    def record(self, request: HttpRequest, obj: models.Model | None, verb: str, **more: Any) -> None:
        """Write what the operator of this request did with `obj`; None: with the list."""
        by = request.user
        assert isinstance(by, User)
        team = obj if isinstance(obj, Team) else getattr(obj, "team", None)
        subject = obj if isinstance(obj, User) else None
        noun = self.noun or str(self.opts.model_name)
        audit.record(team=team, by=by, action=f"{noun}.{verb}", target=obj, subject=subject, **more)


class ReadOnlyAdmin(WatchedAdmin):
    """Nothing is added, changed or deleted here."""

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class AuditedAdmin(WatchedAdmin):
    """Writes an event also for each thing that is made, changed with both values, or deleted.

    `personal`: fields that tell about a person (see `audit.record`).
    """

    personal: Sequence[str] = ()

    def save_model(self, request: HttpRequest, obj: models.Model, form: BaseModelForm, change: bool) -> None:
        fields = [name for name in form.changed_data if name in form.cleaned_data]
        former = type(obj)._default_manager.get(pk=obj.pk) if change else None
        before = {name: _said(getattr(former, name)) for name in fields} if former else {}
        super().save_model(request, obj, form, change)
        # Relations to many are saved after this: what they will be, the form knows.
        after = {name: _said(form.cleaned_data[name]) for name in fields}
        verb = "change" if change else "create"
        self.record(request, obj, verb, before=before, after=after, personal=self.personal)

    def delete_model(self, request: HttpRequest, obj: models.Model) -> None:
        self.record(request, obj, "delete")
        super().delete_model(request, obj)

    def delete_queryset(self, request: HttpRequest, queryset: QuerySet[Any]) -> None:
        for obj in queryset:
            self.record(request, obj, "delete")
        super().delete_queryset(request, queryset)


def _said(value: Any) -> Any:
    """A relation to many as the names of what it holds; anything else as it is."""
    if isinstance(value, models.Manager):
        value = value.all()
    return sorted(str(each) for each in value) if isinstance(value, QuerySet) else value
