"""Operators' view of designs. Versions are shown, never edited: a change is a new version, made by the services."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.audited import AuditedAdmin, ReadOnlyAdmin
from templates_app.models import Asset, DesignGrant, Template, TemplateVersion


class ReadOnly:
    """No adding, changing or deleting: what is issued relies on it."""

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


class VersionInline(ReadOnly, admin.TabularInline):
    model = TemplateVersion
    fields = ("number", "status", "published_at", "document_sha256")
    ordering = ("-number",)
    show_change_link = True

    def get_queryset(self, request: HttpRequest) -> QuerySet[TemplateVersion]:
        return super().get_queryset(request).defer("document")


class GrantInline(ReadOnly, admin.TabularInline):
    """Who may change the design beside those whose role lets them. The team gives it and takes it back."""

    model = DesignGrant
    fields = readonly_fields = ("member", "may_publish", "granted_by", "created_at")


@admin.register(Template)
class TemplateAdmin(AuditedAdmin):
    noun = "template"
    list_display = (
        "name",
        "slug",
        "team",
        "is_shipped",
        "category",
        "is_public",
        "is_marketplace",
        "updated_at",
    )
    list_filter = ("is_shipped", "is_public", "is_marketplace", "category")
    list_select_related = ("team",)
    search_fields = ("name", "slug", "team__name")
    ordering = ("name",)
    fields = (
        "name",
        "slug",
        "team",
        "description",
        "category",
        "tags",
        "is_public",
        "is_marketplace",
        "creator",
    )
    readonly_fields = ("slug", "team", "creator")
    inlines = (VersionInline, GrantInline)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(TemplateVersion)
class TemplateVersionAdmin(ReadOnlyAdmin):
    """Which version it is and what it is known by; the document itself is drawn in the editor, not read as text."""

    fields = (
        "template", "number", "status", "name", "note", "creator", "changed_by", "created_at", "published_at",
        "document_sha256",
    )  # fmt: skip
    readonly_fields = ("created_at",)
    list_display = ("template", "number", "status", "published_at")
    list_filter = ("status",)
    list_select_related = ("template",)
    search_fields = ("template__name", "template__slug")


@admin.register(Asset)
class AssetAdmin(ReadOnlyAdmin):
    list_display = ("name", "team", "content_type", "width", "height", "size", "created_at")
    list_filter = ("content_type",)
    list_select_related = ("team",)
    search_fields = ("name", "team__name", "sha256")
