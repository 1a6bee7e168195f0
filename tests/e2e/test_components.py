"""The components as hands and keyboards use them, on the living page in a real browser."""

import re
from collections.abc import Iterator

import pytest
from django.contrib.sessions.models import Session
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from certificates.models import BulkGenerationJob
from tests.e2e.conftest import PASSWORD
from tests.factories import make_job
from tests.servers import WebProcess


@pytest.fixture
def living(browser_page: Page, debugging_web: WebProcess, transactional_db: None) -> Page:
    browser_page.goto(f"{debugging_web.url}/styleguide")
    return browser_page


@pytest.fixture
def without_scripts(browser: Browser, debugging_web: WebProcess, transactional_db: None) -> Iterator[Page]:
    """The living page on a phone whose browser runs no scripts."""
    context = browser.new_context(java_script_enabled=False, viewport={"width": 360, "height": 740})
    page = context.new_page()
    page.goto(f"{debugging_web.url}/styleguide")
    yield page
    context.close()


@pytest.fixture
def polling(browser_page: Page, live_server_process: WebProcess, owner: User) -> BulkGenerationJob:
    """The page of a job under way, open in `browser_page`."""
    job = make_job(team=owner.owned_teams.get(is_personal=False), rows=2, status="processing")
    page, site = browser_page, live_server_process.url
    page.goto(f"{site}/accounts/login/?next=/jobs/{job.pk}")
    page.get_by_label("Email").fill(owner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    page.wait_for_url(f"**/jobs/{job.pk}")
    return job


def test_a_combobox_narrows_its_list_and_sets_the_select(living: Page) -> None:
    field = living.get_by_role("combobox", name="Language of the certificate")
    expect(field).to_have_value("Français")

    field.fill("espan")  # without the accent
    options = living.locator("#language-combo-list").get_by_role("option")
    expect(options).to_have_text(["Español"])
    field.press("Enter")

    expect(field).to_have_value("Español")
    assert living.locator("#language-combo").evaluate("select => select.value") == "es"


def test_a_combobox_left_by_escape_keeps_what_was_chosen(living: Page) -> None:
    field = living.get_by_role("combobox", name="Language of the certificate")

    field.fill("xyz")
    expect(living.locator("#language-combo-list").get_by_role("option")).to_have_text(
        ["Nothing fits what you typed."]
    )
    field.press("Escape")

    expect(field).to_have_value("Français")
    expect(field).to_have_attribute("aria-expanded", "false")


def test_tabs_are_walked_by_the_arrows(living: Page) -> None:
    living.get_by_role("tab", name="Drop a file").focus()
    living.keyboard.press("ArrowRight")

    expect(living.get_by_role("tab", name="Paste rows")).to_be_focused()
    expect(living.get_by_role("tabpanel")).to_have_text(re.compile("The second part"))
    living.keyboard.press("ArrowLeft")
    living.keyboard.press("ArrowLeft")
    expect(living.get_by_role("tab", name="Type rows")).to_be_focused()


def test_choosing_rows_counts_them_by_range_page_and_none(living: Page) -> None:
    count = living.locator("[data-selection-count]")
    rows = living.locator("tbody input[type=checkbox]")
    expect(count).to_have_text("1 selected")

    rows.nth(0).click()
    expect(count).to_be_hidden()
    rows.nth(0).click()
    rows.nth(2).click(modifiers=["Shift"])
    expect(count).to_have_text("3 selected")
    living.get_by_label("Choose all certificates on this page").uncheck()
    expect(count).to_be_hidden()
    living.get_by_label("Choose all certificates on this page").check()
    living.get_by_role("button", name="Choose none").click()
    assert rows.evaluate_all("boxes => boxes.filter(box => box.checked).length") == 0


@pytest.mark.parametrize("kind", ["dialog", "drawer"])
def test_a_dialog_takes_the_keyboard_and_gives_it_back(living: Page, kind: str) -> None:
    opener = living.get_by_role("button", name=f"Open the {kind}")
    opener.click()
    expect(living.get_by_role("dialog")).to_be_visible()

    living.keyboard.press("Escape")

    expect(living.get_by_role("dialog")).to_have_count(0)
    expect(opener).to_be_focused()


def test_what_failed_stays_on_the_screen_until_it_is_dismissed(living: Page) -> None:
    living.get_by_role("button", name="Failed").click()
    note = living.locator(".toast-note")

    expect(note).to_contain_text("Nothing that was saved is lost")
    note.get_by_role("button", name="Dismiss this message").click()
    expect(note).to_have_count(0)


def test_the_drawer_of_places_opens_and_leads_on_without_scripts(without_scripts: Page) -> None:
    place = without_scripts.locator("#sidebar").get_by_role("link", name="Jobs")
    expect(place).to_be_hidden()

    without_scripts.get_by_role("button", name="Open the menu").click()
    expect(place).to_be_visible()
    place.click()

    expect(without_scripts.get_by_role("heading", name="Log in")).to_be_visible()


def test_without_scripts_nothing_that_needs_them_is_shown_and_nothing_is_hidden(
    without_scripts: Page,
) -> None:
    expect(without_scripts.locator("#language-combo")).to_be_visible()
    expect(without_scripts.get_by_text("The third part.")).to_be_visible()
    expect(without_scripts.get_by_label("Choose all certificates on this page")).to_be_hidden()
    expect(without_scripts.get_by_role("button", name="Copy the address")).to_be_hidden()


def test_a_session_that_ends_while_a_page_polls_leads_to_the_log_in_and_back(
    browser_page: Page, polling: BulkGenerationJob, owner: User
) -> None:
    Session.objects.all().delete()

    expect(browser_page.get_by_text("Your session has ended.")).to_be_visible()
    expect(browser_page.get_by_role("heading", name="Log in")).to_be_visible()
    browser_page.get_by_label("Email").fill(owner.email)
    browser_page.get_by_label("Password", exact=True).fill(PASSWORD)
    browser_page.get_by_role("button", name="Log in", exact=True).click()
    browser_page.wait_for_url(f"**/jobs/{polling.pk}")


def test_a_lost_connection_is_said_once_and_taken_back(
    browser_page: Page, polling: BulkGenerationJob, live_server_process: WebProcess
) -> None:
    note = browser_page.locator(".toast-note")
    browser_page.context.set_offline(True)
    expect(note).to_contain_text("No connection.")
    browser_page.wait_for_timeout(2500)  # two more polls that are lost
    expect(note).to_have_count(1)

    browser_page.context.set_offline(False)

    expect(note).to_have_count(0)
