"""More of those who look at pages: whose team wants a second person, whose team is to go, operators, and who comes from elsewhere."""

from __future__ import annotations

from allauth.account.models import EmailAddress
from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret
from allauth.socialaccount.adapter import get_adapter
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.conf import settings
from django.contrib.auth.models import Group, Permission
from django.contrib.sessions.backends.db import SessionStore
from django.test import RequestFactory

from accounts.models import TeamMember, User
from accounts.services import approvals, deletion, teams, users
from certificates.services import jobs, revocation
from iconikcerts.common import ratelimit
from scripts.shots.shot import Who
from templates_app.services import templates

LOCKED_ADDRESS = "ravi@example.org"
DAY_S = 86_400


def everybody() -> dict[Who, User]:
    """By who they are; each with what their pages need."""
    return {Who.PAIRED: _paired(), Who.CLOSING: _closing(), Who.OPERATOR: _operator()}


def _paired() -> User:
    """An administrator; the owner is the second person."""
    owner = users.register(email="ines@example.org", name="Inès Laurent", password=None)
    user = users.register(email="sofia@example.org", name="Sofia Marino", password=None)
    team = teams.create(name="Two Keys Language School", by=owner)
    TeamMember.objects.create(team=team, user=user, role=TeamMember.Role.ADMIN)
    approvals.set_rules(
        team=team, thresholds={templates.PUBLISH: 0, jobs.RUN: 10, revocation.REVOKE: 1}, by=owner
    )
    return user


def _closing() -> User:
    """Their team goes in some weeks, and has sent as many invitations as it may today."""
    user = users.register(email="olga@example.org", name="Olga Ivanova", password=None)
    team = teams.create(name="Old Mill Pottery", by=user)
    deletion.ask(team=team, by=user)
    limit = ratelimit.Limit("invitations", settings.INVITATIONS_PER_DAY, DAY_S)
    for _ in range(settings.INVITATIONS_PER_DAY):
        ratelimit.wait(limit, str(team.pk))
    return user


def _operator() -> User:
    """Staff with a second factor, who may do everything; and a group of those who may only look."""
    user = users.register(email="operator@example.org", name="Olu Bright", password=None)
    user.is_staff = user.is_superuser = True
    user.save(update_fields=["is_staff", "is_superuser", "updated_at"])
    TOTP.activate(user, generate_totp_secret())
    group = Group.objects.create(name="Support")
    group.permissions.set(Permission.objects.filter(codename__startswith="view_"))
    return user


def social_session() -> str:
    """The key of a visitor's session in which GitHub has said who it is, with an address that it has not verified."""
    request = RequestFactory().get("/")
    login = SocialLogin(
        user=User(email="kenji@example.org", name="Kenji Sato"),
        account=SocialAccount(provider="github", uid="7", extra_data={"login": "kenji"}),
        email_addresses=[EmailAddress(email="kenji@example.org", verified=False, primary=True)],
        provider=get_adapter().get_provider(request, "github"),
    )
    store = SessionStore()
    store["socialaccount_sociallogin"] = login.serialize()
    store.create()
    return str(store.session_key)
