"""Operators' view of jobs and certificates. Certificates are only ever revoked here, never edited."""

from django.contrib import admin, messages
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.audited import AuditedAdmin, ReadOnlyAdmin
from accounts.models import User
from certificates.models import BulkGenerationJob, Certificate, Delivery
from certificates.services import revocation
from iconikcerts.common.errors import Conflict


@admin.register(BulkGenerationJob)
class JobAdmin(ReadOnlyAdmin):
    """How far a job is; not what its list says of people, nor the file that was uploaded."""

    noun = "job"
    list_display = ("created_at", "team", "name", "status", "started_at", "completed_at")
    list_filter = ("status",)
    list_select_related = ("team",)
    search_fields = ("name", "team__name", "=id")
    ordering = ("-created_at",)
    fields = readonly_fields = (
        "name", "team", "creator", "template_version", "status", "failure", "created_at", "started_at", "progressed_at",
        "mailed_at", "cancelled_at", "completed_at",
    )  # fmt: skip


@admin.register(Certificate)
class CertificateAdmin(AuditedAdmin):
    """What is needed to help: not what else a list said of its recipient. That one was opened is on record."""

    noun = "certificate"
    fields = readonly_fields = (
        "number", "code", "team", "title", "recipient_name", "issuer_name", "issued_on", "expires_on", "status",
        "revoked_at", "revoked_reason", "erased_at", "erased_for", "job", "template_version", "created_at",
    )  # fmt: skip
    list_display = ("number", "team", "title", "issued_on", "status")
    list_filter = ("status",)
    search_fields = ("number", "code")
    actions = ("revoke",)

    @admin.action(description="Revoke the chosen certificates (cannot be undone)")
    def revoke(self, request: HttpRequest, queryset: QuerySet[Certificate]) -> None:
        assert isinstance(request.user, User)
        for certificate in queryset:
            try:
                revocation.revoke(
                    certificate=certificate, by=request.user, reason="Revoked by the platform's operator."
                )
            except Conflict as error:
                self.message_user(request, f"{certificate.number}: {error}", messages.WARNING)

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        # The list and its actions need it; the form itself shows every field read-only.
        return True

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Delivery)
class DeliveryAdmin(ReadOnlyAdmin):
    """What waits, and what mail servers answered; without addresses, which are the teams' business."""

    list_display = ("created_at", "job", "state", "fault_code", "attempts", "next_try_at", "sent_at")
    list_filter = ("state", "fault_code")
    list_select_related = ("job",)
    fields = readonly_fields = (
        "job",
        "round",
        "state",
        "fault_code",
        "fault",
        "attempts",
        "next_try_at",
        "claimed_by",
        "claimed_until",
        "sent_at",
    )
