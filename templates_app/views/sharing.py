"""Who may change one design besides those whose role lets them: given and taken back on the page of its versions."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts import permissions
from accounts import selectors as people
from accounts.http import TeamRequest, team_view
from accounts.models import Team
from accounts.permissions import Capability
from iconikcerts.common.errors import NotFound
from templates_app import selectors
from templates_app.models import Template
from templates_app.services import grants


def design_of(team: Team, named: dict[str, Any]) -> Template:
    """The design that an address names, for `team_view(on=…)`. Raises NotFound, NotAllowed for shipped ones."""
    return selectors.own_template(team=team, template_id=named["template_id"])


def may(request: TeamRequest, capability: Capability, template: Template) -> bool:
    """Whether the member may do it with this design, by role or by grant."""
    return permissions.allows(member=request.member, capability=capability, on=template)


@require_POST
@team_view(Capability.DESIGN_SHARE)
def give(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """Let `member` change this design; `publish` is "1": publish it too. Raises NotFound, Conflict."""
    template = design_of(request.team, {"template_id": template_id})
    try:
        member_id = UUID(request.POST.get("member", ""))
    except ValueError:
        raise NotFound("Nobody was chosen.", mend="Choose a member of the team.") from None
    member = people.member(team=request.team, member_id=member_id)
    grants.give(
        template=template,
        member=member,
        may_publish=request.POST.get("publish") == "1",
        by=request.user,
    )
    messages.success(request, f"{member.user.get_full_name()} may change this design now.")
    return redirect("designs:versions", template.pk)


@require_POST
@team_view(Capability.DESIGN_SHARE)
def withdraw(request: TeamRequest, template_id: UUID, grant_id: UUID) -> HttpResponse:
    """Take a grant back. Raises NotFound."""
    template = design_of(request.team, {"template_id": template_id})
    found = selectors.grant(template=template, grant_id=grant_id)
    grants.withdraw(grant=found, by=request.user)
    messages.success(request, f"{found.member.user.get_full_name()} no longer changes this design.")
    return redirect("designs:versions", template.pk)
