"""Switching between one's teams, and the side bar that offers it."""

import re
import uuid

import pytest
from django.test import Client

from accounts.models import TeamMember, User
from tests.factories import make_job, make_member, make_team, make_user

SWITCH = "/teams/switch"
pytestmark = pytest.mark.django_db


@pytest.fixture
def ana(client: Client) -> User:
    """Logged in; a member of two shared teams besides her own."""
    user = make_user("ana@example.org", name="Ana")
    for name in ("Lumen Academy", "Chess Club"):
        make_member(make_team(name), TeamMember.Role.VIEWER, user=user)
    client.force_login(user)
    return user


def acting_for(client: Client) -> str:
    """The team that the side bar names."""
    [name] = re.findall(r"Team: </span><bdi>(.*?)</bdi>", client.get("/jobs/").content.decode())
    return name


def offered(client: Client) -> list[str]:
    page = client.get("/jobs/").content.decode()
    return re.findall(r'name="team" value="[^"]+".*?<bdi>(.*?)</bdi>', page, re.S)


def team_named(name: str, user: User) -> str:
    return str(user.memberships.get(team__name=name).team_id)


def test_the_side_bar_names_the_team_and_offers_the_others(client: Client, ana: User) -> None:
    assert acting_for(client) == "Lumen Academy"
    assert offered(client) == ["Ana", "Chess Club", "Lumen Academy"]


def test_a_switch_shows_what_belongs_to_the_other_team(client: Client, ana: User) -> None:
    club = ana.memberships.get(team__name="Chess Club").team
    make_job(team=club, name="Spring open")

    response = client.post(SWITCH, {"team": str(club.pk)})
    page = client.get(response["Location"]).content.decode()

    assert "You now act for Chess Club." in page
    assert "Spring open" in client.get("/jobs/").content.decode()
    assert acting_for(client) == "Chess Club"


@pytest.mark.parametrize("team", ["of others", "unknown", "", "no id", "x" * 5000])
def test_a_team_that_one_is_not_in_cannot_be_switched_to(client: Client, ana: User, team: str) -> None:
    named = {"of others": lambda: str(make_team("Strangers").pk), "unknown": lambda: str(uuid.uuid4())}

    response = client.post(SWITCH, {"team": named.get(team, lambda: team)()})

    assert response.status_code == 404
    assert "You are not in that team." in response.content.decode()
    assert acting_for(client) == "Lumen Academy"


def test_a_team_that_one_has_left_cannot_be_switched_to(client: Client, ana: User) -> None:
    club = team_named("Chess Club", ana)
    ana.memberships.filter(team_id=club).delete()

    assert client.post(SWITCH, {"team": club}).status_code == 404


def test_only_a_post_of_somebody_logged_in_switches(client: Client, ana: User) -> None:
    club = team_named("Chess Club", ana)

    asked = client.get(SWITCH, {"team": club})
    stranger = Client().post(SWITCH, {"team": club})
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(ana)

    assert asked.status_code == 405
    assert stranger["Location"] == f"/accounts/login/?next={SWITCH}"
    assert forged.post(SWITCH, {"team": club}).status_code == 403
    assert acting_for(client) == "Lumen Academy"


def test_somebody_with_one_team_is_offered_that_and_to_begin_another(client: Client) -> None:
    client.force_login(make_user(name="Bo"))

    assert (acting_for(client), offered(client)) == ("Bo", ["Bo"])
    assert 'href="/teams/new"' in client.get("/jobs/").content.decode()
