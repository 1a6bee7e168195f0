"""Operators' view of people and teams."""

from django.contrib import admin

from accounts.models import AuditEvent, SecurityEvent, Team, TeamMember, User


@admin.register(User)
class UserAdmin(admin.ModelAdmin):
    list_display = ("email", "name", "role", "tier", "is_active", "created_at")
    list_filter = ("role", "tier", "is_active")
    search_fields = ("email", "name")
    exclude = ("password",)
    readonly_fields = ("last_login", "created_at")


class MemberInline(admin.TabularInline):
    model = TeamMember
    extra = 0
    autocomplete_fields = ("user",)


@admin.register(Team)
class TeamAdmin(admin.ModelAdmin):
    list_display = ("name", "slug", "owner", "tier", "is_personal")
    search_fields = ("name", "slug")
    autocomplete_fields = ("owner",)
    inlines = (MemberInline,)


@admin.register(AuditEvent)
class AuditEventAdmin(admin.ModelAdmin):
    list_display = ("created_at", "team", "actor", "action", "target_type", "target_id")
    list_filter = ("action",)

    def has_add_permission(self, request: object) -> bool:
        return False

    def has_change_permission(self, request: object, obj: object = None) -> bool:
        return False

    def has_delete_permission(self, request: object, obj: object = None) -> bool:
        return False


@admin.register(SecurityEvent)
class SecurityEventAdmin(admin.ModelAdmin):
    list_display = ("created_at", "kind", "team", "person", "times", "acknowledged_at")
    list_filter = ("kind", "day")
