"""Accounts of people."""

from allauth.account.models import EmailAddress
from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import Team, User
from accounts.services import teams


@transaction.atomic
def register(*, email: str, name: str, password: str | None) -> User:
    """A user and the personal team that each user has."""
    user = User.objects.create_user(email, password, name=name)
    teams.personal(user=user)
    return user


def vouch_for_address(*, user: User) -> None:
    """Take the person's main address for proven, when nothing is known about it. Safe to call twice."""
    EmailAddress.objects.get_or_create(
        user=user, email=user.email, defaults={"verified": True, "primary": True}
    )


@transaction.atomic
def rename(*, user: User, name: str) -> None:
    """Another name for a person, and for the personal team while it is called as the person is.

    Certificates that are issued keep the name that they were issued under.
    """
    before, user.name = user.name, name
    user.save(update_fields=["name", "updated_at"])
    audit.record(
        team=None,
        by=user,
        action="user.rename",
        target=user,
        before={"name": before},
        after={"name": name},
        personal=["name"],
    )
    team = Team.objects.filter(owner=user, is_personal=True, name=before).exclude(name=name).first()
    if team is not None:
        team.name = name
        team.save(update_fields=["name", "updated_at"])
        audit.record(
            team=team,
            by=user,
            action="team.rename",
            target=team,
            before={"name": before},
            after={"name": name},
            personal=["name"],  # a personal team bears the name of a person
        )


def show_first_steps(*, user: User, is_shown: bool) -> None:
    """Put the list of first steps away for this person, or bring it back. Safe to call twice."""
    user.first_steps_hidden_at = None if is_shown else timezone.now()
    user.save(update_fields=["first_steps_hidden_at", "updated_at"])
