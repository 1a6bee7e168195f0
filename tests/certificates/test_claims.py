"""Who works on which rows: no row twice, no row lost."""

import os
import socket
import subprocess
import sys
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

import pytest
from django.db import connections
from django.utils import timezone

from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.services import claims

Started = Callable[..., BulkGenerationJob]
State = JobRow.State


def lines(rows: list[JobRow]) -> list[int]:
    return [row.line for row in rows]


def test_two_workers_never_take_the_same_row(started: Started) -> None:
    job = started()
    first, second = claims.claim(job=job, limit=6), claims.claim(job=job, limit=6)
    assert lines(first) == [2, 3, 4, 5, 6, 7]
    assert lines(second) == [8, 9, 10, 11]
    assert claims.claim(job=job, limit=6) == []


def test_each_claimed_row_has_a_number_and_a_code_of_its_own(started: Started) -> None:
    job = started(issued_on="2026-02-03")
    rows = claims.claim(job=job, limit=3)
    assert [row.number for row in rows] == ["2026-000001", "2026-000002", "2026-000003"]
    assert len({row.code for row in rows}) == 3


def test_a_row_keeps_its_number_and_code_over_every_try(started: Started) -> None:
    job = started()
    first = claims.claim(job=job, limit=10)
    claims.release(first)
    again = claims.claim(job=job, limit=10)
    assert [(row.number, row.code) for row in again] == [(row.number, row.code) for row in first]


def test_numbers_of_a_team_go_on_over_jobs_and_are_never_given_twice(started: Started) -> None:
    claims.claim(job=started(issued_on="2026-02-03"), limit=10)
    rows = claims.claim(job=started(issued_on="2026-02-03"), limit=2)
    assert [row.number for row in rows] == ["2026-000011", "2026-000012"]


def test_a_claim_is_taken_over_once_its_lease_ran_out(started: Started) -> None:
    job = started()
    first = claims.claim(job=job, limit=10)
    assert claims.claim(job=job, limit=10) == []
    JobRow.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    second = claims.claim(job=job, limit=10)
    assert lines(second) == lines(first)
    assert second[0].claim != first[0].claim


def test_a_renewed_lease_is_not_taken_over(started: Started) -> None:
    job = started()
    rows = claims.claim(job=job, limit=10)
    JobRow.objects.update(claimed_until=timezone.now() - timedelta(seconds=1))
    claims.renew(rows)
    assert claims.claim(job=job, limit=10) == []


def test_a_row_that_was_tried_twice_is_taken_alone(started: Started) -> None:
    job = started()
    for _ in range(claims.TRIES_TOGETHER):
        claims.release(claims.claim(job=job, limit=10))
    assert lines(claims.claim(job=job, limit=10)) == [2]
    assert lines(claims.claim(job=job, limit=10)) == [3]


def test_a_row_that_kills_its_worker_each_time_is_given_up_with_its_reason(started: Started) -> None:
    job = started("Name,Course\nAna,Chess\n")
    for _ in range(claims.MAX_ATTEMPTS):
        claims.release(claims.claim(job=job, limit=10))
    assert claims.claim(job=job, limit=10) == []
    row = job.rows.get()
    assert (row.state, row.problems[0]["code"]) == (State.FAILED, "worker_died")


def test_what_a_dead_process_of_this_machine_claimed_is_free_at_once(started: Started) -> None:
    job = started()
    claims.claim(job=job, limit=4)
    ended = subprocess.Popen([sys.executable, "-c", ""])
    ended.wait()
    JobRow.objects.filter(state=State.WORKING).update(claimed_by=f"{socket.gethostname()}:{ended.pid}")
    assert claims.release_dead() == 4
    assert job.rows.filter(state=State.READY).count() == 10


def test_what_a_living_process_or_another_machine_claimed_stays(started: Started) -> None:
    job = started()
    claims.claim(job=job, limit=2)
    claims.claim(job=job, limit=2)
    JobRow.objects.filter(line__in=[2, 3]).update(claimed_by=f"{socket.gethostname()}:{os.getpid()}")
    JobRow.objects.filter(line__in=[4, 5]).update(claimed_by="elsewhere:1")
    assert claims.release_dead() == 0


def test_a_number_that_another_pattern_made_already_is_skipped(started: Started) -> None:
    job = started(number_pattern="{seq}")
    rows = claims.claim(job=job, limit=1)
    Certificate.objects.create(
        team=job.team,
        job=job,
        row=rows[0],
        template_version=job.template_version,
        number="2",
        code=rows[0].code,
        recipient_name="Ana",
        title="Chess",
        issuer_name="X",
        data={},
        issued_on="2026-01-01",
        file="x.pdf",
    )
    assert [row.number for row in claims.claim(job=job, limit=2)] == ["3", "4"]


def test_a_claim_costs_the_same_queries_for_one_row_and_for_ten(
    started: Started, django_assert_num_queries: Callable[..., object]
) -> None:
    claims.claim(job=started(), limit=1)  # makes the team's sequence
    for limit in (1, 10):
        job = started()
        with django_assert_num_queries(CLAIM_QUERIES):
            claims.claim(job=job, limit=limit)


CLAIM_QUERIES = 10  # savepoint included


@pytest.mark.django_db(transaction=True)
def test_workers_that_claim_at_the_same_moment_share_the_rows(postgresql: None, started: Started) -> None:
    job = started("Name,Course\n" + "".join(f"Person {n},Chess\n" for n in range(200)))

    def work(_: int) -> list[int]:
        try:
            taken: list[int] = []
            while rows := claims.claim(job=job, limit=7):
                taken += lines(rows)
            return taken
        finally:
            connections.close_all()

    with ThreadPoolExecutor(4) as pool:
        taken = [line for part in pool.map(work, range(4)) for line in part]
    assert sorted(taken) == list(range(2, 202))
    assert len(set(job.rows.values_list("number", flat=True))) == 200
