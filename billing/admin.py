"""Operators' view of the ledger."""

from django.contrib import admin

from billing.models import UsageLog


@admin.register(UsageLog)
class UsageLogAdmin(admin.ModelAdmin):
    list_display = ("created_at", "team", "action", "amount", "reference", "settled_at")
