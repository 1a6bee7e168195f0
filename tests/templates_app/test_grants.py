"""A viewer who was let at one design: changes that one, and nothing else."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError
from django.test import Client

from accounts.http import SESSION_KEY
from accounts.models import AuditEvent, Team, TeamMember, User
from accounts.services import approvals
from iconikcerts.common.errors import Conflict, NotAllowed, NotFound
from templates_app.models import DesignGrant, Template
from templates_app.services import approving, grants, templates
from tests.factories import make_document, make_member, make_team, make_user

pytestmark = pytest.mark.usefixtures("media_root")
Role = TeamMember.Role
Granting = Callable[..., DesignGrant]


@pytest.fixture
def team(db: None) -> Team:
    return make_team("Lumen Academy", owner=make_user("owner@example.org"))


@pytest.fixture
def viewer(team: Team) -> User:
    return make_member(team, Role.VIEWER, user=make_user(name="Mei Chen"))


@pytest.fixture
def design(team: Team) -> Template:
    return templates.create(team=team, name="Diploma", document=make_document(), by=team.owner)


@pytest.fixture
def other(team: Team) -> Template:
    return templates.create(team=team, name="Badge", document=make_document(), by=team.owner)


@pytest.fixture
def granted(team: Team, viewer: User, design: Template) -> Granting:
    def give(may_publish: bool = False) -> DesignGrant:
        member = TeamMember.objects.get(team=team, user=viewer)
        return grants.give(template=design, member=member, may_publish=may_publish, by=team.owner)  # type: ignore[arg-type]

    return give


def acting(user: User, team: Team) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()
    return client


def save(client: Client, design: Template) -> int:
    """The status of the answer to a save by the editor."""
    body = {
        "document": make_document(title="By Mei"),
        "base": design.versions.latest("number").document_sha256,
    }
    return client.put(f"/designs/{design.pk}/draft", body, content_type="application/json").status_code


def publish(client: Client, design: Template) -> int:
    body = {"base": design.versions.latest("number").document_sha256, "versionName": "", "note": ""}
    return client.post(f"/designs/{design.pk}/publish", body, content_type="application/json").status_code


def test_without_a_grant_a_viewer_changes_nothing(team: Team, viewer: User, design: Template) -> None:
    client = acting(viewer, team)

    assert (client.get(f"/designs/{design.pk}/edit").status_code, save(client, design)) == (403, 403)


def test_with_it_the_viewer_changes_that_design_and_no_other(
    team: Team, viewer: User, design: Template, other: Template, granted: Granting
) -> None:
    granted()
    client = acting(viewer, team)

    assert (client.get(f"/designs/{design.pk}/edit").status_code, save(client, design)) == (200, 200)
    assert design.versions.get().changed_by == viewer
    assert (client.get(f"/designs/{other.pk}/edit").status_code, save(client, other)) == (403, 403)
    assert client.post(f"/designs/{design.pk}/delete").status_code == 403
    assert client.get("/jobs/new").status_code == 403


@pytest.mark.parametrize("may_publish", [False, True])
def test_publishing_is_granted_by_itself(
    team: Team, viewer: User, design: Template, granted: Granting, may_publish: bool
) -> None:
    granted(may_publish)

    status = publish(acting(viewer, team), design)

    design.refresh_from_db()
    assert (status, design.current_version is not None) == ((200, True) if may_publish else (403, False))


def test_the_viewer_finds_the_design_and_the_way_into_the_editor(
    team: Team, viewer: User, design: Template, other: Template, granted: Granting
) -> None:
    granted()
    page = acting(viewer, team).get("/designs").content.decode()

    assert f"/designs/{design.pk}/edit" in page
    assert f"/designs/{other.pk}/edit" not in page


def test_taken_back_it_ends_at_the_next_click(
    team: Team, viewer: User, design: Template, granted: Granting
) -> None:
    grant = granted()
    client = acting(viewer, team)
    before = save(client, design)

    acting(team.owner, team).post(f"/designs/{design.pk}/grants/{grant.pk}/withdraw")  # type: ignore[arg-type]

    assert (before, save(client, design)) == (200, 403)


def test_who_leaves_the_team_has_no_grant_left(viewer: User, granted: Granting) -> None:
    granted()

    TeamMember.objects.get(user=viewer, role=Role.VIEWER).delete()

    assert not DesignGrant.objects.exists()


def test_administrators_give_it_on_the_page_of_the_design(team: Team, viewer: User, design: Template) -> None:
    admin = make_member(team, Role.ADMIN)
    member = TeamMember.objects.get(team=team, user=viewer)
    client = acting(admin, team)

    offered = client.get(f"/designs/{design.pk}/versions").content.decode()
    client.post(f"/designs/{design.pk}/grants", {"member": str(member.pk), "publish": "1"})
    shown = client.get(f"/designs/{design.pk}/versions").content.decode()

    grant = DesignGrant.objects.get()
    assert (grant.member, grant.may_publish, grant.granted_by) == (member, True, admin)
    assert "Let them change it" in offered
    assert "May change and publish" in shown
    [event] = AuditEvent.objects.filter(team=team, action="template.share")
    assert (event.actor, event.data["member"]) == (admin, str(member.pk))


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_others_give_nothing(team: Team, viewer: User, design: Template, role: Role) -> None:
    member = TeamMember.objects.get(team=team, user=viewer)

    answer = acting(make_member(team, role), team).post(
        f"/designs/{design.pk}/grants", {"member": str(member.pk)}
    )

    assert (answer.status_code, DesignGrant.objects.count()) == (403, 0)


def test_a_viewer_with_a_grant_passes_it_on_to_nobody(
    team: Team, viewer: User, design: Template, granted: Granting
) -> None:
    granted(may_publish=True)
    next_one = TeamMember.objects.get(team=team, user=make_member(team, Role.VIEWER))

    with pytest.raises(NotAllowed):
        grants.give(template=design, member=next_one, may_publish=False, by=viewer)


@pytest.mark.parametrize("named", ["", "nonsense", "another team's"])
def test_a_member_that_is_none_is_not_there(team: Team, design: Template, named: str) -> None:
    stranger = TeamMember.objects.get(user=make_member(make_team("Chess Club"), Role.ADMIN), role=Role.ADMIN)
    value = str(stranger.pk) if named == "another team's" else named

    answer = acting(team.owner, team).post(f"/designs/{design.pk}/grants", {"member": value})  # type: ignore[arg-type]

    assert (answer.status_code, DesignGrant.objects.count()) == (404, 0)
    with pytest.raises(NotFound):
        grants.give(template=design, member=stranger, may_publish=False, by=team.owner)  # type: ignore[arg-type]


def test_grants_of_another_design_are_not_there(team: Team, other: Template, granted: Granting) -> None:
    grant = granted()

    answer = acting(team.owner, team).post(f"/designs/{other.pk}/grants/{grant.pk}/withdraw")  # type: ignore[arg-type]

    assert (answer.status_code, DesignGrant.objects.count()) == (404, 1)


def test_who_may_change_every_design_needs_none(team: Team, design: Template) -> None:
    editor = TeamMember.objects.get(team=team, user=make_member(team, Role.EDITOR))

    with pytest.raises(Conflict, match="may change every design already"):
        grants.give(template=design, member=editor, may_publish=False, by=team.owner)  # type: ignore[arg-type]


def test_one_grant_for_a_member_and_a_design(design: Template, granted: Granting) -> None:
    first = granted()

    assert granted(may_publish=True).pk == first.pk
    with pytest.raises(IntegrityError):
        DesignGrant.objects.create(template=design, member=first.member)


def test_the_rule_of_two_holds_for_grants_too_and_the_grant_counts_at_the_decision(
    team: Team, viewer: User, design: Template, granted: Granting
) -> None:
    admin, grant = make_member(team, Role.ADMIN), granted(may_publish=True)
    approvals.set_rules(team=team, thresholds={"design.publish": 0}, by=team.owner)  # type: ignore[arg-type]
    first = publish(acting(viewer, team), design)
    asked = design.team.approval_requests.get()  # type: ignore[union-attr]
    grants.withdraw(grant=grant, by=admin)

    with pytest.raises(approvals.RequestOver, match="may no longer do this"):
        approvals.approve(request=asked, by=admin)
    granted(may_publish=True)
    again = approving.ask_to_publish(template=design, by=viewer)
    approvals.approve(request=again, by=admin)

    design.refresh_from_db()
    assert (first, design.current_version is not None) == (202, True)
