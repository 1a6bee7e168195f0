"""What a person does on the pages of teams before the picture is taken."""

from __future__ import annotations

from collections.abc import Mapping

from playwright.sync_api import Page

from scripts.shots.acts import send_without_checks

Facts = Mapping[str, str]


def take_the_name_away(page: Page, facts: Facts) -> None:
    page.get_by_label("Name of the team").fill("")
    send_without_checks(page, facts)


def open_team_switch(page: Page, facts: Facts) -> None:
    """On a phone it is behind the menu."""
    menu = page.get_by_role("button", name="Menu")
    if menu.is_visible():
        menu.click()
    page.locator("details.team-switch:visible > summary").click()


def _send_invitation(page: Page, address: str) -> None:
    page.get_by_label("Email").fill(address)
    with page.expect_navigation():
        page.get_by_role("button", name="Send the invitation").click()


def invite_nobody(page: Page, facts: Facts) -> None:
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    _send_invitation(page, "not an address")


def invite(page: Page, facts: Facts) -> None:
    _send_invitation(page, "ravi@example.org")


def open_details(page: Page, facts: Facts) -> None:
    for summary in page.locator("#results details > summary").all()[:4]:
        summary.click()


def ask_for_sso(page: Page, facts: Facts) -> None:
    page.get_by_label("Email").fill("nobody@no-such-company.example")
    send_without_checks(page, facts)


def open_publishing(page: Page, facts: Facts) -> None:
    page.get_by_role("button", name="Publish").first.click()


def save_nothing(page: Page, facts: Facts) -> None:
    with page.expect_navigation():
        page.get_by_role("button", name="Save", exact=True).click()


def search_for_nobody(page: Page, facts: Facts) -> None:
    page.locator("#searchbar").fill("nobody of that name")
    with page.expect_navigation():
        page.locator("#searchbar").press("Enter")
