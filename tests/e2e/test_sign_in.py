"""Coming in as people do: with a code from a mail, an authenticator app, a recovery code, a passkey of the browser."""

import json
import re

import pytest
from django.core.cache import cache
from playwright.sync_api import BrowserContext, Page, expect

from accounts.models import User
from accounts.services import users
from tests.accounts.factors import code_of, recovery_codes_of
from tests.e2e.mails import code_in
from tests.servers import Mailbox, WebProcess

PASSWORD = "seven-quiet-herons"
EMAIL = "amina@example.org"


@pytest.fixture
def site(live_server_process: WebProcess) -> str:
    """Under the name that passkeys are bound to; numbers are none."""
    cache.clear()
    return live_server_process.url.replace("127.0.0.1", "localhost")


@pytest.fixture
def user(transactional_db: None) -> User:
    made = users.register(email=EMAIL, name="Amina", password=PASSWORD)
    users.vouch_for_address(user=made)
    return made


def give_password(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()


def log_out(page: Page, site: str) -> None:
    page.goto(f"{site}/accounts/logout/")
    page.get_by_role("main").get_by_role("button", name="Log out").click()


def expect_in(page: Page) -> None:
    expect(page).to_have_url(re.compile("/dashboard$"))


def test_sign_up_then_an_app_then_a_recovery_code(
    browser_page: Page, site: str, smtp_server: Mailbox
) -> None:
    page = browser_page
    page.goto(f"{site}/accounts/signup/")
    page.get_by_label("Your name or organisation").fill("Amina Okonkwo")
    page.get_by_label("Email").fill(EMAIL)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_label("I accept the terms of use").check()
    page.get_by_role("button", name="Create account").click()
    expect(page.get_by_role("heading", name="Enter the code from the mail")).to_be_visible()
    page.get_by_label("Code").fill(code_in(smtp_server.messages[-1]))
    page.get_by_role("button", name="Confirm").click()
    expect_in(page)

    page.goto(f"{site}/accounts/2fa/")
    page.get_by_role("link", name="Set up an app").click()
    secret = page.locator("[data-copy-text]").inner_text()
    page.get_by_label("Code that the app shows").fill(code_of(secret))
    page.get_by_role("button", name="Switch it on").click()
    expect(
        page.get_by_role("list", name="Codes that are not used yet").get_by_role("listitem")
    ).to_have_count(10)
    codes = recovery_codes_of(User.objects.get())

    log_out(page, site)
    give_password(page, site)
    page.get_by_label("Code from your app").fill(code_of(secret, steps=1))
    page.get_by_role("button", name="Log in", exact=True).click()
    expect_in(page)

    log_out(page, site)
    give_password(page, site)
    page.get_by_label("Code from your app").fill(codes[0])
    page.get_by_role("button", name="Log in", exact=True).click()
    expect_in(page)
    page.goto(f"{site}/accounts/2fa/")
    expect(page.get_by_text("9 left")).to_be_visible()


def with_fingerprint(context: BrowserContext, page: Page) -> None:
    """A device in the browser that knows its owner (Chrome DevTools Protocol, domain WebAuthn)."""
    tools = context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    options = {
        "protocol": "ctap2", "transport": "internal", "hasResidentKey": True, "hasUserVerification": True,
        "isUserVerified": True, "automaticPresenceSimulation": True,
    }  # fmt: skip
    tools.send("WebAuthn.addVirtualAuthenticator", {"options": options})


def test_a_passkey_comes_after_the_password_and_in_its_place(
    browser_page: Page, site: str, user: User
) -> None:
    page = browser_page
    with_fingerprint(page.context, page)
    give_password(page, site)
    expect_in(page)
    page.goto(f"{site}/accounts/2fa/webauthn/add/")
    page.get_by_label("Name").fill("Laptop")
    page.get_by_role("button", name="Add the passkey").click()
    expect(page.get_by_role("heading", name="Recovery codes")).to_be_visible()

    log_out(page, site)
    give_password(page, site)
    page.get_by_role("button", name="Use a passkey").click()
    expect_in(page)

    log_out(page, site)
    page.goto(f"{site}/accounts/login/")
    page.get_by_role("button", name="Log in with a passkey").click()
    expect_in(page)
    page.goto(f"{site}/accounts/2fa/webauthn/")
    expect(page.get_by_text("Without a password")).to_be_visible()


def test_a_device_that_does_not_answer_is_said_in_words(browser_page: Page, site: str, user: User) -> None:
    page = browser_page
    tools = page.context.new_cdp_session(page)
    tools.send("WebAuthn.enable")
    page.goto(f"{site}/accounts/login/")
    page.evaluate(
        "() => { navigator.credentials.get = async () => { throw new DOMException('', 'NotAllowedError') } }"
    )

    page.get_by_role("button", name="Log in with a passkey").click()

    expect(page.get_by_role("alert")).to_have_text(
        "No passkey was used: the question was closed, or it took too long. Try again."
    )


def test_a_log_out_first_says_which_changes_were_not_sent(browser_page: Page, site: str, user: User) -> None:
    page = browser_page
    give_password(page, site)
    expect_in(page)
    design = "1d1d1d1d-1111-4111-8111-111111111111"
    kept = json.dumps({"base": "b", "document": {"title": "Spring course"}})
    page.evaluate(
        "([key, text]) => localStorage.setItem(key, text)", [f"iconikcerts-design-{user.pk}-{design}", kept]
    )
    line_is_down = True
    page.route(
        f"**/designs/{design}/draft",
        lambda route: route.abort() if line_is_down else route.fulfill(json={"base": "b2"}),
    )

    page.locator(".account-menu summary").last.click()
    page.get_by_role("button", name="Log out").click()
    expect(page.get_by_role("heading", name="One design has changes that were not sent")).to_be_visible()
    expect(
        page.get_by_role("listitem").filter(has_text="Spring course Not sent: no connection.")
    ).to_be_visible()
    expect(page.get_by_role("button", name="Log out and lose them")).to_be_visible()

    line_is_down = False
    page.get_by_role("button", name="Try again").click()
    expect(page.get_by_role("heading", name="All changes were sent")).to_be_visible()
    page.get_by_role("main").get_by_role("button", name="Log out", exact=True).click()
    expect(page).to_have_url(f"{site}/")
