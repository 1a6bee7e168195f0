"""Puts work on the queue once the transaction that asks for it is committed."""

from celery import Task
from django.db import transaction

from certificates.models import BulkGenerationJob


def send(task: Task, job: BulkGenerationJob) -> None:
    """Queue `task` for a job after the commit.

    A queue that is away then is logged and not the caller's fault: the rows say what is to be done, and the healer
    sends it once the queue is back.
    """

    def queue() -> None:
        task.delay(str(job.pk))

    transaction.on_commit(queue, robust=True)
