"""Finding, revoking, and issuing one: in a real browser, with a real worker."""

import io
import zipfile
from collections.abc import Callable

from playwright.sync_api import Page, expect

from accounts.models import Team, User
from certificates.models import BulkGenerationJob, Certificate
from templates_app.models import TemplateVersion
from tests.e2e.conftest import ended, log_in, people, wait_until
from tests.factories.certificates import make_certificate, make_job, make_row
from tests.servers import WebProcess, WorkerProcess

Running = Callable[[str], BulkGenerationJob]


def test_a_single_certificate_is_seen_issued_and_corrected(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    version: TemplateVersion,
) -> None:
    page, site = browser_page, live_server_process.url
    log_in(page, site, owner.email, "/certificates/new")
    page.get_by_role("link", name=version.template.name).click()
    page.get_by_label("Recipient name").fill("Ana Ortis")
    page.get_by_label("Course").first.fill("Chess")
    expect(page.get_by_alt_text("The certificate as it will be issued")).to_be_visible(timeout=40_000)
    page.get_by_role("button", name="Issue the certificate").click()
    expect(page.get_by_role("heading", name="Ana Ortis")).to_be_visible(timeout=40_000)
    expect(page.get_by_text("Valid", exact=True)).to_be_visible()
    old = Certificate.objects.get()

    page.get_by_role("link", name="Correct").click()
    expect(page.get_by_label("Recipient name")).to_have_value("Ana Ortis")
    page.get_by_label("Recipient name").fill("Ana Ortiz")
    page.get_by_role("button", name="Issue the corrected one").click()
    expect(page.get_by_role("heading", name="Ana Ortiz")).to_be_visible(timeout=40_000)
    page.get_by_role("link", name=old.number).click()
    expect(page.get_by_text("Superseded", exact=True)).to_be_visible()
    old.refresh_from_db()
    assert (old.status, old.successors.get().recipient_name) == ("revoked", "Ana Ortiz")


def test_search_and_bulk_download_and_revocation_that_verification_shows(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    running: Running,
) -> None:
    page, site = browser_page, live_server_process.url
    job = running(people(3) + "Lev Petrov,Chess\n")
    wait_until(ended(job), "the job is complete")
    log_in(page, site, owner.email, "/certificates/")
    page.get_by_role("searchbox", name="Search").fill("person")
    expect(page.get_by_role("heading", name="3 certificates")).to_be_visible()
    page.wait_for_url(f"{site}/certificates/?q=person")

    page.get_by_role("checkbox", name="Select all on this page").check()
    expect(page.get_by_text("3 selected")).to_be_visible()
    with page.expect_download() as download:
        page.get_by_role("button", name="Download").click()
    archive = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert len([name for name in archive.namelist() if name.endswith(".pdf")]) == 3

    page.get_by_role("checkbox", name="Person 3").uncheck()
    page.get_by_role("button", name="Revoke…").click()
    expect(page.get_by_role("heading", name="Revoke 2 certificates?")).to_be_visible()
    page.get_by_label("Reason").fill("Exam repeated")
    page.get_by_role("button", name="Revoke 2 certificates").click()
    expect(page.get_by_text("2 certificates were revoked.")).to_be_visible()
    assert sorted(Certificate.objects.filter(status="revoked").values_list("recipient_name", flat=True)) == [
        "Person 1",
        "Person 2",
    ]
    page.goto(f"{site}/v/{Certificate.objects.get(recipient_name='Person 1').code}")
    expect(page.get_by_role("heading", name="This certificate was revoked")).to_be_visible()
    expect(page.get_by_text("Exam repeated")).to_be_visible()


def test_a_new_search_lets_the_selection_go_and_says_so(
    browser_page: Page,
    live_server_process: WebProcess,
    owner: User,
    team: Team,
) -> None:
    page, site = browser_page, live_server_process.url
    job = make_job(team=team)
    for name in ("Amina Okonkwo", "Lev Petrov"):
        make_certificate(make_row(job, values={"recipient.name": name}))
    log_in(page, site, owner.email, "/certificates/")
    hint, acts = page.get_by_text("Tick certificates to act on them"), ("Download", "Revoke…")
    expect(hint).to_be_visible()
    for name in acts:
        expect(page.get_by_role("button", name=name)).to_be_disabled()
    page.get_by_role("checkbox", name="Amina").check()
    expect(page.get_by_text("1 selected")).to_be_visible()
    for name in acts:
        expect(page.get_by_role("button", name=name)).to_be_enabled()
    page.get_by_role("searchbox", name="Search").fill("Lev")
    expect(page.get_by_role("heading", name="1 certificate")).to_be_visible()
    expect(hint).to_be_visible()
    for name in acts:
        expect(page.get_by_role("button", name=name)).to_be_disabled()
    page.go_back()
    expect(page.get_by_role("heading", name="2 certificates")).to_be_visible()
    for name in acts:
        expect(page.get_by_role("button", name=name)).to_be_disabled()


def test_one_certificate_is_revoked_on_its_page_and_whoever_verifies_sees_it(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    running: Running,
) -> None:
    page, site = browser_page, live_server_process.url
    job = running(people(1))
    wait_until(ended(job), "the job is complete")
    certificate = Certificate.objects.get()
    page.goto(f"{site}/v/{certificate.code}")
    expect(page.get_by_role("heading", name="This certificate is valid")).to_be_visible()
    log_in(page, site, owner.email, f"/certificates/{certificate.pk}")
    page.get_by_text("Revoke this certificate").click()
    page.get_by_label("Reason").fill("Issued to the wrong person")
    page.get_by_role("button", name="Revoke 1 certificate").click()
    expect(page.get_by_text("“Issued to the wrong person”")).to_be_visible()
    page.goto(f"{site}/v/{certificate.code}")
    expect(page.get_by_role("heading", name="This certificate was revoked")).to_be_visible()
