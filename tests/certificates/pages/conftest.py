"""Browser sessions of people in a team, and certificates for their pages."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import Team, TeamMember, User
from certificates.models import Certificate
from tests.factories.certificates import make_certificate, make_job, make_row
from tests.factories.designs import make_version
from tests.factories.people import make_member, make_user

Issue = Callable[..., Certificate]


def client_of(user: User, team: Team) -> Client:
    """Logged in, with a session that names the team, whether the user is in it or not."""
    client = Client()
    client.force_login(user)
    session = client.session
    session["team"] = str(team.pk)
    session.save()
    return client


@pytest.fixture
def editor(team: Team) -> Client:
    return client_of(team.owner, team)


@pytest.fixture
def viewer(team: Team) -> Client:
    return client_of(make_member(team, TeamMember.Role.VIEWER), team)


@pytest.fixture
def stranger(team: Team) -> Client:
    """Somebody of another team whose session claims to be in this one."""
    return client_of(make_user("eve@example.org"), team)


@pytest.fixture
def issue(team: Team) -> Issue:
    """Issues certificates of one job; each call names the recipient, and what else differs."""
    job = make_job(make_version(team=team), name="Spring course")

    def make(name: str = "Amina Okonkwo", *, email: str = "amina@example.org", **more: object) -> Certificate:
        values = {"recipient.name": name, "recipient.email": email}
        return make_certificate(make_row(job, values=values), **more)  # type: ignore[arg-type]

    return make
