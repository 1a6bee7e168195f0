"""Mails about who is in a team and whose it is: to whoever was taken out, and to both when it was handed over."""

from uuid import UUID

from accounts.models import Team, TeamMember, User
from accounts.services import letters


def tell_of_removal(*, team_id: UUID, user_id: UUID) -> None:
    """Tell whoever was taken out. Nothing when they are back meanwhile, or when team or account are gone."""
    team, user = _team(team_id), User.objects.filter(pk=user_id).first()
    if team is None or user is None or TeamMember.objects.filter(team=team, user=user).exists():
        return
    letters.send(
        to=user.email,
        subject=f"You are no longer in {team.name}",
        template="removed",
        context={"team": team},
    )


def tell_of_new_owner(*, team_id: UUID, new_id: UUID, old_id: UUID, to_id: UUID) -> None:
    """Tell one of the two whose team it is now. Nothing when team or one of them is gone."""
    team, people = _team(team_id), User.objects.in_bulk([new_id, old_id])
    if team is None or len(people) < 2:
        return
    letters.send(
        to=people[to_id].email,
        subject=f"{team.name} has a new owner",
        template="new_owner",
        context={"team": team, "new_owner": people[new_id], "old_owner": people[old_id]},
    )


def _team(team_id: UUID) -> Team | None:
    return Team.objects.filter(pk=team_id).first()
