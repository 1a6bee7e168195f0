"""The site as a person uses it: a real browser, a real web server, a real worker."""

import io
import re
import socket
import zipfile
from pathlib import Path

import pytest
from playwright.sync_api import Page, expect

from accounts.models import User
from certificates.models import BulkGenerationJob, Certificate
from templates_app.models import TemplateVersion
from tests.e2e.conftest import PASSWORD
from tests.e2e.mails import code_in
from tests.servers import Mailbox, WebProcess, WorkerProcess


def test_from_a_spreadsheet_to_a_verified_certificate(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    version: TemplateVersion,
    tmp_path: Path,
) -> None:
    page, site = browser_page, live_server_process.url
    recipients = tmp_path / "Spring course.csv"
    recipients.write_text("Name,Course\nAna Ortiz,Chess\n,Chess\n山田 太郎,Chess\n", encoding="utf-8")

    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email").fill(owner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()
    page.goto(f"{site}/jobs/new")
    page.get_by_role("radio", name=version.template.name).check()
    page.get_by_role("button", name="Use this design").click()
    page.locator("input[type=file]").set_input_files(recipients)
    page.get_by_role("button", name="Read the file").click()
    page.get_by_role("button", name="Check 3 rows").click()
    expect(page.get_by_text("There is no recipient name.").first).to_be_visible()
    page.get_by_role("link", name="Go on to the options").click()
    page.get_by_role("button", name="Go on to the summary").click()
    page.get_by_role("button", name="Issue 2 certificates").click()

    expect(page.get_by_role("link", name="Download the ZIP")).to_be_visible(timeout=60_000)
    expect(page.get_by_role("region", name="Progress").get_by_text("All done.")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the ZIP").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert sorted(name.rsplit(" ", 2)[-1] for name in archive.namelist()) == [
        "Ortiz.pdf",
        "errors.csv",
        "manifest.csv",
        "manifest.json",
        "太郎.pdf",
    ]

    certificate = Certificate.objects.get(recipient_name="Ana Ortiz")
    page.goto(f"{site}/verify")
    page.get_by_role("textbox").first.fill(certificate.code.lower())
    page.keyboard.press("Enter")
    expect(page.get_by_role("heading", name="This certificate is valid")).to_be_visible()
    expect(page.get_by_text("Ana Ortiz").first).to_be_visible()
    picture = page.get_by_role("img", name="The certificate")
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth; }") == 1400


@pytest.mark.usefixtures("all_designs")
def test_from_the_landing_page_to_a_first_verified_certificate(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    version: TemplateVersion,
    smtp_server: Mailbox,
) -> None:
    page, site = browser_page, live_server_process.url
    page.goto(site)
    page.get_by_role("main").locator("a[href^='/accounts/signup']").first.click()
    page.get_by_label("Your name or organisation").fill("Chess Club")
    page.get_by_label("Email").fill("club@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("I accept the terms of use").check()
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Enter the code from the mail")).to_be_visible()
    page.get_by_label("Code").fill(code_in(smtp_server.messages[-1]))
    page.get_by_role("button", name="Confirm").click()

    # The dashboard of a team that has nothing says what to do, and ticks what is done.
    steps = page.get_by_role("region", name="First steps")
    expect(steps).to_contain_text("2 of 5 done")
    assert not BulkGenerationJob.objects.exists()
    steps.get_by_role("button", name="Try it with sample data").click()

    # Everything but the decision is made: each certificate can be looked at before it is issued.
    expect(page.get_by_role("heading", name="Review the rows")).to_be_visible()
    expect(page.get_by_role("link", name="Ready 8")).to_be_visible()
    page.get_by_role("link", name="Look at the certificate of line 6").click()
    expect(page.get_by_role("img", name="The certificate of line 6")).to_be_visible(timeout=60_000)
    page.goto(f"{site}/dashboard")
    expect(steps).to_contain_text("3 of 5 done")
    page.get_by_role("region", name="Last jobs").get_by_role("link", name="Sample certificates").click()
    page.get_by_role("link", name="Go on to the options").click()
    page.get_by_role("button", name="Go on to the summary").click()
    page.get_by_role("button", name="Issue 8 certificates").click()

    # The dashboard keeps up by itself while the job runs, and stops asking once it has ended.
    page.goto(f"{site}/dashboard")
    jobs = page.get_by_role("region", name="Last jobs")
    expect(jobs.get_by_text("Complete")).to_be_visible(timeout=60_000)
    expect(jobs).not_to_have_attribute("hx-get", re.compile("."))
    expect(steps).to_contain_text("4 of 5 done")
    expect(page.get_by_role("region", name="This month")).to_contain_text("242 of 250")
    expect(page.get_by_role("region", name="Recent certificates").locator("img")).to_have_count(4)
    jobs.get_by_role("link", name="Sample certificates").click()
    with page.expect_download() as download:
        page.get_by_role("link", name="Download the ZIP").click()
    archive = zipfile.ZipFile(io.BytesIO(Path(download.value.path()).read_bytes()))
    assert len([name for name in archive.namelist() if name.endswith(".pdf")]) == 8

    page.goto(f"{site}/dashboard")
    steps.get_by_role("link", name="Open its public page").click()
    expect(page.get_by_role("heading", name="This certificate is valid")).to_be_visible()
    assert len(smtp_server.messages) == 1  # of the sign-up: the sample has nobody to write to

    page.goto(f"{site}/dashboard")
    expect(page.get_by_role("region", name="You know the whole way")).to_contain_text("5 of 5 done")
    checks = page.get_by_role("region", name="Latest verifications")
    expect(checks.get_by_text("Address or code")).to_be_visible()
    checks.get_by_role("link").click()
    expect(page.get_by_role("region", name="Its life")).to_contain_text("Verified once")
    page.get_by_role("link", name="All verifications").click()
    expect(page.get_by_text("1 check in all, your own included.")).to_be_visible()
    page.goto(f"{site}/dashboard")
    page.get_by_role("button", name="Hide this list").click()
    expect(page.get_by_role("heading", name="Last jobs")).to_be_visible()
    expect(page.get_by_text("5 of 5 done")).to_have_count(0)
    user = User.objects.get(email="club@example.org")
    assert [team.name for team in user.owned_teams.all()] == ["Chess Club"]


@pytest.mark.parametrize(
    ("lengths", "answer"),
    [
        ("Content-Length: 6\r\nTransfer-Encoding: chunked", b"400"),
        ("Transfer-Encoding: chunked\r\nTransfer-Encoding: identity", b"400"),
        ("Content-Length: 6\r\nContent-Length: 7", b"400"),
        ("Content-Length: +6", b"400"),
        ("Transfer-Encoding : chunked", b"400"),
        ("Transfer-Encoding: xchunked", b"501"),
    ],
    ids=["both", "twice", "two lengths", "signed", "space", "unknown"],
)
def test_no_request_hides_in_another(live_server_process: WebProcess, lengths: str, answer: bytes) -> None:
    """Two readers of these bytes could disagree about where the first request ends (RFC 9112, 6.3 and 11.2)."""
    host, port = live_server_process.url.removeprefix("http://").split(":")
    hidden = "0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n"
    with socket.create_connection((host, int(port)), timeout=30) as line:
        line.sendall(f"POST /verify HTTP/1.1\r\nHost: 127.0.0.1\r\n{lengths}\r\n\r\n{hidden}".encode())
        answers = b"".join(iter(lambda: line.recv(65_536), b""))

    assert re.findall(rb"^HTTP/1\.1 (\d+)", answers, re.M) == [answer]
