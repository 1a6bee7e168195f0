"""`manage.py demo`: a demo team and 25 certificates, made by the running workers."""

import sys
import time
from typing import Any

from django.core.files.storage import default_storage
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from certificates import selectors
from certificates.models import BulkGenerationJob
from certificates.services import demo
from iconikcerts.common.errors import DomainError

POLL_S = 0.2


class Command(BaseCommand):
    help = "Make the demo team, issue its sample job through the queue, and say where everything is."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--timeout", type=int, default=120, help="seconds to wait for the workers")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            job = demo.sample_job(team=demo.team())
        except DomainError as error:
            raise CommandError(str(error)) from None
        self._wait(job, options["timeout"])
        if job.status != job.Status.COMPLETED:
            raise CommandError(f"The sample job ended as “{job.get_status_display()}”. {job.failure}")
        self._tell(job)

    def _wait(self, job: BulkGenerationJob, timeout: int) -> None:
        until = time.monotonic() + timeout
        total = selectors.progress(job).to_issue
        with tqdm(total=total, unit=" certificates", file=sys.stderr, disable=None) as bar:
            while not job.has_ended:
                if time.monotonic() > until:
                    raise CommandError(
                        f"The sample job is not done after {timeout} s. Is a worker running? "
                        "`celery -A iconikcerts worker -Q render,mail,default` starts one."
                    )
                time.sleep(POLL_S)
                bar.update(selectors.progress(job).done - bar.n)
                job.refresh_from_db()

    def _tell(self, job: BulkGenerationJob) -> None:
        progress = selectors.progress(job)
        login = demo.login()
        self.stdout.write(
            f"Issued   {progress.issued} certificates, {progress.failed + progress.invalid} not"
        )
        self.stdout.write(f"ZIP      {_place(job)}")
        self.stdout.write(f"Verify   {demo.verify_url(job)}")
        self.stdout.write(f"Log in   {login.email}  password {login.password}")


def _place(job: BulkGenerationJob) -> str:
    """The ZIP's path where storage is local, its key in the bucket where it is not."""
    try:
        return default_storage.path(str(job.output_file))
    except NotImplementedError:
        return str(job.output_file)
