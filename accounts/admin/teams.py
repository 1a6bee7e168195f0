"""Operators' view of invitations, approvals and rules on retention. All of it is looked at only: it stays as it was."""

from django.contrib import admin

from accounts.admin.audited import ReadOnlyAdmin
from accounts.models import (
    ApprovalRequest,
    ApprovalRule,
    Invitation,
    RetentionHold,
    RetentionRule,
    RetentionRun,
)


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
    noun = "approval"
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


@admin.register(RetentionRule)
class RetentionRuleAdmin(ReadOnlyAdmin):
    list_display = ("team", "kind", "amount", "unit", "basis", "starts_at")
    list_filter = ("kind",)
    list_select_related = ("team",)
    search_fields = ("team__name", "=team__id")
    fields = ("team", "kind", "amount", "unit", "basis", "starts_at", "created_at")


@admin.register(RetentionHold)
class RetentionHoldAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "team", "begun_by", "ended_at", "ended_by")
    list_select_related = ("team", "begun_by", "ended_by")
    search_fields = ("team__name", "=team__id")
    fields = ("team", "reason", "created_at", "begun_by", "ended_at", "ended_by")


@admin.register(RetentionRun)
class RetentionRunAdmin(ReadOnlyAdmin):
    """Of teams, and of the operator's own days where no team stands."""

    list_display = ("day", "team", "counts", "finished_at")
    list_select_related = ("team",)
    search_fields = ("team__name", "=team__id")
    ordering = ("-day",)
    date_hierarchy = "day"
    fields = ("day", "team", "counts", "created_at", "finished_at")
