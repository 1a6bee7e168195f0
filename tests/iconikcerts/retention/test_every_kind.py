"""Each kind of thing goes a moment after its time, not a moment before, and of no other team."""

from datetime import timedelta

import pytest
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts import retention
from accounts.models import RetentionRun, Team
from accounts.periods import Period
from accounts.services import retention_runs
from accounts.services.retention import Wish, found
from tests.iconikcerts.retention.things import MAKERS, ruled

MOMENT, DAY = timedelta(seconds=1), timedelta(days=1)
# Those whose age counts from a date: their last day is whole.
BY_THE_DAY = {"certificates"}
DAYS = 30  # the least that every kind takes


def test_every_kind_that_teams_have_a_rule_for_is_tried_here() -> None:
    assert set(MAKERS) == {kind.key for kind in retention.of_teams()}


@pytest.mark.parametrize("key", MAKERS)
def test_it_goes_just_after_its_time_and_another_teams_stays(
    key: str, team: Team, other: Team, settings: Settings
) -> None:
    settings.QUARANTINE_DAYS = 60  # the other team's goes by the operator's days, which are later
    now, kind = timezone.now().replace(hour=12), retention.kind(key)
    border = now - timedelta(days=DAYS)
    step = DAY if key in BY_THE_DAY else MOMENT
    over, just_not = MAKERS[key](team, border - step), MAKERS[key](team, border + MOMENT)
    of_others = MAKERS[key](other, border - step)
    basis = next(iter(kind.since))
    ruled(team, key, DAYS, basis=basis)
    foretold = found(kind=kind, team=team, wish=Wish(Period(DAYS, "days"), basis), at=now)

    retention_runs.run_due(now=now)

    assert {*kind.kept().filter(pk__in=[over, just_not, of_others]).values_list("pk", flat=True)} == {
        just_not,
        of_others,
    }
    assert RetentionRun.objects.get(team=team).counts == {key: 1}
    assert (foretold[0], f"{foretold[1]:%Y-%m-%d}") == (1, f"{border - step:%Y-%m-%d}")


@pytest.mark.parametrize("key", MAKERS)
def test_without_a_rule_only_the_operators_days_count(key: str, team: Team) -> None:
    now, kind = timezone.now(), retention.kind(key)
    years_old = MAKERS[key](team, now - timedelta(days=4000))

    retention_runs.run_due(now=now)

    assert kind.kept().filter(pk=years_old).exists() is (kind.usual is None)
    assert not RetentionRun.objects.filter(team=team).exists()
