"""Operators' view of verification attempts, and the moderators' queue of reported problems."""

from django.contrib import admin
from django.db.models import QuerySet
from django.http import HttpRequest

from accounts.admin.audited import AuditedAdmin, ReadOnlyAdmin
from wallet.models import ProblemReport, VerificationLog
from wallet.services import problems

State = ProblemReport.State


@admin.register(VerificationLog)
class VerificationLogAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "result", "method", "network", "user_agent")
    list_filter = ("result", "method")
    raw_id_fields = ("certificate",)


@admin.register(ProblemReport)
class ProblemReportAdmin(AuditedAdmin):
    """What was reported stays as it was written; a moderator adds a note and closes it."""

    noun = "report"
    list_display = ("created_at", "state", "kind", "code", "summary", "contact", "network")
    list_filter = ("state", "kind")
    list_select_related = ("certificate",)
    search_fields = ("code", "message", "contact", "certificate__number")
    date_hierarchy = "created_at"
    ordering = ("-created_at",)
    fields = (
        ("created_at", "state", "closed_at", "closed_by"),
        ("kind", "code", "certificate"),
        "message",
        ("contact", "network"),
        "note",
    )
    readonly_fields = (
        "created_at",
        "state",
        "closed_at",
        "closed_by",
        "kind",
        "code",
        "certificate",
        "message",
        "contact",
        "network",
    )
    actions = ("mark_done", "mark_dismissed")

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    @admin.display(description="message")
    def summary(self, report: ProblemReport) -> str:
        return report.message[:80]

    @admin.action(description="Close: dealt with", permissions=["change"])
    def mark_done(self, request: HttpRequest, queryset: QuerySet[ProblemReport]) -> None:
        self._close(request, queryset, State.DONE)

    @admin.action(description="Close: no action needed", permissions=["change"])
    def mark_dismissed(self, request: HttpRequest, queryset: QuerySet[ProblemReport]) -> None:
        self._close(request, queryset, State.DISMISSED)

    def _close(self, request: HttpRequest, queryset: QuerySet[ProblemReport], state: State) -> None:
        count = problems.close(reports=queryset, state=state, by=request.user)  # type: ignore[arg-type]
        self.message_user(request, f"{count} closed.")
