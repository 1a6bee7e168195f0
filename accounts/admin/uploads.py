"""Operators' view of uploads in quarantine. Looked at only: the files lie packed, and nobody opens or fetches one here."""

from django.contrib import admin
from django.template.defaultfilters import filesizeformat

from accounts.admin.audited import ReadOnlyAdmin
from accounts.models import QuarantinedUpload


@admin.register(QuarantinedUpload)
class QuarantinedUploadAdmin(ReadOnlyAdmin):
    """What was found, in what, from whom and for which page; and whether the file is still kept."""

    noun = "upload"
    list_display = ("created_at", "found", "name", "how_large", "team", "user", "is_kept")
    list_filter = ("created_at", ("file", admin.EmptyFieldListFilter))
    list_select_related = ("team", "user")
    search_fields = ("name", "found", "=sha256", "team__name", "=team__id", "user__email")
    ordering = ("-created_at",)
    fields = ("created_at", "found", "name", "how_large", "sha256", "path", "team", "user", "is_kept")

    @admin.display(description="size")
    def how_large(self, upload: QuarantinedUpload) -> str:
        return filesizeformat(upload.size)

    @admin.display(description="still kept", boolean=True)
    def is_kept(self, upload: QuarantinedUpload) -> bool:
        return bool(upload.file)
