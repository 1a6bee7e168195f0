"""Copies and erasures of people's data: in a real browser, with a real worker."""

import io
import json
import re
import zipfile

from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.e2e.conftest import log_in, wait_until
from tests.e2e.test_accessibility import found_on, look
from tests.factories import PASSWORD, make_certificate, make_job, make_pdf, make_row, make_team, make_user
from tests.servers import Mailbox, WebProcess, WorkerProcess

__all__ = ["look"]  # fixture


def confirm(page: Page) -> None:
    """Show once more who it is, where that is asked."""
    page.get_by_label("Password").fill(PASSWORD)
    page.get_by_role("button", name="Confirm").click()


def test_a_copy_is_taken_and_the_account_erased(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    smtp_server: Mailbox,
) -> None:
    page, site = browser_page, live_server_process.url
    user = make_user("ana@example.org", name="Ana Lima")
    EmailAddress.objects.create(user=user, email=user.email, verified=True, primary=True)
    certificate = make_certificate(values={"recipient.email": user.email})
    log_in(page, site, user.email, "/account/privacy")

    page.get_by_role("button", name="Make a copy").click()
    confirm(page)
    link = page.get_by_role("link", name="Download the copy")
    expect(link).to_be_visible(timeout=30_000)  # comes by itself
    with page.expect_download() as download:
        link.click()
    packed = zipfile.ZipFile(io.BytesIO(download.value.path().read_bytes()))
    assert packed.testzip() is None
    assert [row["code"] for row in json.loads(packed.read("certificates/certificates.json"))] == [
        certificate.code
    ]

    page.get_by_role("link", name="See what would be erased").click()
    page.get_by_label("Type your email address to confirm").fill(user.email)
    page.get_by_role("button", name="Erase my account").click()

    expect(page.get_by_role("heading", name="The account is erased")).to_be_visible()
    assert not User.objects.filter(email=user.email).exists()
    page.goto(f"{site}/account")
    expect(page).to_have_url(f"{site}/accounts/login/?next=/account")
    page.goto(f"{site}/v/{certificate.code}")
    expect(page.get_by_role("heading", level=1)).to_contain_text("valid")


def test_a_recipient_asks_the_team_accepts_and_the_paper_is_still_known(
    look: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    smtp_server: Mailbox,
) -> None:
    page, site = look, live_server_process.url
    team = make_team("Lumen Academy")
    assert team.owner is not None
    paper = make_pdf("https://example.org/as-it-was-issued")
    job = make_job(team=team, status="completed")
    certificate = make_certificate(make_row(job, values={"recipient.name": "Zainab Quaye"}), content=paper)

    page.goto(f"{site}/v/{certificate.code}")
    page.get_by_role("link", name="It is mine: have my data removed").click()
    page.get_by_label("The email address it was issued to").fill("amina@example.org")
    page.get_by_role("button", name="Send me the link").click()
    expect(page.get_by_role("heading", name="Look into your mail")).to_be_visible()
    [letter] = smtp_server.messages
    text = letter.get_body(("plain",)).get_content()  # type: ignore[union-attr]
    link = re.search(r"http://\S+(/erasure/\S+)", text)
    assert link is not None
    page.goto(f"{site}{link[1]}")
    assert found_on(page) == []
    page.get_by_role("button", name="Have it removed").click()
    expect(page.get_by_text("Your wish has reached the issuer.")).to_be_visible()

    wait_until(lambda: len(smtp_server.messages) == 2, "the owner is told")
    log_in(page, site, team.owner.email, "/team/erasures")
    page.get_by_role("link", name="amina@example.org").click()
    assert found_on(page) == []
    page.get_by_role("button", name="Erase the data").click()
    confirm(page)
    expect(page.get_by_role("heading", name="The data is erased")).to_be_visible()
    wait_until(lambda: len(smtp_server.messages) == 3, "the receipt is sent")
    assert smtp_server.messages[2]["To"] == "amina@example.org"

    page.goto(f"{site}/v/{certificate.code}")
    expect(page.get_by_role("heading", name="This certificate is valid")).to_be_visible()
    expect(page.get_by_text("At the wish of its holder.")).to_be_visible()
    expect(page.get_by_text("Zainab Quaye")).to_have_count(0)
    assert found_on(page) == []
    page.goto(f"{site}/verify")
    chooser = page.get_by_label("Choose the PDF")
    chooser.set_input_files({"name": "mine.pdf", "mimeType": "application/pdf", "buffer": paper})
    page.get_by_role("button", name="Check the file").click()
    expect(page.get_by_text("The very file that was issued")).to_be_visible()
