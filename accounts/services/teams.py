"""Teams: the personal one that each user has, and others."""

import secrets

from django.db import transaction
from django.utils.text import slugify

from accounts import audit
from accounts.models import Team, TeamMember, User


def free_slug(name: str) -> str:
    """A slug of up to 60 characters that no team has, made from `name`."""
    stem = slugify(name)[:48] or "team"
    slug = stem
    while Team.objects.filter(slug=slug).exists():
        slug = f"{stem}-{secrets.token_hex(3)}"
    return slug


@transaction.atomic
def create(*, name: str, by: User, is_personal: bool = False) -> Team:
    """A team with its creator as owner."""
    team = Team.objects.create(name=name, slug=free_slug(name), owner=by, is_personal=is_personal)
    TeamMember.objects.create(team=team, user=by, role=TeamMember.Role.OWNER)
    audit.record(team=team, by=by, action="team.create", target=team)
    return team


@transaction.atomic
def personal(*, user: User) -> Team:
    """The user's team of one, made at the first call. The row lock keeps two requests from making two."""
    User.objects.select_for_update().get(pk=user.pk)
    team = Team.objects.filter(owner=user, is_personal=True).first()
    return team or create(name=user.name or user.email.split("@")[0], by=user, is_personal=True)
