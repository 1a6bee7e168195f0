"""Versions and the preview of the editor, with a real browser, web server and worker."""

from pathlib import Path

from playwright.sync_api import Page, expect

from accounts.models import Team, User
from templates_app.models import Template, TemplateVersion
from templates_app.services import copies, shelf, templates
from tests.e2e.conftest import log_in, visit, wait_until
from tests.e2e.desk import Desk, desk
from tests.e2e.test_accessibility import found_on, look
from tests.servers import WebProcess, WorkerProcess

__all__ = ["desk", "look"]  # fixtures


def test_the_preview_shows_what_the_worker_prints_and_leads_to_what_is_wrong(
    desk: Desk, celery_worker_process: WorkerProcess, tmp_path: Path
) -> None:
    page = desk.page
    desk.add("Heading")
    desk.control("Words and fields").fill("Diploma \U00012000")
    desk.saved()
    page.get_by_role("button", name="Preview").click()
    panel = page.get_by_role("complementary", name="As it is printed")
    expect(panel.get_by_role("img", name="Page 1 for Sample values")).to_be_visible(timeout=30_000)

    desk.frame.focus()
    page.keyboard.press("Escape")
    panel.get_by_role("button", name="\U00012000").click()
    expect(desk.control("Words and fields")).to_have_value("Diploma \U00012000")

    people = tmp_path / "people.csv"
    people.write_text("Name\nÅsa Öberg\nBo Li\n")
    panel.locator("input[type=file]").set_input_files(people)
    expect(panel.get_by_role("img", name="Page 1 for Åsa Öberg, line 2")).to_be_visible(timeout=30_000)
    panel.get_by_role("button", name="Next person").click()
    expect(panel.get_by_role("img", name="Page 1 for Bo Li, line 3")).to_be_visible(timeout=30_000)


def test_two_versions_are_compared_and_the_first_comes_back(
    desk: Desk, celery_worker_process: WorkerProcess
) -> None:
    page = desk.page
    for name, kind in (("Spring", "Rectangle"), ("Summer", "Ellipse")):
        desk.add(kind)
        page.get_by_role("button", name="Publish", exact=True).click()
        page.get_by_label("Name of this version").fill(name)
        page.keyboard.press("Enter")
        expect(page.get_by_role("dialog")).not_to_be_visible()
    wait_until(lambda: TemplateVersion.objects.exclude(preview="").count() == 3, "both are drawn")

    page.get_by_label("This design", exact=True).click()
    page.get_by_role("link", name="Versions").click()
    page.get_by_role("button", name="Compare two").click()
    expect(page.get_by_text("The ellipse was added")).to_be_visible()
    page.get_by_role("link", name="One over the other").click()
    slider = page.get_by_role("slider")
    slider.focus()
    slider.press("End")
    expect(page.locator("[data-compare] > div > :last-child")).to_have_css("opacity", "1")
    slider.press("Home")
    expect(page.locator("[data-compare] > div > :last-child")).to_have_css("opacity", "0")

    page.get_by_role("link", name="Versions").first.click()
    page.get_by_role("link", name="Version 1: Spring").click()
    page.get_by_role("button", name="Restore").click()
    page.get_by_role("button", name="Restore as a draft").click()
    expect(page.get_by_text("Draft 3 looks like version 1.")).to_be_visible()
    made = Template.objects.get(is_shipped=False)
    documents = list(made.versions.order_by("number").values_list("document", flat=True))
    assert (documents[2] == documents[0], made.current_version) == (True, made.versions.get(number=2))


def test_versions_and_the_preview_have_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, team: Team, version: TemplateVersion
) -> None:
    made = copies.customise(template=version.template, team=team, by=owner)
    templates.publish(template=made, by=owner, version_name="Spring", note="As the board wished.")
    document = version.document | {"title": "Second"}
    templates.save_draft(template=made, document=document, by=owner)
    site = f"{live_server_process.url}/designs/{made.pk}"
    log_in(look, live_server_process.url, owner.email, f"/designs/{made.pk}/edit")
    desk = Desk(look)
    look.get_by_role("button", name="Preview").click()
    desk.saved()
    found = found_on(look, within=".editor-proof")
    look.get_by_role("button", name="Publish", exact=True).click()
    expect(look.get_by_role("dialog")).to_contain_text("The title")
    found += found_on(look, within="dialog[open]")
    shelf.offer(template=made, is_starter=True, by=owner)
    for address in (
        "versions",
        "versions/1",
        "compare?v=1&v=2&view=over",
        "../import",
        "../archived",
        "../new",
    ):
        visit(look, f"{site}/{address}")
        found += found_on(look)

    assert found == []
