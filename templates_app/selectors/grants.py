"""Reads of who may do more with single designs."""

from uuid import UUID

from accounts import permissions
from accounts.models import TeamMember
from accounts.permissions import Capability
from iconikcerts.common.errors import NotFound
from templates_app.models import DesignGrant, Template


def grants_on(*, template: Template) -> list[DesignGrant]:
    """Who was granted something on a design, with the people, by name."""
    found = DesignGrant.objects.filter(template=template).select_related("member__user")
    return sorted(found, key=lambda grant: grant.member.user.get_full_name().casefold())


def grant(*, template: Template, grant_id: UUID) -> DesignGrant:
    """A grant on this design. Raises NotFound."""
    found = DesignGrant.objects.filter(template=template, pk=grant_id)
    made = found.select_related("template", "member__user").first()
    if made is None:
        raise NotFound("There is no such grant.", mend="Look at the design's page again.")
    return made


def designs_granted_to(*, member: TeamMember) -> set[UUID]:
    """Ids of the designs that a member may change by a grant."""
    return set(DesignGrant.objects.filter(member=member).values_list("template_id", flat=True))


def members_to_grant(*, template: Template) -> list[TeamMember]:
    """The members who may not change this design so far, by name."""
    having = permissions.roles_with(Capability.DESIGN_EDIT)
    others = TeamMember.objects.filter(team=template.team_id).exclude(design_grants__template=template)
    found = others.exclude(role__in=having).select_related("user")
    return sorted(found, key=lambda member: member.user.get_full_name().casefold())
