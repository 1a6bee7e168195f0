"""Operators' view of verification attempts."""

from django.contrib import admin

from wallet.models import VerificationLog


@admin.register(VerificationLog)
class VerificationLogAdmin(admin.ModelAdmin):
    list_display = ("created_at", "result", "method", "network", "user_agent")
    list_filter = ("result", "method")
    raw_id_fields = ("certificate",)
