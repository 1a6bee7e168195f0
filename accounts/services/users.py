"""Accounts of people."""

from django.db import transaction

from accounts.models import User
from accounts.services import teams


@transaction.atomic
def register(*, email: str, name: str, password: str | None) -> User:
    """A user and the personal team that each user has."""
    user = User.objects.create_user(email, password, name=name)
    teams.personal(user=user)
    return user
