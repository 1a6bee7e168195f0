"""Operators' view of invitations and approvals. All of it is looked at only: what was asked and decided stays as it was."""

from django.contrib import admin

from accounts.admin_audit import ReadOnlyAdmin
from accounts.models import ApprovalRequest, ApprovalRule, Invitation


@admin.register(Invitation)
class InvitationAdmin(ReadOnlyAdmin):
    """Of the link nothing is shown, not even its hash."""

    list_display = ("sent_at", "team", "email", "role", "state", "expires_at", "invited_by")
    list_filter = ("state", "role")
    list_select_related = ("team", "invited_by")
    search_fields = ("team__name", "=email", "=team__id")
    ordering = ("-sent_at",)
    fields = (
        "team", "email", "role", "state", "invited_by", "sent_at", "expires_at", "answered_by", "closed_at",
    )  # fmt: skip


@admin.register(ApprovalRule)
class ApprovalRuleAdmin(ReadOnlyAdmin):
    list_display = ("team", "act", "threshold", "created_at")
    list_filter = ("act",)
    list_select_related = ("team",)
    search_fields = ("team__name", "=team__id")
    fields = ("team", "act", "threshold", "created_at")


@admin.register(ApprovalRequest)
class ApprovalRequestAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "team", "act", "label", "count", "state", "asked_by", "decided_by")
    list_filter = ("state", "act")
    list_select_related = ("team", "asked_by", "decided_by")
    search_fields = ("team__name", "=team__id", "label")
    ordering = ("-created_at",)
    date_hierarchy = "created_at"
    fields = (
        "team", "act", "label", "count", "state", "asked_by", "note", "created_at", "expires_at", "decided_by",
        "decided_at", "answer",
    )  # fmt: skip
