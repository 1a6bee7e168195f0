"""What the pages about teams and people show."""

from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from uuid import UUID

from accounts import places
from accounts.models import SignIn
from accounts.permissions import ROLES, Capability, Role, roles_with
from iconikcerts.common import devices

# What the nouns of capabilities are called above their lines.
HEADINGS = {
    "team": "The team",
    "design": "Designs",
    "picture": "Pictures",
    "brand": "Brand kit",
    "job": "Jobs",
    "certificate": "Certificates",
    "member": "Members",
    "approval": "Approvals",
    "security": "Security",
    "token": "API",
    "audit": "Audit trail",
    "privacy": "Privacy",
    "billing": "Plan",
}


@dataclass(frozen=True, slots=True)
class CapabilityLine:
    """A line of the table: `allowed` in the order of the columns, the owner first; `who` says the same in words."""

    label: str
    who: str
    allowed: list[bool]


def role_table() -> list[tuple[str, list[CapabilityLine]]]:
    """The table of `permissions`, by noun: (heading, lines)."""
    return [
        (HEADINGS[noun], [_line(capability) for capability in found])
        for noun, found in groupby(Capability, lambda capability: capability.value.split(".")[0])
    ]


def _line(capability: Capability) -> CapabilityLine:
    having = roles_with(capability)
    return CapabilityLine(str(capability.label), _who(having), [role in having for role in reversed(ROLES)])


def _who(roles: tuple[Role, ...]) -> str:
    if roles == ROLES:
        return "Everybody"
    return f"{roles[0].label} only" if len(roles) == 1 else f"{roles[0].label} and above"


@dataclass(frozen=True, slots=True)
class Device:
    """A session as its owner sees it. `place`: "" where it is not known."""

    id: UUID
    name: str
    place: str
    address: str
    since: datetime
    last_seen: datetime
    is_this: bool


def device(sign_in: SignIn, *, here: str) -> Device:
    """`here`: the key of the session in which the page is shown."""
    address = sign_in.address or ""
    return Device(
        id=sign_in.pk,
        name=devices.named(sign_in.user_agent) or "An unknown program",
        place=places.place_of(address),
        address=address,
        since=sign_in.created_at,
        last_seen=sign_in.last_seen_at,
        is_this=sign_in.session_key == here,
    )
