"""People in front of the dashboard."""

from pathlib import Path

import pytest
from django.test import Client

from accounts.models import Team, TeamMember
from tests.factories import make_member, make_team, make_user


def client_of(user: object, team: Team) -> Client:
    """Logged in, with a session that names the team, whether the user is in it or not."""
    client = Client()
    client.force_login(user)  # type: ignore[arg-type]
    session = client.session
    session["team"] = str(team.pk)
    session.save()
    return client


@pytest.fixture
def team(db: None, media_root: Path) -> Team:
    return make_team("Riverside Academy")


@pytest.fixture
def editor(team: Team) -> Client:
    return client_of(team.owner, team)


@pytest.fixture
def viewer(team: Team) -> Client:
    return client_of(make_member(team, TeamMember.Role.VIEWER), team)


@pytest.fixture
def stranger(team: Team) -> Client:
    """Somebody of another team whose session claims to be in this one."""
    return client_of(make_user("eve@example.org", name="Eve"), team)
