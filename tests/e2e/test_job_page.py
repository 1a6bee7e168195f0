"""A job's page while it runs, in a real browser with a real worker: how far it is, what failed and why, the ZIP; cancel."""

import io
import re
import zipfile
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, expect

from accounts.models import User
from certificates.models import BulkGenerationJob
from tests.e2e.conftest import ended, log_in, people, wait_until
from tests.servers import WebProcess, WorkerProcess

Running = Callable[[str], BulkGenerationJob]
DONE_MS = 120_000


def test_a_job_says_how_far_it_is_until_the_zip_is_there(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    running: Running,
) -> None:
    page, site = browser_page, live_server_process.url
    log_in(page, site, owner.email)
    job = running(people(150) + "𓀀 Unwritten,Chess\n")
    page.goto(f"{site}/jobs/{job.pk}")
    meter = page.get_by_role("progressbar", name="Certificates issued")

    # It counts without anybody loading the page again, and the window's title counts along.
    expect(page).to_have_title(re.compile(r"^\d+% · "), timeout=60_000)
    assert 0 <= int(meter.get_attribute("value") or 0) <= 151
    progress = page.get_by_role("region", name="Progress")
    expect(progress.get_by_text("Done, but 1 row failed: see its reason below.")).to_be_visible(
        timeout=DONE_MS
    )
    expect(page).to_have_title(re.compile(r"^people"))
    assert page.locator("#progress").get_attribute("hx-trigger") is None

    page.get_by_role("link", name="Failed 1").click()
    expect(page.get_by_role("row").nth(1)).to_contain_text("Change the row's value or the design")
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the ZIP").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert len([name for name in archive.namelist() if name.endswith(".pdf")]) == 150
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the error report").click()
    report = Path(download.value.path()).read_text(encoding="utf-8-sig")
    assert ["𓀀 Unwritten" in line for line in report.splitlines()] == [False, True]


def test_a_job_that_is_cancelled_says_what_was_issued(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    running: Running,
) -> None:
    page, site = browser_page, live_server_process.url
    log_in(page, site, owner.email)
    job = running(people(3_000))
    page.goto(f"{site}/jobs/{job.pk}")
    page.get_by_text("Cancel the job").click()
    page.get_by_role("button", name=re.compile("cancel", re.IGNORECASE)).last.click()
    progress = page.get_by_role("region", name="Progress")
    expect(progress.get_by_text("Cancelled. The")).to_be_visible(timeout=DONE_MS)
    wait_until(ended(job), "the job has ended")
    issued = job.certificates.count()
    assert issued + job.rows.filter(state="cancelled").count() == 3_000
    expect(page.locator(".progress-count")).to_have_text(re.compile(f"^{issued:,} of 3,000 issued"))
