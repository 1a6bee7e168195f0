"""The pricing page promises what exists: paid plans only where there is somebody to write to."""

import pytest
from django.test import Client
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from accounts.models import Team
from billing.services import quota
from tests.factories import make_team

pytestmark = pytest.mark.django_db


def shown(client: Client) -> list[str]:
    return [plan.name for plan in client.get("/pricing").context["plans"]]


def test_without_an_address_only_the_free_plan_is_shown(client: Client, settings: Settings) -> None:
    settings.SALES_EMAIL = ""

    assert shown(client) == ["Free"]
    assert "mailto:" not in client.get("/pricing").content.decode()


def test_with_an_address_all_plans_are_and_one_can_write_about_each(
    client: Client, settings: Settings
) -> None:
    settings.SALES_EMAIL, settings.FREE_CERTIFICATES_PER_MONTH = "sales@example.org", 300
    page = client.get("/pricing").content.decode()

    assert shown(client) == ["Free", "Team", "Enterprise"]
    assert page.count('href="mailto:sales@example.org?subject=') == 2
    assert [number for number in ("300", "20,000", "Without limit") if f">{number}</strong>" in page] == [
        "300",
        "20,000",
        "Without limit",
    ]


@pytest.mark.parametrize("tier", Team.Tier.values)
def test_members_see_their_plan_and_what_is_used_of_it(client: Client, settings: Settings, tier: str) -> None:
    settings.SALES_EMAIL = ""
    team = make_team(tier=Team.Tier(tier))
    quota.reserve(team=team, amount=17, reference="job:1")
    client.force_login(team.owner)
    page = client.get("/pricing").content.decode()

    assert shown(client) == (["Free"] if tier == "free" else ["Free", Team.Tier(tier).label])
    assert (page.count("Your plan"), "17 used this month" in page) == (1, True)


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_however_much_was_issued(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    team = make_team()
    for number in range(count):
        quota.reserve(team=team, amount=1, reference=f"job:{number}")
    client.force_login(team.owner)

    with django_assert_num_queries(4):  # session, user, team, what was used
        client.get("/pricing")
