"""A team with a person of each role, each with a browser of their own."""

from collections.abc import Callable

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.http import SESSION_KEY
from accounts.models import Team, TeamMember, User
from accounts.services import approvals
from tests.factories import make_member, make_team, make_user

Role = TeamMember.Role
Acting = Callable[..., Client]


@pytest.fixture
def team(db: None) -> Team:
    owner = make_user("owner@example.org", name="Amina Okonkwo")
    EmailAddress.objects.create(user=owner, email=owner.email, primary=True, verified=True)
    return make_team("Lumen Academy", owner=owner)


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


@pytest.fixture
def editor(team: Team) -> User:
    return make_member(team, Role.EDITOR)


@pytest.fixture
def admin(team: Team) -> User:
    return make_member(team, Role.ADMIN)


@pytest.fixture
def ruled(team: Team, admin: User) -> Team:
    """The team, with a rule for each act: above one where it is done to many."""
    approvals.set_rules(
        team=team,
        thresholds={"job.run": 1, "certificate.revoke": 1, "design.publish": 0},
        by=team.owner,  # type: ignore[arg-type]
    )
    return team
