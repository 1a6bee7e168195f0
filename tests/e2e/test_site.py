"""The site as a person uses it: a real browser, a real web server, a real worker."""

import io
import zipfile
from pathlib import Path

from playwright.sync_api import Page, expect

from accounts.models import User
from certificates.models import BulkGenerationJob, Certificate
from templates_app.models import TemplateVersion
from tests.e2e.conftest import PASSWORD
from tests.servers import WebProcess, WorkerProcess


def log_in(page: Page, site: str, email: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email").fill(email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in").click()
    expect(page.get_by_role("heading", name="Dashboard")).to_be_visible()


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

    log_in(page, site, owner.email)
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


def test_somebody_new_signs_up_and_lands_on_their_own_empty_list(
    browser_page: Page, live_server_process: WebProcess, version: TemplateVersion
) -> None:
    page, site = browser_page, live_server_process.url
    page.goto(f"{site}/accounts/signup/")
    page.get_by_label("Your name or organisation").fill("Chess Club")
    page.get_by_label("Email").fill("club@example.org")
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Sign up").or_(page.get_by_role("button", name="Create")).first.click()
    expect(page.get_by_text("No certificates yet")).to_be_visible()
    user = User.objects.get(email="club@example.org")
    assert [team.name for team in user.owned_teams.all()] == ["Chess Club"]
    assert not BulkGenerationJob.objects.exists()
