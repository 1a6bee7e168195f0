"""Operators' view of people, teams, members, the audit trail and what is unusual."""

from typing import Any

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin, messages
from django.contrib.auth.models import Group
from django.db.models import Exists, OuterRef, QuerySet
from django.http import HttpRequest

from accounts.admin.audited import AuditedAdmin, ReadOnlyAdmin
from accounts.models import AuditEvent, SecurityEvent, Team, TeamMember, User
from accounts.services import security_events, sessions
from iconikcerts.common import devices


@admin.register(User)
class UserAdmin(AuditedAdmin):
    """Names, tiers, and whether somebody may log in. Passwords and factors are the person's own: neither shown nor set."""

    noun = "user"
    personal = ("email", "name")
    list_display = ("email", "name", "is_active", "is_staff", "has_factor", "last_login", "created_at")
    list_filter = ("is_active", "is_staff", "role", "tier")
    search_fields = ("email", "name", "=id")
    ordering = ("-created_at",)
    date_hierarchy = "created_at"
    fieldsets = (
        (None, {"fields": ("email", "name", "has_factor", "addresses")}),
        ("Account", {"fields": ("is_active", "role", "tier", "last_login", "created_at")}),
        ("Operators", {"fields": ("is_staff", "is_superuser", "groups", "user_permissions")}),
    )
    readonly_fields = ("email", "has_factor", "addresses", "last_login", "created_at")
    filter_horizontal = ("groups", "user_permissions")
    actions = ("log_out",)

    @admin.action(description="Log the chosen people out everywhere", permissions=["change"])
    def log_out(self, request: HttpRequest, queryset: QuerySet[User]) -> None:
        """In browsers and apps, at once. Their accounts stay open: who knows the password comes in again."""
        assert isinstance(request.user, User)
        ended = sum(sessions.end_all(user=user, by=request.user) for user in queryset)
        messages.success(request, f"{ended} {'log-in has' if ended == 1 else 'log-ins have'} ended.")

    def get_queryset(self, request: HttpRequest) -> QuerySet[User]:
        factor = Authenticator.objects.filter(user=OuterRef("pk")).exclude(
            type=Authenticator.Type.RECOVERY_CODES
        )
        found: QuerySet[User] = super().get_queryset(request)
        return found.annotate(with_factor=Exists(factor))

    @admin.display(description="second factor", boolean=True)
    def has_factor(self, user: User) -> bool:
        return bool(getattr(user, "with_factor", False))

    @admin.display(description="addresses")
    def addresses(self, user: User) -> str:
        found = EmailAddress.objects.filter(user=user).order_by("-primary", "email")
        return (
            ", ".join(f"{each.email}{'' if each.verified else ' (not confirmed)'}" for each in found) or "–"
        )

    def get_readonly_fields(self, request: HttpRequest, obj: object = None) -> tuple[str, ...]:
        """Only superusers make operators, and nobody takes the rights from themselves by mistake."""
        rights = ("is_staff", "is_superuser", "groups", "user_permissions")
        user = request.user
        may = isinstance(user, User) and user.is_superuser and obj != user
        return self.readonly_fields if may else (*self.readonly_fields, *rights)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False  # people sign up, and prove their address

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False  # erasure has its own way, which leaves a receipt


admin.site.unregister(Group)


@admin.register(Group)
class GroupAdmin(AuditedAdmin):
    """What operators may do who are no superusers."""

    noun = "group"
    search_fields = ("name",)
    filter_horizontal = ("permissions",)


class MemberInline(admin.TabularInline):
    """Who is in the team. Roles are changed by the team itself."""

    model = TeamMember
    extra = 0
    fields = readonly_fields = ("user", "role", "created_at")
    can_delete = False

    def has_add_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False

    def has_change_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False


@admin.register(Team)
class TeamAdmin(AuditedAdmin):
    noun = "team"
    list_display = ("name", "slug", "owner", "tier", "is_personal", "created_at")
    list_filter = ("tier", "is_personal")
    list_select_related = ("owner",)
    search_fields = ("name", "slug", "=id", "owner__email")
    ordering = ("-created_at",)
    fields = (
        "name", "slug", "description", "owner", "tier", "is_personal", "created_at", "erase_at", "erased_at",
    )  # fmt: skip
    readonly_fields = ("slug", "owner", "is_personal", "created_at", "erase_at", "erased_at")
    inlines = (MemberInline,)

    def has_add_permission(self, request: HttpRequest) -> bool:
        return False

    def has_delete_permission(self, request: HttpRequest, obj: object = None) -> bool:
        return False  # a team's owner deletes it, with its grace period


@admin.register(TeamMember)
class TeamMemberAdmin(ReadOnlyAdmin):
    noun = "member"
    list_display = ("team", "user", "role", "created_at")
    list_filter = ("role",)
    list_select_related = ("team", "user")
    search_fields = ("team__name", "user__email", "user__name")
    fields = ("team", "user", "role", "created_at")


@admin.register(AuditEvent)
class AuditEventAdmin(ReadOnlyAdmin):
    """The trail of all teams and of the site. The database itself refuses changes."""

    noun = "audit"
    list_display = ("created_at", "action", "actor", "actor_kind", "team", "target_type", "target_label")
    list_filter = ("actor_kind", "created_at")
    search_fields = ("=target_id", "=actor__id", "=team__id", "action", "actor__email")
    ordering = ("-created_at",)
    fields = (
        "created_at", "team", "actor", "actor_kind", "actor_ref", "action", "target_type", "target_id", "target_label",
        "changes", "data", "address", "device", "place", "link_hash",
    )  # fmt: skip

    def get_queryset(self, request: HttpRequest) -> QuerySet[AuditEvent]:
        found: QuerySet[AuditEvent] = super().get_queryset(request)
        return found.select_related("actor", "team", "particulars", "link")

    @admin.display(description="address")
    def address(self, event: AuditEvent) -> str:
        return str(event.particulars.address or "") if event.particulars else ""

    @admin.display(description="device")
    def device(self, event: AuditEvent) -> str:
        return devices.named(event.particulars.device) if event.particulars else ""

    @admin.display(description="place in the chain")
    def place(self, event: AuditEvent) -> str:
        link = getattr(event, "link", None)
        return str(link.sequence) if link else "waits for its link"

    @admin.display(description="hash")
    def link_hash(self, event: AuditEvent) -> str:
        link = getattr(event, "link", None)
        return str(link.hash) if link else ""


@admin.register(SecurityEvent)
class SecurityEventAdmin(ReadOnlyAdmin):
    """What the rules found. An operator notes that it was looked at; that takes it off the owner's pages too."""

    noun = "security_event"
    list_display = ("created_at", "kind", "sentence", "team", "person", "times", "acknowledged_at")
    list_filter = ("kind", ("acknowledged_at", admin.EmptyFieldListFilter))
    list_select_related = ("team", "person")
    ordering = ("-created_at",)
    date_hierarchy = "created_at"
    actions = ("acknowledge",)
    fields = (
        "created_at", "kind", "sentence", "team", "person", "times", "mailed_at", "acknowledged_at", "acknowledged_by",
    )  # fmt: skip

    @admin.display(description="what")
    def sentence(self, event: SecurityEvent) -> str:
        return security_events.said(event)

    @admin.action(description="Note that the chosen ones were looked at", permissions=["view"])
    def acknowledge(self, request: HttpRequest, queryset: QuerySet[SecurityEvent]) -> None:
        assert isinstance(request.user, User)
        for event in queryset.select_related("team"):
            security_events.acknowledge(event=event, by=request.user)

    def get_actions(self, request: HttpRequest) -> dict[str, Any]:
        actions: dict[str, Any] = super().get_actions(request)
        return {name: action for name, action in actions.items() if name == "acknowledge"}
