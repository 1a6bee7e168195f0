"""A job that was stopped or cancelled keeps no quota for rows that it does not issue; going on reserves anew."""

from collections.abc import Callable

import pytest
from pytest_django.fixtures import Settings

from accounts.models import Team
from billing.selectors import standing
from billing.services import quota
from certificates.models import BulkGenerationJob, JobRow
from certificates.options import JobOptions
from certificates.services import claims, issuing, jobs, packaging
from templates_app.rendering import BrowserMissing
from tests.certificates.conftest import FakeRenderer
from tests.factories import make_job, make_team, make_version
from tests.simultaneous import overlapping

Started = Callable[..., BulkGenerationJob]
FREE = 12


@pytest.fixture(autouse=True)
def _small_plan(settings: Settings) -> None:
    settings.FREE_CERTIFICATES_PER_MONTH = FREE
    settings.JOB_CHUNK_ROWS = 3


def test_a_cancelled_job_gives_back_at_once_what_nobody_works_on(
    started: Started, team: Team, renderer: FakeRenderer
) -> None:
    job = started()
    issuing.issue_chunk(job_id=job.pk)
    claims.claim(job=job, limit=2)
    assert quota.used(team) == 10

    jobs.cancel(job=job, by=team.owner)

    assert (quota.used(team), standing(team).reserved) == (5, 5)


def test_rows_that_fail_after_the_cancel_are_given_back_as_they_do(
    started: Started, team: Team, renderer: FakeRenderer
) -> None:
    job = started()
    renderer.bad = {"Person 2"}
    take = claims.claim

    def cancelled_meanwhile(**claimed: object) -> list[JobRow]:
        rows = take(**claimed)  # type: ignore[arg-type]
        jobs.cancel(job=job, by=team.owner)
        assert quota.used(team) == 3
        return rows

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims, "claim", cancelled_meanwhile)
        issuing.issue_chunk(job_id=job.pk)
    assert quota.used(team) == 2

    jobs.finish_if_done(job_id=job.pk, queue=False)
    packaging.package(job_id=job.pk)
    assert (quota.used(team), standing(team).reserved) == (2, 0)


def test_a_stopped_job_keeps_what_it_issued_and_going_on_reserves_the_rest(
    started: Started, team: Team, renderer: FakeRenderer
) -> None:
    job = started()
    issuing.issue_chunk(job_id=job.pk)
    renderer.fault = BrowserMissing("There is no browser.", mend="Install one.")
    issuing.issue_chunk(job_id=job.pk)
    job.refresh_from_db()
    assert (job.status, quota.used(team), standing(team).reserved) == ("failed", 3, 0)

    jobs.retry(job=job, by=team.owner, queue=False)

    assert (quota.used(team), standing(team).reserved) == (10, 10)


def test_going_on_is_refused_when_another_job_took_the_quota_meanwhile(
    started: Started, team: Team, renderer: FakeRenderer
) -> None:
    job = started()
    jobs.stop(job=job, reason="The disk is full.")
    other = started()
    assert quota.used(team) == 10

    with pytest.raises(quota.QuotaExceeded, match="This needs 10 certificates, and 2 of"):
        jobs.retry(job=job, by=team.owner, queue=False)

    job.refresh_from_db()
    assert (job.status, other.status, job.rows.filter(state="ready").count()) == ("failed", "processing", 10)


def test_rows_in_other_hands_count_when_a_stopped_job_goes_on(
    started: Started, team: Team, renderer: FakeRenderer
) -> None:
    job = started()
    claims.claim(job=job, limit=3)
    jobs.stop(job=job, reason="The disk is full.")
    assert quota.used(team) == 3

    jobs.retry(job=job, by=team.owner, queue=False)

    assert quota.used(team) == 10


def test_what_a_lane_issues_after_the_stop_is_counted(
    started: Started, team: Team, renderer: FakeRenderer
) -> None:
    job = started()
    take = claims.claim

    def stopped_before(**claimed: object) -> list[JobRow]:
        jobs.stop(job=job, reason="The disk is full.")
        assert quota.used(team) == 0
        return take(**claimed)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(claims, "claim", stopped_before)
        issuing.issue_chunk(job_id=job.pk)

    assert (job.certificates.count(), quota.used(team)) == (3, 3)


def test_a_running_job_gives_nothing_back(started: Started, team: Team, renderer: FakeRenderer) -> None:
    job = started()
    renderer.bad = {"Person 1"}
    issuing.issue_chunk(job_id=job.pk)
    jobs.give_back(job_id=job.pk)

    assert quota.used(team) == 10


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_a_job_that_goes_on_while_its_quota_is_given_back_has_all_of_it() -> None:
    job = make_job(make_version(team=make_team()), rows=5)
    jobs.start(job=job, by=None, options=JobOptions(), queue=False)
    jobs.stop(job=job, reason="The disk is full.")

    _, late = overlapping(
        lambda: jobs.retry(job=job, by=None, queue=False), lambda: jobs.give_back(job_id=job.pk)
    )

    assert (late.error, quota.used(job.team)) == (None, 5)


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_giving_back_is_waited_for_by_a_job_that_goes_on() -> None:
    job = make_job(make_version(team=make_team()), rows=5)
    jobs.start(job=job, by=None, options=JobOptions(), queue=False)
    jobs.stop(job=job, reason="The disk is full.")

    _, late = overlapping(
        lambda: jobs.give_back(job_id=job.pk), lambda: jobs.retry(job=job, by=None, queue=False)
    )

    assert (late.error, quota.used(job.team)) == (None, 5)
