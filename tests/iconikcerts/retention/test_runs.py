"""A run: once a day, in batches, never twice, gone on with after a kill; what is left of each thing; one line of report."""

from collections.abc import Collection
from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest
from django.conf import settings as django_settings
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts import retention, tasks
from accounts.models import AuditEvent, Invitation, RetentionHold, RetentionRule, RetentionRun, Team
from accounts.services import deletion, retention_runs
from certificates.models import BulkGenerationJob, Certificate
from certificates.services import jobs, packaging
from iconikcerts.common.errors import Conflict
from tests.iconikcerts.retention.things import (
    certificate,
    ended_job,
    invitation,
    message,
    ruled,
    verification,
)
from wallet.models import VerificationLog

LONG_AGO = timedelta(days=400)


class Killed(BaseException):
    """The worker is gone: nothing catches this."""


def dying_in_batch(number: int, kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """Batches of two; in the middle of one the worker dies, with files and rows deleted and nothing committed."""
    real, batches = retention.kind(kind), []

    def forget(ids: Collection[UUID]) -> int:
        batches.append(ids)
        gone = real.forget(ids)
        if len(batches) == number:
            raise Killed
        return gone

    monkeypatch.setitem(retention._kinds, kind, replace(real, forget=forget, batch=2))


def test_a_run_that_was_killed_goes_on_and_counts_each_thing_once(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    now = timezone.now()
    made = [ended_job(team, now - LONG_AGO) for _ in range(5)]
    ruled(team, "lists", 30)
    dying_in_batch(2, "lists", monkeypatch)

    with pytest.raises(Killed):
        retention_runs.run_due(now=now)
    run = RetentionRun.objects.get(team=team)
    left = BulkGenerationJob.objects.filter(team=team, list_deleted_at=None).count()
    retention_runs.run_due(now=now + timedelta(hours=1))

    assert (run.counts, run.finished_at, left) == ({"lists": 2}, None, 3)
    run.refresh_from_db()
    assert (run.counts, run.finished_at is not None) == ({"lists": 5}, True)
    assert RetentionRun.objects.filter(team=team).count() == 1
    assert [default_storage.exists(str(job.input_file)) for job in made] == [False] * 5


def test_a_day_has_one_run_and_the_next_day_another(team: Team) -> None:
    now = timezone.now().replace(hour=3, minute=20)
    ruled(team, "invitations", 30)
    invitation(team, now - LONG_AGO)

    retention_runs.run_due(now=now)
    invitation(team, now - LONG_AGO)
    retention_runs.run_due(now=now + timedelta(hours=5))
    same_day = Invitation.objects.count()
    retention_runs.run_due(now=now + timedelta(days=1))

    assert (same_day, Invitation.objects.count()) == (1, 0)
    assert [run.counts for run in RetentionRun.objects.filter(team=team).order_by("day")] == [
        {"invitations": 1},
        {"invitations": 1},
    ]


def test_each_run_leaves_one_event_with_counts_and_without_personal_data(team: Team) -> None:
    now = timezone.now()
    ruled(team, "messages", 30)
    message(team, now - LONG_AGO)

    retention_runs.run_due(now=now)

    [event] = AuditEvent.objects.filter(team=team, action="retention.run")
    assert event.data == {"day": now.date().isoformat(), "gone": {"messages": 1}}
    assert (event.actor, event.actor_kind, event.particulars) == (None, "system", None)


def test_a_fault_in_one_kind_holds_up_neither_the_others_nor_other_teams(
    team: Team, other: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    now, real = timezone.now(), retention.kind("invitations")

    def away(ids: Collection[UUID]) -> int:
        raise OSError("the storage is away")

    monkeypatch.setitem(retention._kinds, "invitations", replace(real, forget=away))
    for each in (team, other):
        ruled(each, "invitations", 30)
        ruled(each, "messages", 30)
        invitation(each, now - LONG_AGO)
        message(each, now - LONG_AGO)
    retention_runs.run_due(now=now)
    first = [(run.counts, run.finished_at) for run in RetentionRun.objects.exclude(team=None)]
    monkeypatch.setitem(retention._kinds, "invitations", real)
    retention_runs.run_due(now=now)

    assert first == [({"messages": 1}, None)] * 2
    assert [run.counts for run in RetentionRun.objects.exclude(team=None)] == [
        {"messages": 1, "invitations": 1}
    ] * 2


def test_while_a_team_pauses_its_rules_only_the_operators_days_count(team: Team) -> None:
    now = timezone.now()
    ruled(team, "verifications", 10)
    hold = RetentionHold.objects.create(team=team, reason="A dispute")
    kept, old = verification(team, now - timedelta(days=80)), verification(team, now - timedelta(days=100))

    retention_runs.run_due(now=now)
    left = set(VerificationLog.objects.values_list("pk", flat=True))
    runs = RetentionRun.objects.filter(team=team).count()
    RetentionHold.objects.filter(pk=hold.pk).update(ended_at=now)
    retention_runs.run_due(now=now)

    assert (left, runs) == ({kept}, 0)
    assert old not in left
    assert not VerificationLog.objects.exists()


def test_a_pause_in_the_middle_of_a_run_ends_it(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    now, real = timezone.now(), retention.kind("invitations")
    ruled(team, "invitations", 30)
    for _ in range(3):
        invitation(team, now - LONG_AGO)

    def pause(ids: Collection[UUID]) -> int:
        RetentionHold.objects.create(team=team, reason="A dispute")
        return real.forget(ids)

    monkeypatch.setitem(retention._kinds, "invitations", replace(real, forget=pause, batch=1))
    retention_runs.run_due(now=now)

    run = RetentionRun.objects.get(team=team)
    assert (run.counts, run.finished_at is not None) == ({"invitations": 1}, True)
    assert Invitation.objects.count() == 2


def test_a_stricter_rule_waits_and_the_one_before_counts_meanwhile(team: Team) -> None:
    now = timezone.now()
    ruled(team, "invitations", 100)
    ruled(team, "invitations", 10, since=now + timedelta(days=7))
    invitation(team, now - timedelta(days=200))
    young = invitation(team, now - timedelta(days=50))

    retention_runs.run_due(now=now)
    before = list(Invitation.objects.all())
    retention_runs.run_due(now=now + timedelta(days=8))

    assert before == [young]
    assert not Invitation.objects.exists()


def test_of_a_list_only_numbers_stay_and_nobody_tries_its_rows_again(team: Team) -> None:
    now = timezone.now()
    job = ended_job(team, now - LONG_AGO)
    ruled(team, "lists", 30)
    file = str(job.input_file)

    retention_runs.run_due(now=now)

    job.refresh_from_db()
    assert (str(job.input_file), job.source, job.mapping, default_storage.exists(file)) == ("", {}, {}, False)
    assert list(job.rows.order_by("line").values_list("state", "cells", "values", "problems")) == [
        ("issued", [], {}, []),
        ("failed", [], {}, []),
    ]
    assert Certificate.objects.get(job=job).recipient_name == "Amina Okonkwo"
    with pytest.raises(Conflict, match="was deleted by your team's rules"):
        jobs.retry(job=job, by=None, queue=False)


def test_the_pages_say_what_is_gone_and_offer_nothing_that_needs_it(team: Team, client: Client) -> None:
    now = timezone.now()
    job, sent = ended_job(team, now - LONG_AGO), message(team, now - LONG_AGO)
    for kind in ("lists", "packages", "messages"):
        ruled(team, kind, 30)
    retention_runs.run_due(now=now)
    assert team.owner is not None
    client.force_login(team.owner)
    session = client.session
    session["team"] = str(team.pk)
    session.save()

    page = client.get(f"/jobs/{job.pk}").content.decode()
    of_certificate = client.get(f"/certificates/{sent.certificate_id}").content.decode()

    assert ("The list was deleted on" in page, "The ZIP was deleted on" in page) == (True, True)
    offered = ("Try the failed rows again", "Download the error report", "Download the ZIP")
    assert [words in page for words in offered] == [False] * 3
    assert "the address was deleted by your team’s rules" in of_certificate


def test_a_deleted_zip_is_not_packed_anew(team: Team) -> None:
    now = timezone.now()
    job = ended_job(team, now - LONG_AGO)
    ruled(team, "packages", 30)

    retention_runs.run_due(now=now)
    packaging.repack(job_id=job.pk)

    assert not packaging.to_repack().exists()
    job.refresh_from_db()
    assert (str(job.output_file), job.package_deleted_at is not None) == ("", True)
    assert Certificate.objects.get(job=job).file


@pytest.mark.parametrize(("basis", "left"), [("issue", 0), ("expiry", 1)])
def test_certificates_without_expiry_stay_where_the_time_counts_from_it(
    team: Team, basis: str, left: int
) -> None:
    now = timezone.now()
    certificate(team, now - LONG_AGO, expires=False)
    ruled(team, "certificates", 1, "years", basis=basis)

    retention_runs.run_due(now=now)

    assert Certificate.objects.filter(erased_at=None).count() == left


def test_an_erased_certificate_is_still_verified_and_says_why(team: Team, client: Client) -> None:
    now = timezone.now()
    made = certificate(team, now - LONG_AGO, expires=False)
    ruled(team, "certificates", 1, "years", basis="issue")

    retention_runs.run_due(now=now)

    facts = client.get(f"/verify/{made.code}", headers={"accept": "application/json"}).json()
    made.refresh_from_db()
    assert (facts["status"], made.recipient_name, made.erased_for) == ("valid", "", "retention")


def test_what_is_under_way_stays(team: Team) -> None:
    now = timezone.now()
    for kind in ("lists", "drafts", "packages"):
        ruled(team, kind, 1)
    running = ended_job(team, now - LONG_AGO)
    BulkGenerationJob.objects.filter(pk=running.pk).update(
        status="processing", updated_at=now - LONG_AGO, progressed_at=now - LONG_AGO
    )

    retention_runs.run_due(now=now)

    running.refresh_from_db()
    assert (running.list_deleted_at, bool(running.input_file), bool(running.output_file)) == (
        None,
        True,
        True,
    )


def test_an_erased_team_leaves_no_rules_and_no_reports(team: Team) -> None:
    ruled(team, "lists", 30)
    retention_runs.run_due()
    RetentionHold.objects.create(team=team, reason="A dispute")

    deletion.erase_now(team=team)

    assert [
        model.objects.filter(team=team).exists() for model in (RetentionRule, RetentionHold, RetentionRun)
    ] == [False] * 3


def test_the_clock_runs_at_the_time_that_pages_name_and_goes_on_with_each_hour(settings: Settings) -> None:
    entry = django_settings.CELERY_BEAT_SCHEDULE["apply-retention"]
    clock = entry["schedule"]

    assert entry["task"] == tasks.apply_retention.name
    assert clock.hour == set(range(settings.RETENTION_RUN_AT.hour, 24))
    assert clock.minute == {settings.RETENTION_RUN_AT.minute}
