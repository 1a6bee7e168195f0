"""The whole way on real PostgreSQL and Redis, with a real Celery worker and a real Chromium."""

import csv
import hashlib
import io
import os
import signal
import subprocess
import time
import zipfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pypdfium2
import pytest
from django.core.files.storage import default_storage

from certificates.models import BulkGenerationJob, Certificate
from certificates.services import demo, jobs
from tests.e2e.conftest import ended, issued_at_least, people, wait_until
from tests.servers import WorkerProcess, free_port
from wallet.models import VerificationLog
from wallet.services import verification

Running = Callable[[str], BulkGenerationJob]


def archive_of(job: BulkGenerationJob) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(default_storage.open(str(job.output_file)).read()))


def assert_complete(job: BulkGenerationJob, count: int) -> None:
    """Every row issued once, every number and code once, every file in the ZIP and as it was sealed."""
    assert (job.status, job.failure) == (job.Status.COMPLETED, "")
    assert list(job.rows.values_list("state", flat=True).distinct()) == ["issued"]
    assert job.certificates.count() == count
    for unique in ("row_id", "number", "code", "hash__file_sha256"):
        assert job.certificates.values(unique).distinct().count() == count
    archive = archive_of(job)
    manifest = list(csv.DictReader(io.StringIO(archive.read("manifest.csv").decode("utf-8-sig"))))
    assert len(manifest) == count
    assert {hashlib.sha256(archive.read(entry["file"])).hexdigest() for entry in manifest} == set(
        job.certificates.values_list("hash__file_sha256", flat=True)
    )
    folder = f"certificates/{job.team_id}/{job.pk}"
    assert len(default_storage.listdir(folder)[1]) == count


def test_names_of_every_script_become_certificates_that_verify(
    celery_worker_process: WorkerProcess, running: Running
) -> None:
    job = running(demo.SAMPLE.read_text())
    wait_until(ended(job), "the job is complete")
    assert_complete(job, 25)
    for certificate in job.certificates.select_related("hash"):
        attempt = verification.Attempt(VerificationLog.Method.API)
        with certificate.file.open("rb") as file:
            content = file.read()
        assert verification.check(code=certificate.code, attempt=attempt).result == "valid"
        by_file = verification.check_file(content=content, attempt=attempt)
        assert (by_file.result, by_file.certificate) == ("valid", certificate)
        assert _letters(certificate.number) in _letters(_text(content))


def test_a_worker_killed_in_the_middle_of_1000_rows_loses_none_and_doubles_none(
    celery_worker_process: WorkerProcess, running: Running
) -> None:
    job = running(people(1000))
    wait_until(issued_at_least(job, 150), "some are issued")
    # Stopped first: in the moment between two chunks there is nothing that could be lost, and it goes on.
    wait_until(lambda: _stopped_at_work(celery_worker_process.pid, job), "rows are being worked on")
    os.killpg(celery_worker_process.pid, signal.SIGKILL)
    celery_worker_process.kill()
    assert job.certificates.count() < 1000
    assert job.rows.filter(state="working").exists()
    celery_worker_process.begin()
    wait_until(ended(job), "the job is complete")
    assert_complete(job, 1000)


def _stopped_at_work(group: int, job: BulkGenerationJob) -> bool:
    """Whether rows are in work once the worker's processes stand still; else they go on."""
    os.killpg(group, signal.SIGSTOP)
    time.sleep(0.2)  # the database ends a COMMIT that was on its way
    if job.rows.filter(state="working").exists():
        return True
    os.killpg(group, signal.SIGCONT)
    return False


def test_a_browser_killed_in_the_middle_is_started_again(
    celery_worker_process: WorkerProcess, running: Running
) -> None:
    job = running(people(400))
    wait_until(issued_at_least(job, 50), "some are issued")
    browsers = _browsers_of(celery_worker_process.pid)
    assert browsers != []
    for pid in browsers:
        os.kill(pid, signal.SIGKILL)
    wait_until(ended(job), "the job is complete")
    assert_complete(job, 400)


@pytest.fixture
def own_redis(tmp_path: Path) -> Iterator["RedisProcess"]:
    server = RedisProcess(tmp_path)
    server.begin()
    yield server
    server.end()


def test_a_queue_that_goes_away_and_comes_back_empty_holds_the_job_up_but_loses_nothing(
    own_redis: "RedisProcess", server_env: dict[str, str], tmp_path: Path, running: Running
) -> None:
    env = {
        **server_env,
        "REDIS_URL": own_redis.url,
        "JOB_STALE_S": "2",
        "JOB_HEAL_EVERY_S": "1",
        "JOB_CHUNK_ROWS": "10",
    }
    worker = WorkerProcess(env, tmp_path / "worker.log", beat=True)
    worker.begin()
    try:
        job = running(people(300))  # sent to the queue of the tests, which this worker does not read
        wait_until(issued_at_least(job, 40), "the healer found the job")
        own_redis.end()
        own_redis.begin()
        wait_until(ended(job), "the job is complete")
    finally:
        worker.stop()
    assert_complete(job, 300)


def test_a_cancelled_job_ends_with_what_was_issued(
    celery_worker_process: WorkerProcess, running: Running
) -> None:
    job = running(people(2000))
    wait_until(issued_at_least(job, 50), "some are issued")
    jobs.cancel(job=job, by=None)
    wait_until(ended(job), "the job has ended")
    issued = job.certificates.count()
    assert job.status == job.Status.CANCELLED
    assert 50 <= issued < 2000
    assert job.rows.filter(state="cancelled").count() == 2000 - issued
    assert len([name for name in archive_of(job).namelist() if name.endswith(".pdf")]) == issued


def test_two_jobs_take_turns_so_that_a_small_one_need_not_wait_for_a_large_one(
    celery_worker_process: WorkerProcess, running: Running
) -> None:
    large = running(people(1000))
    wait_until(issued_at_least(large, 50), "the large job runs")
    small = running("Name,Course\nAna,Chess\n")
    wait_until(ended(small), "the small job is complete")
    assert large.certificates.count() < 1000
    assert Certificate.objects.get(job=small).recipient_name == "Ana"
    jobs.cancel(job=large, by=None)
    wait_until(ended(large), "the large job has ended")


def _text(pdf: bytes) -> str:
    document = pypdfium2.PdfDocument(pdf)
    try:
        text: str = document[0].get_textpage().get_text_bounded()
    finally:
        document.close()
    return text


def _letters(text: str) -> str:
    """Text copied out of letter-spaced runs carries extra spaces."""
    return "".join(text.split())


def _browsers_of(pid: int) -> list[int]:
    """Ids of the browsers' main processes below a process."""
    parents = {}
    browsers = []
    for process in Path("/proc").glob("[0-9]*"):
        try:
            # The name may hold spaces and brackets: what follows it is state and parent (proc(5)).
            parent = (process / "stat").read_text().rpartition(")")[2].split()[1]
            arguments = (process / "cmdline").read_text().replace("\0", " ")
        except (FileNotFoundError, ProcessLookupError):
            continue  # it has ended meanwhile
        parents[int(process.name)] = int(parent)
        if "--headless" in arguments and "--type=" not in arguments:
            browsers.append(int(process.name))
    return [browser for browser in browsers if pid in _ancestors(browser, parents)]


def _ancestors(pid: int, parents: dict[int, int]) -> list[int]:
    chain = []
    while pid in parents:
        pid = parents[pid]
        chain.append(pid)
    return chain


class RedisProcess:
    """A Redis of this test alone, without persistence: what it held is gone when it ends."""

    def __init__(self, folder: Path) -> None:
        self._port = free_port()
        self._folder = folder
        self._process: subprocess.Popen[bytes] | None = None
        self.url = f"redis://127.0.0.1:{self._port}/0"

    def begin(self) -> None:
        command = ["redis-server", "--port", str(self._port), "--save", "", "--appendonly", "no"]
        self._process = subprocess.Popen(
            [*command, "--dir", str(self._folder)], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL
        )

    def end(self) -> None:
        if self._process:
            self._process.kill()
            self._process.wait()
