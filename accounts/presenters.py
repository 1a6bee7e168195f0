"""What the pages about teams show."""

from dataclasses import dataclass
from itertools import groupby

from accounts.permissions import ROLES, Capability, Role, roles_with

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
