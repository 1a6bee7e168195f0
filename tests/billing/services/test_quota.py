"""The quota: reserved before a run, settled to what was issued, never taken twice."""

from datetime import UTC, datetime
from unittest.mock import patch

import pytest
from pytest_django.fixtures import Settings

from accounts.models import Team
from billing.models import UsageLog
from billing.plans import plan_of
from billing.services import quota
from tests.factories import make_team
from tests.simultaneous import overlapping

FREE = 100


@pytest.fixture
def team(db: None, settings: Settings) -> Team:
    """A team on the free plan of FREE certificates a month."""
    settings.FREE_CERTIFICATES_PER_MONTH = FREE
    return make_team()


@pytest.mark.parametrize(
    ("tier", "plan"),
    [
        (Team.Tier.FREE, ("Free", FREE)),
        (Team.Tier.TEAM, ("Team", 20_000)),
        (Team.Tier.ENTERPRISE, ("Enterprise", None)),
    ],
)
def test_a_plan_follows_from_the_tier(team: Team, tier: Team.Tier, plan: tuple[str, int | None]) -> None:
    team.tier = tier
    found = plan_of(team)

    assert (found.name, found.certificates_per_month) == plan


def test_a_reservation_counts_at_once(team: Team) -> None:
    quota.reserve(team=team, amount=30, reference="job:1")

    assert (quota.used(team), quota.remaining(team)) == (30, FREE - 30)


def test_settling_gives_back_what_was_not_issued(team: Team) -> None:
    quota.reserve(team=team, amount=30, reference="job:1")

    quota.settle(team=team, reference="job:1", amount=28)
    quota.settle(team=team, reference="job:1", amount=28)

    assert quota.used(team) == 28
    assert UsageLog.objects.get().settled_at is not None


def test_the_last_of_the_quota_can_be_taken(team: Team) -> None:
    quota.reserve(team=team, amount=FREE, reference="job:1")

    assert quota.remaining(team) == 0


def test_more_than_is_left_is_refused_with_numbers_and_a_mend(team: Team) -> None:
    quota.reserve(team=team, amount=80, reference="job:1")

    with pytest.raises(quota.QuotaExceeded) as refusal:
        quota.reserve(team=team, amount=21, reference="job:2")

    assert str(refusal.value) == (
        "This needs 21 certificates, and 20 of this month's 100 are left. "
        "Issue fewer rows now, wait for the first of the month, or take a larger plan."
    )
    assert refusal.value.code == "quota_exceeded"
    assert quota.used(team) == 80


def test_the_same_reference_twice_counts_once(team: Team) -> None:
    for _ in range(3):
        quota.reserve(team=team, amount=60, reference="job:1")

    assert quota.used(team) == 60


def test_a_second_call_may_raise_the_amount_by_what_is_left(team: Team) -> None:
    quota.reserve(team=team, amount=60, reference="job:1")

    quota.reserve(team=team, amount=100, reference="job:1")

    assert quota.used(team) == 100
    with pytest.raises(quota.QuotaExceeded, match="This needs 1 certificates, and 0 of"):
        quota.reserve(team=team, amount=101, reference="job:1")


def test_a_job_that_runs_again_is_open_again(team: Team) -> None:
    quota.reserve(team=team, amount=10, reference="job:1")
    quota.settle(team=team, reference="job:1", amount=8)

    quota.reserve(team=team, amount=10, reference="job:1")

    assert (quota.used(team), UsageLog.objects.get().settled_at) == (10, None)


def test_without_a_limit_nothing_is_refused(team: Team) -> None:
    team.tier = Team.Tier.ENTERPRISE
    team.save()

    quota.reserve(team=team, amount=1_000_000, reference="job:1")

    assert (quota.remaining(team), quota.used(team)) == (None, 1_000_000)


def test_teams_do_not_share_their_quota(team: Team) -> None:
    other = make_team()
    quota.reserve(team=team, amount=FREE, reference="job:1")

    quota.reserve(team=other, amount=FREE, reference="job:1")
    quota.settle(team=other, reference="job:1", amount=1)

    assert (quota.used(team), quota.used(other)) == (FREE, 1)


def test_the_quota_is_whole_again_on_the_first_of_the_month(team: Team) -> None:
    quota.reserve(team=team, amount=FREE, reference="job:1")
    entry = UsageLog.objects.get()

    def left_when_issued_at(moment: datetime) -> int | None:
        UsageLog.objects.filter(pk=entry.pk).update(created_at=moment)
        with patch("billing.services.quota.timezone.now", return_value=datetime(2026, 12, 17, 9, tzinfo=UTC)):
            return quota.remaining(team)

    assert left_when_issued_at(datetime(2026, 11, 30, 23, 59, 59, 999_999, tzinfo=UTC)) == FREE
    assert left_when_issued_at(datetime(2026, 12, 1, tzinfo=UTC)) == 0


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_two_jobs_at_once_cannot_both_take_the_last_of_it(settings: Settings) -> None:
    settings.FREE_CERTIFICATES_PER_MONTH = FREE
    team = make_team()

    _, second = overlapping(
        lambda: quota.reserve(team=team, amount=60, reference="job:1"),
        lambda: quota.reserve(team=team, amount=60, reference="job:2"),
    )

    assert isinstance(second.error, quota.QuotaExceeded)
    assert quota.used(team) == 60


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_the_same_job_at_once_counts_once(settings: Settings) -> None:
    settings.FREE_CERTIFICATES_PER_MONTH = FREE
    team = make_team()

    first, second = overlapping(
        lambda: quota.reserve(team=team, amount=60, reference="job:1"),
        lambda: quota.reserve(team=team, amount=60, reference="job:1"),
    )

    assert (second.error, second.result) == (None, first)
    assert quota.used(team) == 60
