"""What the database itself holds true about people and teams."""

import pytest
from django.db import IntegrityError

from accounts.models import Team, TeamMember, User
from accounts.services import teams
from tests.factories import make_team, make_user


@pytest.mark.django_db
def test_an_address_belongs_to_one_account_whatever_its_case() -> None:
    User.objects.create_user("amina@example.org")

    with pytest.raises(IntegrityError):
        User.objects.create(email="Amina@Example.ORG")


@pytest.mark.django_db
def test_addresses_are_kept_in_small_letters_and_found_in_any() -> None:
    user = User.objects.create_user("  Amina@Example.org ")

    assert user.email == "amina@example.org"
    assert User.objects.get_by_natural_key("AMINA@EXAMPLE.ORG") == user


@pytest.mark.django_db
def test_a_user_has_at_most_one_personal_team() -> None:
    user = make_user()

    with pytest.raises(IntegrityError):
        teams.create(name="A second one", by=user, is_personal=True)


@pytest.mark.django_db
def test_a_user_is_in_a_team_once() -> None:
    team = make_team()

    with pytest.raises(IntegrityError):
        TeamMember.objects.create(team=team, user=team.owner)


@pytest.mark.django_db
def test_ids_cannot_be_counted_up() -> None:
    assert make_user().pk.version == 4
    assert make_team().pk.version == 4


@pytest.mark.django_db
def test_a_user_without_a_name_is_called_by_the_address() -> None:
    nameless = User.objects.create_user("amina@example.org")
    named = make_user(name="Boris Petrov")

    assert (nameless.get_full_name(), nameless.get_short_name()) == ("amina@example.org", "amina")
    assert (named.get_full_name(), named.get_short_name()) == ("Boris Petrov", "Boris")


@pytest.mark.django_db
def test_a_team_lists_only_for_its_members() -> None:
    member, stranger = make_user(), make_user()
    team = make_team(owner=member)

    assert set(Team.objects.of_user(member)) == {team, teams.personal(user=member)}
    assert set(Team.objects.of_user(stranger)) == {teams.personal(user=stranger)}
