"""Letting single members change single designs, whatever their role."""

from django.db import transaction

from accounts import audit, permissions
from accounts.models import TeamMember, User
from accounts.permissions import Capability
from iconikcerts.common.errors import Conflict, NotFound
from templates_app.models import DesignGrant, Template
from templates_app.services import templates


@transaction.atomic
def give(*, template: Template, member: TeamMember, may_publish: bool, by: User) -> DesignGrant:
    """Let a member change this design, and publish it too when `may_publish`; a second call says it anew.

    Raises NotAllowed (no administrator, a shipped design), NotFound for members of other teams, Conflict for those whose
    role lets them change every design.
    """
    team = templates.lock(template)
    permissions.require(user=by, team=team, capability=Capability.DESIGN_SHARE)
    if member.team_id != team.pk:
        raise NotFound("Nobody of that kind is in this team.", mend="Choose one of its members.")
    if permissions.allows(member=member, capability=Capability.DESIGN_EDIT):
        raise Conflict(
            f"{member.user.get_full_name()} may change every design already.", mend="Nothing is left to do."
        )
    made, _ = DesignGrant.objects.update_or_create(
        template=template, member=member, defaults={"may_publish": may_publish, "granted_by": by}
    )
    audit.record(
        team=team,
        by=by,
        action="template.share",
        target=template,
        subject=member.user,
        member=member.pk,
        may_publish=may_publish,
    )
    return made


@transaction.atomic
def withdraw(*, grant: DesignGrant, by: User) -> None:
    """Take it back, from the next click on. Raises NotAllowed."""
    team = templates.lock(grant.template)
    permissions.require(user=by, team=team, capability=Capability.DESIGN_SHARE)
    audit.record(
        team=team,
        by=by,
        action="template.unshare",
        target=grant.template,
        subject=grant.member.user,
        member=grant.member_id,
    )
    grant.delete()
