"""A person takes a copy of their data, and then has the account erased: in a real browser, with a real worker."""

import io
import json
import zipfile

from allauth.account.models import EmailAddress
from playwright.sync_api import Page, expect

from accounts.models import User
from tests.e2e.conftest import log_in
from tests.factories import PASSWORD, make_certificate, make_user
from tests.servers import Mailbox, WebProcess, WorkerProcess


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
