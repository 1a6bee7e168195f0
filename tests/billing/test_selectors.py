"""The quota as the dashboard shows it."""

from datetime import UTC, date, datetime
from unittest.mock import patch

import pytest
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from accounts.models import Team
from billing.selectors import standing
from billing.services import quota
from tests.factories import make_team

FREE = 100
NOW = "billing.selectors.timezone.now"


@pytest.fixture
def team(db: None, settings: Settings) -> Team:
    settings.FREE_CERTIFICATES_PER_MONTH = FREE
    return make_team()


def test_what_is_issued_is_told_from_what_is_reserved(
    team: Team, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    quota.reserve(team=team, amount=30, reference="job:1")
    quota.settle(team=team, reference="job:1", amount=28)
    quota.reserve(team=team, amount=12, reference="job:2")
    quota.reserve(team=make_team(), amount=50, reference="job:3")

    with django_assert_num_queries(1):
        now = standing(team)

    assert (now.plan, now.limit, now.used, now.reserved, now.left) == ("Free", FREE, 28, 12, 60)


@pytest.mark.parametrize(
    ("amount", "level"), [(0, "calm"), (79, "calm"), (80, "near"), (99, "near"), (100, "full")]
)
def test_the_level_rises_with_what_is_taken(team: Team, amount: int, level: str) -> None:
    quota.reserve(team=team, amount=amount, reference="job:1")

    assert standing(team).level == level


def test_more_used_than_a_smaller_plan_allows_leaves_nothing(team: Team, settings: Settings) -> None:
    quota.reserve(team=team, amount=80, reference="job:1")
    settings.FREE_CERTIFICATES_PER_MONTH = 50

    assert (standing(team).left, standing(team).level) == (0, "full")


def test_a_plan_of_nothing_is_full(team: Team, settings: Settings) -> None:
    settings.FREE_CERTIFICATES_PER_MONTH = 0

    assert standing(team).level == "full"


@pytest.mark.parametrize(
    ("today", "renews_on"),
    [
        (datetime(2026, 11, 30, 23, 59, tzinfo=UTC), date(2026, 12, 1)),
        (datetime(2026, 12, 1, tzinfo=UTC), date(2027, 1, 1)),
        (datetime(2028, 1, 31, 12, tzinfo=UTC), date(2028, 2, 1)),
    ],
)
def test_it_renews_on_the_first_of_the_next_month(team: Team, today: datetime, renews_on: date) -> None:
    with patch(NOW, return_value=today):
        assert standing(team).renews_on == renews_on


def test_what_was_used_last_month_does_not_count_any_more(team: Team) -> None:
    entry = quota.reserve(team=team, amount=30, reference="job:1")
    type(entry).objects.update(created_at=datetime(2026, 11, 30, 23, 59, tzinfo=UTC))

    with patch(NOW, return_value=datetime(2026, 12, 1, tzinfo=UTC)):
        assert standing(team).used + standing(team).reserved == 0
