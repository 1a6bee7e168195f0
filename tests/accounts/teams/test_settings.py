"""General settings of a team, its tabs, the page of roles, and new teams."""

import re
from collections.abc import Callable

import pytest
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent, Team, TeamMember
from accounts.permissions import ADDED, Capability, Role
from accounts.services import teams
from tests.factories import make_certificate, make_user

AsRole = Callable[[str], Client]


def tabs(page: str) -> list[str]:
    row = page[page.index('class="tab-row settings-tabs"') :].split("</nav>")[0]
    return re.findall(r'href="([^"]+)"', row)


@pytest.mark.parametrize(
    ("role", "may"), [("viewer", False), ("editor", False), ("admin", True), ("owner", True)]
)
def test_administrators_rename_and_describe_a_team(as_role: AsRole, team: Team, role: str, may: bool) -> None:
    client = as_role(role)
    seen = client.get("/team")

    answer = client.post("/team", {"name": "Lumen College", "description": "Evening classes"})

    team.refresh_from_db()
    assert ('id="id_description"' in seen.content.decode()) == may
    assert (answer.status_code, team.name, team.description) == (
        (302, "Lumen College", "Evening classes") if may else (403, "Lumen Academy", "")
    )


def test_what_was_changed_stands_in_the_trail_with_what_was_there_before(as_role: AsRole, team: Team) -> None:
    as_role("owner").post("/team", {"name": "Lumen College"})
    as_role("owner").post("/team", {"name": "Lumen College"})

    [event] = AuditEvent.objects.filter(team=team, action="team.edit")
    assert (event.actor, event.target_id) == (team.owner, str(team.pk))
    assert event.changes == {"name": {"from": "Lumen Academy", "to": "Lumen College"}}


@pytest.mark.usefixtures("media_root")
def test_issued_certificates_keep_the_name_of_their_time(as_role: AsRole, team: Team) -> None:
    certificate = make_certificate(team=team)

    as_role("owner").post("/team", {"name": "Lumen College"})

    certificate.refresh_from_db()
    assert certificate.issuer_name == "Lumen Academy"


@pytest.mark.parametrize("name", ["", "  ", "x" * 121])
def test_a_name_that_cannot_be_is_refused_with_what_was_typed(as_role: AsRole, team: Team, name: str) -> None:
    answer = as_role("owner").post("/team", {"name": name, "description": "Kept as typed"})

    team.refresh_from_db()
    assert (answer.status_code, team.name) == (422, "Lumen Academy")
    assert "Kept as typed" in answer.content.decode()


def test_tabs_lead_to_pages_that_exist_and_may_be_opened(as_role: AsRole) -> None:
    for role in ("viewer", "editor", "admin", "owner"):
        client = as_role(role)
        listed = tabs(client.get("/team").content.decode())
        assert listed[0] == "/team"
        assert {address: client.get(address).status_code for address in listed} == dict.fromkeys(listed, 200)


def test_the_tab_of_the_page_is_marked(as_role: AsRole) -> None:
    page = as_role("viewer").get("/team/roles").content.decode()

    assert re.findall(
        r'href="(/team[^"]*)" aria-current="page"', page.split('class="tab-row settings-tabs"')[1]
    ) == ["/team/roles"]


def test_the_page_of_roles_shows_the_table_that_pages_ask(as_role: AsRole) -> None:
    page = as_role("editor").get("/team/roles")

    lines = {line.label: line.allowed for _, lines in page.context["groups"] for line in lines}
    roles = page.context["roles"]
    assert [role.label for role in roles] == ["Owner", "Administrator", "Editor", "Viewer"]
    assert len(lines) == len(Capability)
    for role, added in ADDED.items():
        for capability in added:
            assert lines[capability.label] == [
                other in list(Role)[list(Role).index(role) :] for other in roles
            ]


def test_a_new_team_has_its_founder_as_owner_and_is_acted_for_at_once(client: Client, db: None) -> None:
    founder = make_user()
    client.force_login(founder)

    answer = client.post("/teams/new", {"name": "Chess Club", "description": ""}, follow=True)

    team = Team.objects.get(name="Chess Club")
    assert (team.owner, team.is_personal, team.tier) == (founder, False, Team.Tier.FREE)
    assert list(team.members.values_list("user", "role")) == [(founder.pk, TeamMember.Role.OWNER)]
    assert answer.context["request"].team == team


def test_one_person_owns_no_more_teams_than_the_setting_says(
    client: Client, settings: Settings, db: None
) -> None:
    settings.TEAMS_PER_PERSON = 1
    founder = make_user()
    teams.begin(name="First", description="", by=founder)
    client.force_login(founder)

    answer = client.post("/teams/new", {"name": "Second", "description": ""})

    assert answer.status_code == 422
    assert "You own 1 teams, and more are not possible." in answer.content.decode()
    assert not Team.objects.filter(name="Second").exists()


def test_one_cannot_make_oneself_a_plan_or_an_owner_by_more_fields(client: Client, db: None) -> None:
    founder, other = make_user(), make_user()
    client.force_login(founder)

    client.post(
        "/teams/new", {"name": "Chess", "tier": "enterprise", "owner": str(other.pk), "is_personal": "1"}
    )

    team = Team.objects.get(name="Chess")
    assert (team.owner, team.tier, team.is_personal) == (founder, Team.Tier.FREE, False)


@pytest.mark.django_db
@pytest.mark.parametrize("address", ["/team", "/team/roles", "/teams/new"])
def test_visitors_are_sent_to_the_log_in(client: Client, address: str) -> None:
    assert client.get(address)["Location"] == f"/accounts/login/?next={address}"
