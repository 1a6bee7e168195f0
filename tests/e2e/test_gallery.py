"""From the gallery to the wizard in a real browser: with scripts, and without."""

import pytest
from playwright.sync_api import Browser, Page, expect

from accounts.models import User
from templates_app.models import TemplateVersion
from tests.e2e.conftest import log_in
from tests.servers import WebProcess


@pytest.mark.usefixtures("all_designs")
def test_filters_fetch_the_results_keep_the_address_and_go_back(
    browser_page: Page, live_server_process: WebProcess, version: TemplateVersion
) -> None:
    page, site = browser_page, live_server_process.url
    page.goto(f"{site}/designs")
    everything = page.locator("#results h2").inner_text()
    page.evaluate("document.body.dataset.same = 'yes'")

    page.get_by_label("Paper").select_option("US Letter")
    expect(page).to_have_url(f"{site}/designs?paper=US+Letter")
    expect(page.locator("#results h2")).to_have_text("3 designs")
    page.get_by_label("Search").fill("merit")
    expect(page.locator("#results h3")).to_have_text(["School merit"])
    expect(page).to_have_url(f"{site}/designs?q=merit&paper=US+Letter")

    assert page.evaluate("document.body.dataset.same") == "yes"  # only the results were fetched
    page.reload()
    expect(page.get_by_label("Search")).to_have_value("merit")
    expect(page.locator("#results h3")).to_have_text(["School merit"])
    page.get_by_label("Search").fill("unicorn")
    page.get_by_role("link", name="Show all designs").click()
    expect(page.locator("#results h2")).to_have_text(everything)


@pytest.mark.usefixtures("all_designs")
def test_without_scripts_a_button_sends_the_filters(
    browser: Browser, live_server_process: WebProcess, version: TemplateVersion
) -> None:
    context = browser.new_context(java_script_enabled=False)
    page = context.new_page()
    page.goto(f"{live_server_process.url}/designs")
    page.get_by_label("Orientation").select_option("square")
    page.get_by_role("button", name="Show").click()

    expect(page.locator("#results h3")).to_have_text(["Skill badge"])
    page.goto(f"{live_server_process.url}/help")
    page.get_by_label("Search the help").fill("bleed")
    page.get_by_role("button", name="Search").click()
    expect(page.locator(".help-hits h3")).to_have_text(["Printing"])
    context.close()


@pytest.mark.usefixtures("all_designs")
def test_a_design_leads_to_the_wizard_with_the_design_chosen(
    browser_page: Page, live_server_process: WebProcess, version: TemplateVersion, owner: User
) -> None:
    page, site = browser_page, live_server_process.url
    log_in(page, site, owner.email)
    page.goto(f"{site}/designs?q=guilloche")
    page.get_by_role("link", name="Classic guilloche").click()
    expect(page.get_by_role("img", name="Classic guilloche filled with sample values")).to_be_visible()
    page.get_by_role("link", name="Use this design").click()

    expect(page.get_by_role("radio", name="Classic guilloche")).to_be_checked()
