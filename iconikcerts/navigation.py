"""What the side bar shows on every page behind the log-in: the places, and the teams to switch between."""

from dataclasses import dataclass
from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.functional import SimpleLazyObject

from accounts import permissions
from accounts.http import current_team
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability
from accounts.selectors import memberships_of

# (key, label, Lucide icon, URL name).
PLACES = (
    ("dashboard", "Dashboard", "layout-dashboard", "dashboard"),
    ("jobs", "Jobs", "layers", "certificates:jobs"),
    ("certificates", "Certificates", "award", "certificates:certificates"),
    ("designs", "Designs", "palette", "designs:gallery"),
    ("verify", "Verify", "shield-check", "wallet:verify"),
    ("team", "Team", "users", "accounts:team"),
    ("help", "Help", "circle-help", "help"),
)

# Tabs of the team's settings: (key, label, URL name, what one must be able to do to see the page).
TEAM_PAGES = (
    ("general", "General", "accounts:team", Capability.TEAM_VIEW),
    ("members", "Members", "accounts:members", Capability.TEAM_VIEW),
    ("roles", "Roles", "accounts:roles", Capability.TEAM_VIEW),
    ("approvals", "Approvals", "accounts:approvals", Capability.APPROVAL_VIEW),
    ("sign-on", "Single sign-on", "accounts:sign_on", Capability.SECURITY_MANAGE),
    ("api", "API", "accounts:tokens", Capability.TOKEN_MANAGE),
    ("audit", "Audit trail", "accounts:audit", Capability.AUDIT_VIEW),
    ("privacy", "Privacy", "accounts:team_privacy", Capability.TEAM_VIEW),
    ("erasures", "Recipients’ data", "certificates:erasures", Capability.CERTIFICATE_ERASE),
)


@dataclass(frozen=True, slots=True)
class Place:
    """An entry of the side bar."""

    key: str
    label: str
    icon: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class TeamPage:
    """A tab of the team's settings."""

    key: str
    label: str
    url: str
    is_current: bool


@dataclass(frozen=True, slots=True)
class Sidebar:
    """`team` is None for visitors who are not logged in. `can_issue`: in this team the person may do more than look."""

    places: list[Place]
    team: Team | None
    teams: list[Team]
    can_issue: bool = False


def places(path: str) -> list[Place]:
    """The entries; current is the one whose address is the longest beginning of `path`."""
    there = [(key, label, icon, reverse(name)) for key, label, icon, name in PLACES]
    current = _current(path, [url for *_, url in there])
    return [Place(key, label, icon, url, url == current) for key, label, icon, url in there]


def _current(path: str, addresses: list[str]) -> str:
    """The longest of the addresses that begins `path`, "" when none does."""
    holding = [url for url in addresses if f"{path.rstrip('/')}/".startswith(f"{url.rstrip('/')}/")]
    return max(holding, key=len, default="")


def team_pages(request: HttpRequest) -> list[TeamPage]:
    """The tabs that the member of the request (`team_view`) may open."""
    member = getattr(request, "member", None)
    if not isinstance(member, TeamMember):
        return []
    there = [
        (key, label, reverse(name))
        for key, label, name, capability in TEAM_PAGES
        if permissions.allows(member=member, capability=capability)
    ]
    current = _current(request.path, [url for *_, url in there])
    return [TeamPage(key, label, url, url == current) for key, label, url in there]


def sidebar_of(request: HttpRequest) -> Sidebar:
    """Two queries at most, whatever the number of teams: one where the view has found the team already."""
    user = request.user
    if not isinstance(user, User):
        return Sidebar(places(request.path), None, [])
    team = getattr(request, "team", None) or current_team(request, user)
    memberships = memberships_of(user)
    here = next((member for member in memberships if member.team_id == team.pk), None)
    can_issue = here is not None and permissions.allows(member=here, capability=Capability.JOB_RUN)
    return Sidebar(places(request.path), team, [member.team for member in memberships], can_issue)


def context(request: HttpRequest) -> dict[str, Any]:
    """Context processor: `sidebar` and `team_pages`, read from the database only by the pages that show them."""
    return {
        "sidebar": SimpleLazyObject(lambda: sidebar_of(request)),
        "team_pages": SimpleLazyObject(lambda: team_pages(request)),
    }
