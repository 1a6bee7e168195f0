"""A team with a person of each role, each with a browser of their own."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.http import SESSION_KEY
from accounts.models import Team, TeamMember, User
from tests.factories import make_member, make_team, make_user

Role = TeamMember.Role
Acting = Callable[..., Client]


@pytest.fixture
def team(db: None) -> Team:
    return make_team("Lumen Academy", owner=make_user("owner@example.org", name="Amina Okonkwo"))


@pytest.fixture
def acting() -> Acting:
    """A browser in which a person is logged in and acts for a team."""

    def act(user: User, team: Team) -> Client:
        client = Client()
        client.force_login(user)
        session = client.session
        session[SESSION_KEY] = str(team.pk)
        session.save()
        return client

    return act


@pytest.fixture
def as_role(team: Team, acting: Acting) -> Callable[[str], Client]:
    """A browser of somebody with that role in the team; the owner is the one there is."""

    def act(role: str) -> Client:
        if role == Role.OWNER:
            assert team.owner is not None
            return acting(team.owner, team)
        return acting(make_member(team, Role(role)), team)

    return act
