"""Members: who is listed, whose role changes by whom, who goes, and to whom a team is handed over."""

from collections.abc import Callable

import pytest
from django.core import mail
from django.test import Client

from accounts.models import AuditEvent, Team, TeamMember, User
from accounts.services import members, ownership
from iconikcerts.common.errors import Conflict, NotAllowed
from tests.factories import make_member, make_team, make_user
from tests.factories.people import PASSWORD

AsRole = Callable[[str], Client]
Acting = Callable[..., Client]
Role = TeamMember.Role


def place(team: Team, user: User) -> TeamMember:
    return TeamMember.objects.get(team=team, user=user)


def role_of(team: Team, user: User) -> str | None:
    return TeamMember.objects.filter(team=team, user=user).values_list("role", flat=True).first()


def test_the_list_names_the_owner_first_and_what_each_may(as_role: AsRole, team: Team) -> None:
    make_member(team, Role.VIEWER, user=make_user(name="Bo"))
    make_member(team, Role.ADMIN, user=make_user(name="Cem"))

    listed = as_role("owner").get("/team/members").context["members"]

    assert [(each.user.name, each.role) for each in listed] == [
        ("Amina Okonkwo", "owner"),
        ("Cem", "admin"),
        ("Bo", "viewer"),
    ]


@pytest.mark.parametrize("count", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(
    as_role: AsRole, team: Team, count: int, django_assert_max_num_queries: Callable[..., object]
) -> None:
    for _ in range(count):
        make_member(team, Role.VIEWER)
    client = as_role("owner")

    with django_assert_max_num_queries(8):
        client.get("/team/members")


@pytest.mark.parametrize(
    ("actor", "target", "new", "may"),
    [
        ("owner", "viewer", "admin", True),
        ("admin", "viewer", "editor", True),
        ("admin", "admin", "viewer", True),
        ("admin", "owner", "viewer", False),
        ("admin", "viewer", "owner", False),
        ("editor", "viewer", "editor", False),
        ("viewer", "viewer", "editor", False),
    ],
)
def test_who_changes_whose_role(
    as_role: AsRole, team: Team, actor: str, target: str, new: str, may: bool
) -> None:
    user = team.owner if target == "owner" else make_member(team, Role(target))
    assert user is not None

    answer = as_role(actor).post(f"/team/members/{place(team, user).pk}/role", {"role": new})

    assert (answer.status_code, role_of(team, user)) == ((302, new) if may else (403, target))


def test_nobody_changes_the_own_role(acting: Acting, team: Team) -> None:
    admin = make_member(team, Role.ADMIN)

    answer = acting(admin, team).post(f"/team/members/{place(team, admin).pk}/role", {"role": "viewer"})

    assert (answer.status_code, role_of(team, admin)) == (403, "admin")


def test_a_change_of_role_stands_in_the_trail(team: Team) -> None:
    user = make_member(team, Role.VIEWER)

    members.change_role(member=place(team, user), role=Role.EDITOR, by=team.owner)  # type: ignore[arg-type]

    [event] = AuditEvent.objects.filter(team=team, action="member.role")
    assert event.actor == team.owner
    assert event.changes == {"role": {"from": "viewer", "to": "editor"}}


@pytest.mark.parametrize("actor", ["admin", "owner"])
def test_administrators_remove_a_member_who_is_told(as_role: AsRole, team: Team, actor: str) -> None:
    user = make_member(team, Role.EDITOR)
    address = f"/team/members/{place(team, user).pk}/remove"
    client = as_role(actor)

    asked = client.get(address)
    with_mail = len(mail.outbox)
    members_before = role_of(team, user)
    client.post(address)

    assert (asked.status_code, members_before, with_mail, role_of(team, user)) == (200, "editor", 0, None)
    assert AuditEvent.objects.get(action="member.remove").data["user"] == str(user.pk)


def test_who_was_removed_is_out_at_the_next_click(acting: Acting, team: Team) -> None:
    user = make_member(team, Role.EDITOR)
    client = acting(user, team)
    client.get("/team")

    members.remove(member=place(team, user), by=team.owner)  # type: ignore[arg-type]

    assert "Lumen Academy" not in client.get("/team").content.decode()


@pytest.mark.parametrize("actor", ["viewer", "editor"])
def test_others_remove_nobody(as_role: AsRole, team: Team, actor: str) -> None:
    user = make_member(team, Role.VIEWER)

    assert as_role(actor).post(f"/team/members/{place(team, user).pk}/remove").status_code == 403
    assert role_of(team, user) == "viewer"


def test_the_owner_is_not_removed(as_role: AsRole, team: Team) -> None:
    assert team.owner is not None
    answer = as_role("admin").post(f"/team/members/{place(team, team.owner).pk}/remove")

    assert (answer.status_code, role_of(team, team.owner)) == (403, "owner")


@pytest.mark.parametrize("deed", ["role", "remove"])
def test_members_of_another_team_are_not_there(as_role: AsRole, team: Team, deed: str) -> None:
    other = make_team("Chess Club")
    user = make_member(other, Role.VIEWER)

    answer = as_role("owner").post(f"/team/members/{place(other, user).pk}/{deed}", {"role": "editor"})

    assert (answer.status_code, role_of(other, user)) == (404, "viewer")


def test_one_leaves_by_oneself_and_what_one_made_stays(acting: Acting, team: Team) -> None:
    user = make_member(team, Role.EDITOR)
    client = acting(user, team)

    client.post("/team/leave")
    still_in = role_of(team, user)
    answer = client.post("/team/leave", {"leave": "yes"}, follow=True)

    assert (still_in, role_of(team, user)) == ("editor", None)
    assert answer.context["request"].team.is_personal
    assert AuditEvent.objects.filter(team=team, actor=user, action="member.leave").count() == 1


def test_the_owner_cannot_leave(as_role: AsRole, team: Team) -> None:
    answer = as_role("owner").post("/team/leave", {"leave": "yes"})

    assert answer.status_code == 409
    assert "a team needs an owner" in answer.content.decode()
    assert role_of(team, team.owner) == "owner"  # type: ignore[arg-type]


@pytest.fixture
def owning(team: Team) -> Client:
    """The owner, who has just logged in by password."""
    client = Client()
    client.post("/accounts/login/", {"login": "owner@example.org", "password": PASSWORD})
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})
    client.post("/teams/switch", {"team": str(team.pk)})
    return client


def test_the_owner_hands_the_team_over(owning: Client, team: Team) -> None:
    heir, former = make_member(team, Role.EDITOR), team.owner
    assert former is not None

    answer = owning.post("/team/owner", {"member": str(place(team, heir).pk)})

    team.refresh_from_db()
    assert (answer.status_code, team.owner) == (302, heir)
    assert (role_of(team, heir), role_of(team, former)) == ("owner", "admin")
    assert AuditEvent.objects.get(action="team.transfer").changes["owner"]["to"] == str(heir.pk)


def test_whoever_owns_it_confirms_who_they_are(as_role: AsRole, team: Team) -> None:
    heir = make_member(team, Role.EDITOR)

    answer = as_role("owner").post("/team/owner", {"member": str(place(team, heir).pk)})

    team.refresh_from_db()
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert (role_of(team, heir), team.owner == heir) == ("editor", False)


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
def test_others_do_not_hand_it_over(as_role: AsRole, team: Team, role: str) -> None:
    heir = make_member(team, Role.EDITOR)

    assert as_role(role).post("/team/owner", {"member": str(place(team, heir).pk)}).status_code == 403
    with pytest.raises(NotAllowed):
        ownership.hand_over(team=team, to=place(team, heir), by=heir)
    assert role_of(team, heir) == "editor"


def test_a_team_is_not_handed_to_somebody_outside(owning: Client, team: Team) -> None:
    stranger = make_member(make_team("Chess Club"), Role.ADMIN)

    answer = owning.post("/team/owner", {"member": str(stranger.memberships.last().pk)})  # type: ignore[union-attr]

    team.refresh_from_db()
    assert (answer.status_code, team.owner == stranger) == (422, False)


def test_a_personal_team_stays_with_its_person(db: None) -> None:
    user = make_user()
    own = Team.objects.get(owner=user)

    with pytest.raises(Conflict, match="stays with its person"):
        ownership.hand_over(team=own, to=place(own, user), by=user)
