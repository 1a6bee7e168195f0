"""Operators' view of the ledger."""

from django.contrib import admin

from accounts.admin.audited import ReadOnlyAdmin
from billing.models import UsageLog


@admin.register(UsageLog)
class UsageLogAdmin(ReadOnlyAdmin):
    list_display = ("created_at", "team", "action", "amount", "reference", "settled_at")
