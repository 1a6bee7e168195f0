"""Callers of the API."""

import pytest
from django.core.cache import cache
from rest_framework.test import APIClient

from accounts.http import SESSION_KEY
from accounts.models import Team, TeamMember, User
from tests.factories import make_member, make_team


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def team(db: None) -> Team:
    return make_team("Lumen Academy")


@pytest.fixture
def viewer(team: Team) -> User:
    return make_member(team, TeamMember.Role.VIEWER)


@pytest.fixture
def api(team: Team, viewer: User) -> APIClient:
    """A viewer of `team` with a log-in session; CSRF is checked as it is in earnest."""
    return acting(viewer, team)


def acting(user: User, team: Team) -> APIClient:
    client = APIClient(enforce_csrf_checks=True)
    client.force_login(user)
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()
    return client
