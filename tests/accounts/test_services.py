"""Accounts and teams come into being whole."""

import pytest

from accounts import selectors
from accounts.models import AuditEvent, Team, TeamMember, User
from accounts.services import teams, users
from tests.factories import make_team, make_user
from tests.simultaneous import overlapping


@pytest.mark.django_db
def test_registering_makes_a_user_who_can_log_in_and_a_personal_team() -> None:
    user = users.register(email="amina@example.org", name="Amina Okonkwo", password="correct-horse-battery")

    team = Team.objects.get(owner=user)
    assert user.check_password("correct-horse-battery")
    assert (team.name, team.slug, team.is_personal) == ("Amina Okonkwo", "amina-okonkwo", True)
    assert list(team.members.values_list("user", "role")) == [(user.pk, TeamMember.Role.OWNER)]


@pytest.mark.django_db
def test_without_a_password_nobody_can_log_in_by_password() -> None:
    assert not users.register(email="amina@example.org", name="", password=None).has_usable_password()


@pytest.mark.django_db
def test_a_personal_team_without_a_name_takes_that_of_the_address() -> None:
    user = users.register(email="amina@example.org", name="", password=None)

    assert teams.personal(user=user).name == "amina"


@pytest.mark.django_db
def test_the_personal_team_is_made_once() -> None:
    user = User.objects.create_user("amina@example.org")

    first, second = teams.personal(user=user), teams.personal(user=user)

    assert first == second
    assert Team.objects.filter(owner=user).count() == 1


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_two_requests_at_once_get_the_same_personal_team() -> None:
    user = User.objects.create_user("amina@example.org")

    first, second = overlapping(lambda: teams.personal(user=user), lambda: teams.personal(user=user))

    assert second.error is None
    assert second.result == first
    assert Team.objects.filter(owner=user).count() == 1


@pytest.mark.django_db
@pytest.mark.parametrize("name", ["Lumen Academy", "学校", "---", "x" * 120])
def test_every_team_gets_a_slug_of_its_own(name: str) -> None:
    owner = make_user()

    slugs = [teams.create(name=name, by=owner).slug for _ in range(3)]

    assert len(set(slugs)) == 3
    assert all(0 < len(slug) <= 60 for slug in slugs)


@pytest.mark.django_db
def test_creating_a_team_is_on_record() -> None:
    owner = make_user()

    team = make_team("Lumen Academy", owner=owner)

    event = AuditEvent.objects.get(team=team)
    assert (event.actor, event.action, event.target_type, event.target_id) == (
        owner,
        "team.create",
        "Team",
        str(team.pk),
    )


@pytest.mark.django_db
def test_a_users_teams_are_listed_with_the_personal_one_first() -> None:
    user = make_user(name="Zoe")
    other = make_team("Athens Club", owner=user)
    make_team("Not hers")

    assert [member.team for member in selectors.memberships_of(user)] == [teams.personal(user=user), other]
