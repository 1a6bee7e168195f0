"""Who may open and send what: roles, strangers, and the team that a session names."""

import pytest
from django.test import Client

from accounts import permissions
from accounts.http import SESSION_KEY
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability
from accounts.services import teams
from certificates.models import BulkGenerationJob
from iconikcerts.common.errors import NotAllowed
from tests.factories import make_certificate, make_job, make_member, make_team, make_user

Role = TeamMember.Role
RUNNING = BulkGenerationJob.Status.PROCESSING


@pytest.fixture
def team(db: None) -> Team:
    return make_team("Lumen Academy")


def acting(client: Client, user: User, team: Team) -> Client:
    """The client, logged in as `user`, with `team` chosen in its session."""
    client.force_login(user)
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()
    return client


def refusal(user: User, team: Team, capability: Capability) -> str:
    """What a person is told who asks for this; "" when it is granted."""
    try:
        permissions.require(user=user, team=team, capability=capability)
    except NotAllowed as error:
        return str(error)
    return ""


@pytest.mark.parametrize(
    ("role", "capability", "needed"),
    [
        (Role.VIEWER, Capability.JOB_VIEW, ""),
        (Role.VIEWER, Capability.DESIGN_EDIT, "Editor"),
        (Role.EDITOR, Capability.DESIGN_EDIT, ""),
        (Role.EDITOR, Capability.MEMBER_INVITE, "Administrator"),
        (Role.ADMIN, Capability.JOB_VIEW, ""),
        (Role.ADMIN, Capability.MEMBER_INVITE, ""),
        (Role.ADMIN, Capability.TEAM_DELETE, "Owner"),
    ],
)
def test_a_refusal_names_the_role_that_is_needed(
    team: Team, role: Role, capability: Capability, needed: str
) -> None:
    told = refusal(make_member(team, role), team, capability)

    wanted = (
        f"This needs the role {needed} in the team, and yours is {role.label}. "
        "Ask an administrator of the team to change your role."
    )
    assert told == (wanted if needed else "")


def test_a_stranger_has_no_role_at_all(team: Team) -> None:
    assert refusal(make_user(), team, Capability.TEAM_VIEW) == (
        "You are not a member of this team. Ask its administrator to invite you."
    )


def test_a_viewer_sees_a_job_but_may_not_act_on_it(client: Client, team: Team) -> None:
    job = make_job(team=team, rows=1, status=RUNNING)
    acting(client, make_member(team, Role.VIEWER), team)

    seen = client.get(f"/jobs/{job.pk}")
    refused = client.post(f"/jobs/{job.pk}/cancel")

    job.refresh_from_db()
    assert seen.status_code == 200
    assert refused.status_code == 403
    assert "This needs the role Editor in the team, and yours is Viewer." in refused.content.decode()
    assert job.cancelled_at is None


def test_an_editor_may_act_on_it(client: Client, team: Team) -> None:
    job = make_job(team=team, rows=1, status=RUNNING)
    acting(client, make_member(team, Role.EDITOR), team)

    response = client.post(f"/jobs/{job.pk}/cancel")

    job.refresh_from_db()
    assert (response.status_code, response["Location"]) == (302, f"/jobs/{job.pk}")
    assert job.cancelled_at is not None


@pytest.mark.parametrize("page", ["", "/progress", "/review", "/certificates.zip", "/errors"])
def test_a_job_of_another_team_is_not_there(client: Client, team: Team, page: str) -> None:
    job = make_job(team=team, rows=1, status=RUNNING)
    client.force_login(make_user())

    assert client.get(f"/jobs/{job.pk}{page}").status_code == 404


@pytest.mark.parametrize("deed", ["start", "cancel", "retry"])
def test_nobody_acts_on_a_job_of_another_team(client: Client, team: Team, deed: str) -> None:
    job = make_job(team=team, rows=1, status=RUNNING)
    client.force_login(make_user())

    response = client.post(f"/jobs/{job.pk}/{deed}")

    job.refresh_from_db()
    assert response.status_code == 404
    assert (job.status, job.cancelled_at) == (RUNNING, None)


@pytest.mark.usefixtures("media_root")
def test_the_file_of_a_certificate_is_for_members_of_its_team(client: Client, team: Team) -> None:
    certificate = make_certificate(team=team)
    address = f"/certificates/{certificate.pk}.pdf"

    mine = acting(client, make_member(team, Role.VIEWER), team).get(address, follow=True)
    client.force_login(make_user())
    others = client.get(address)

    assert (mine.status_code, mine["Content-Type"]) == (200, "application/pdf")
    assert others.status_code == 404


def test_a_session_that_names_a_team_of_others_acts_for_the_personal_team(client: Client, team: Team) -> None:
    stranger = make_user()
    make_job(team=team, name="Of the academy")
    make_job(team=teams.personal(user=stranger), name="Of the stranger")
    acting(client, stranger, team)

    page = client.get("/jobs/").content.decode()

    assert "Of the stranger" in page
    assert "Of the academy" not in page


def test_a_member_who_left_acts_for_the_personal_team_again(client: Client, team: Team) -> None:
    member = make_member(team, Role.ADMIN)
    make_job(team=team, name="Of the academy")
    acting(client, member, team)
    before = client.get("/jobs/").content.decode()

    team.members.filter(user=member).delete()

    assert "Of the academy" in before
    assert "Of the academy" not in client.get("/jobs/").content.decode()


def test_a_user_from_before_personal_teams_gets_one_at_the_first_page(client: Client, db: None) -> None:
    user = User.objects.create_user("old@example.org")
    client.force_login(user)

    assert client.get("/jobs/").status_code == 200
    assert Team.objects.get(owner=user).is_personal


@pytest.mark.django_db
def test_pages_of_a_team_send_visitors_to_the_log_in_and_back(client: Client) -> None:
    response = client.get("/jobs/new")

    assert (response.status_code, response["Location"]) == (302, "/accounts/login/?next=/jobs/new")
