"""What dead workers and a lost queue leave behind is found and sent on."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.conf import settings
from django.utils import timezone

from certificates.models import BulkGenerationJob
from certificates.services import dispatch, healing

Started = Callable[..., BulkGenerationJob]


@pytest.fixture
def sent(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, str]]:
    """(task, job id) of everything that is put on the queue."""
    queue: list[tuple[str, str]] = []
    monkeypatch.setattr(
        dispatch, "send", lambda task, job: queue.append((task.name.rsplit(".", 1)[1], str(job.pk)))
    )
    return queue


def stand_still(**more: object) -> None:
    long_ago = timezone.now() - timedelta(seconds=settings.JOB_STALE_S + 1)
    BulkGenerationJob.objects.update(progressed_at=long_ago, dispatched_at=long_ago, **more)


def test_a_job_that_stands_still_is_sent_on_once(started: Started, sent: list[tuple[str, str]]) -> None:
    job = started()
    stand_still()
    assert healing.heal() == 1
    assert sent == [("work_on_job", str(job.pk))] * settings.JOB_LANES
    assert healing.heal() == 0


def test_a_job_that_moves_is_left_alone(started: Started, sent: list[tuple[str, str]]) -> None:
    started()
    assert (healing.heal(), sent) == (0, [])


def test_a_package_that_was_never_finished_is_made_again(
    started: Started, sent: list[tuple[str, str]]
) -> None:
    job = started()
    stand_still(status=BulkGenerationJob.Status.PACKAGING)
    assert healing.heal() == 1
    assert sent == [("package_job", str(job.pk))]


@pytest.mark.parametrize("status", ["draft", "completed", "failed", "cancelled"])
def test_a_job_that_waits_for_a_person_is_left_alone(
    started: Started, sent: list[tuple[str, str]], status: str
) -> None:
    started()
    stand_still(status=status)
    assert (healing.heal(), sent) == (0, [])
