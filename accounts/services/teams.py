"""Teams: the personal one that each user has, and others."""

import secrets

from django.conf import settings
from django.db import transaction
from django.utils.text import slugify

from accounts import audit, selectors
from accounts.models import Team, TeamMember, User
from iconikcerts.common.errors import Conflict


class TooManyTeams(Conflict):
    """The person owns as many teams as one person may."""

    code = "too_many_teams"


def free_slug(name: str) -> str:
    """A slug of up to 60 characters that no team has, made from `name`."""
    stem = slugify(name)[:48] or "team"
    slug = stem
    while Team.objects.filter(slug=slug).exists():
        slug = f"{stem}-{secrets.token_hex(3)}"
    return slug


@transaction.atomic
def create(*, name: str, by: User, description: str = "", is_personal: bool = False) -> Team:
    """A team with its creator as owner."""
    team = Team.objects.create(
        name=name, slug=free_slug(name), description=description, owner=by, is_personal=is_personal
    )
    TeamMember.objects.create(team=team, user=by, role=TeamMember.Role.OWNER)
    audit.record(team=team, by=by, action="team.create", target=team)
    return team


@transaction.atomic
def begin(*, name: str, description: str, by: User) -> Team:
    """A team that a person asks for. Raises TooManyTeams; the row lock keeps two requests from passing the limit."""
    User.objects.select_for_update().get(pk=by.pk)
    owned = Team.objects.filter(owner=by, is_personal=False).count()
    if settings.TEAMS_PER_PERSON and owned >= settings.TEAMS_PER_PERSON:
        raise TooManyTeams(
            f"You own {owned} teams, and more are not possible.",
            mend="Hand one over to somebody else, or delete one.",
        )
    return create(name=name, description=description, by=by)


@transaction.atomic
def edit(*, team: Team, name: str, description: str, by: User) -> None:
    """Another name or description. Issued certificates keep the name that they were issued under."""
    before = {"name": team.name, "description": team.description}
    after = {"name": name, "description": description}
    if before == after:
        return
    team.name, team.description = name, description
    team.save(update_fields=["name", "description", "updated_at"])
    audit.record(team=team, by=by, action="team.edit", target=team, before=before, after=after)


@transaction.atomic
def personal(*, user: User) -> Team:
    """The user's team of one, made at the first call. The row lock keeps two requests from making two."""
    User.objects.select_for_update().get(pk=user.pk)
    team = Team.objects.filter(owner=user, is_personal=True).first()
    return team or create(name=user.name or user.email.split("@")[0], by=user, is_personal=True)


@transaction.atomic
def require_second_factor(*, team: Team, is_required: bool, by: User) -> None:
    """Ask all members for an authenticator app or a passkey, from their next page on, or no longer. Safe to call twice.

    Raises Conflict when `by` has none: the first thing that it did would be to shut out who asks for it.
    """
    if is_required and not selectors.has_second_factor(by):
        raise Conflict(
            "You have no second factor yourself.",
            mend="Set one up under “Your account”, then ask your team for it.",
        )
    if team.requires_second_factor == is_required:
        return
    team.requires_second_factor = is_required
    team.save(update_fields=["requires_second_factor", "updated_at"])
    audit.record(
        team=team,
        by=by,
        action="team.require_second_factor",
        target=team,
        before={"is_required": not is_required},
        after={"is_required": is_required},
    )
