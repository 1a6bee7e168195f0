"""Who is in the team: the list, invitations into it, roles, and the ways out."""

from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from accounts import permissions, selectors
from accounts.forms.teams import InviteForm, RoleForm
from accounts.http import SESSION_KEY, TeamRequest, team_view
from accounts.models import TeamMember
from accounts.permissions import Capability
from accounts.services import invitations
from accounts.services import members as service
from accounts.services.letters import NotSent
from iconikcerts.common.errors import DomainError, NotAllowed

Role = TeamMember.Role


@require_http_methods(["GET", "HEAD", "POST"])
@team_view(Capability.TEAM_VIEW)
def members(request: TeamRequest) -> HttpResponse:
    """The members and the open invitations; POST invites somebody. Raises NotAllowed for who may not invite."""
    form = InviteForm(request.POST or None, giver=request.member.role, initial={"role": Role.EDITOR})
    if request.method == "POST":
        permissions.require(user=request.user, team=request.team, capability=Capability.MEMBER_INVITE)
        if form.is_valid() and _invited(request, form):
            return redirect("accounts:members")
    return render(request, "team/members.html", _context(request, form), status=422 if form.errors else 200)


def _invited(request: TeamRequest, form: InviteForm) -> bool:
    email = form.cleaned_data["email"]
    try:
        invitations.invite(
            team=request.team, email=email, role=Role(form.cleaned_data["role"]), by=request.user
        )
    except NotSent as error:
        messages.warning(
            request, f"{email} is invited, but {error.message[0].lower()}{error.message[1:]} {error.mend}"
        )
    except NotAllowed:
        raise
    except DomainError as error:
        form.add_error("email", str(error))
        return False
    else:
        messages.success(request, f"{email} is invited. The link in the mail leads into the team.")
    return True


def _context(request: TeamRequest, form: InviteForm) -> dict[str, Any]:
    can = {
        name: permissions.allows(member=request.member, capability=capability)
        for name, capability in (
            ("invite", Capability.MEMBER_INVITE),
            ("edit", Capability.MEMBER_EDIT),
            ("remove", Capability.MEMBER_REMOVE),
        )
    }
    return {
        "team": request.team,
        "members": selectors.members_of(request.team),
        "invitations": selectors.open_invitations(request.team) if can["invite"] else [],
        "now": timezone.now(),
        "form": form,
        "roles": form.fields["role"].choices,  # type: ignore[attr-defined]
        "can": can,
        "mine": request.member,
        "invitation_days": settings.INVITATION_DAYS,
    }


@require_POST
@team_view(Capability.MEMBER_EDIT)
def change_role(request: TeamRequest, member_id: UUID) -> HttpResponse:
    """Another role for a member. Raises NotFound and NotAllowed."""
    member = selectors.member(team=request.team, member_id=member_id)
    form = RoleForm(request.POST, giver=request.member.role)
    if not form.is_valid():
        raise NotAllowed("You cannot give that role.", mend="Choose one of the roles that are offered.")
    service.change_role(member=member, role=Role(form.cleaned_data["role"]), by=request.user)
    name = member.user.get_full_name()
    messages.success(request, f"{name} is {Role(form.cleaned_data['role']).label} now.")
    return redirect("accounts:members")


@require_http_methods(["GET", "HEAD", "POST"])
@team_view(Capability.MEMBER_REMOVE)
def remove(request: TeamRequest, member_id: UUID) -> HttpResponse:
    """Says what it means, then takes a member out."""
    member = selectors.member(team=request.team, member_id=member_id)
    if request.method != "POST":
        return render(request, "team/remove.html", {"member": member, "here_team": "members"})
    service.remove(member=member, by=request.user)
    messages.success(request, f"{member.user.get_full_name()} is no longer in the team.")
    return redirect("accounts:members")


@require_POST
@team_view(Capability.TEAM_VIEW)
def leave(request: TeamRequest) -> HttpResponse:
    """Go; `leave` is "yes". Raises Conflict for the owner."""
    if request.POST.get("leave") != "yes":
        return redirect("accounts:team")
    service.leave(team=request.team, by=request.user)
    request.session.pop(SESSION_KEY, None)
    messages.success(request, f"You have left {request.team.name}.")
    return redirect(settings.LOGIN_REDIRECT_URL)


@require_POST
@team_view(Capability.MEMBER_INVITE)
def resend(request: TeamRequest, invitation_id: UUID) -> HttpResponse:
    """Mail another link. Raises NotFound, InvitationOver."""
    found = selectors.invitation(team=request.team, invitation_id=invitation_id)
    try:
        invitations.resend(invitation=found, by=request.user)
    except NotSent as error:
        messages.warning(request, str(error))
    else:
        messages.success(
            request, f"A new link is on its way to {found.email}. The one before no longer counts."
        )
    return redirect("accounts:members")


@require_POST
@team_view(Capability.MEMBER_INVITE)
def withdraw(request: TeamRequest, invitation_id: UUID) -> HttpResponse:
    """Take an invitation back. Raises NotFound, InvitationOver."""
    found = selectors.invitation(team=request.team, invitation_id=invitation_id)
    invitations.withdraw(invitation=found, by=request.user)
    messages.success(request, f"The invitation of {found.email} is withdrawn.")
    return redirect("accounts:members")
