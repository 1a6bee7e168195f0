"""Accounts of people."""

from django.db import transaction
from django.utils import timezone

from accounts.models import User
from accounts.services import teams


@transaction.atomic
def register(*, email: str, name: str, password: str | None) -> User:
    """A user and the personal team that each user has."""
    user = User.objects.create_user(email, password, name=name)
    teams.personal(user=user)
    return user


def show_first_steps(*, user: User, is_shown: bool) -> None:
    """Put the list of first steps away for this person, or bring it back. Safe to call twice."""
    user.first_steps_hidden_at = None if is_shown else timezone.now()
    user.save(update_fields=["first_steps_hidden_at", "updated_at"])
