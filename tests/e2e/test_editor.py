"""The editor as a person uses it: a real browser and a real web server; what was drawn is read from the database."""

import io

import pypdfium2
from django.core.files import File
from playwright.sync_api import Page, expect

from accounts.models import Team, User
from certificates.models import Certificate
from certificates.options import JobOptions
from certificates.services import intake, jobs
from templates_app.models import Template, TemplateVersion
from tests.e2e.conftest import ended, log_in, wait_until
from tests.e2e.desk import Desk, desk, elements
from tests.e2e.test_accessibility import found_on, look
from tests.servers import WebProcess, WorkerProcess

__all__ = ["desk", "look"]  # fixtures


def test_a_shape_is_drawn_moved_sized_and_saved_by_itself(desk: Desk) -> None:
    desk.add("Rectangle")
    desk.saved()
    drawn = elements()["rect"]
    start = (drawn["x"] + drawn["width"] / 2, drawn["y"] + drawn["height"] / 2)

    desk.drag(start, (start[0] + 33, start[1] - 21))
    desk.control("Width").fill("60")
    desk.control("Width").press("Tab")
    desk.saved()

    moved = elements()["rect"]
    assert abs(moved["x"] - drawn["x"] - 33) < 2
    assert abs(moved["y"] - drawn["y"] + 21) < 2
    assert (moved["width"], moved["height"]) == (60, drawn["height"])


def test_what_is_dragged_near_the_middle_of_the_page_lies_exactly_there(desk: Desk) -> None:
    desk.add("Ellipse")
    desk.control("X").fill("20")
    desk.control("X").press("Tab")
    desk.saved()
    ellipse = elements()["ellipse"]
    centre = (ellipse["x"] + ellipse["width"] / 2, ellipse["y"] + ellipse["height"] / 2)

    desk.drag(centre, (297 / 2 + 0.7, centre[1]))
    desk.saved()

    there = elements()["ellipse"]
    assert round(there["x"] + there["width"] / 2, 2) == 148.5


def test_going_back_and_changing_something_keeps_the_other_line(desk: Desk) -> None:
    page = desk.page
    desk.add("Star")
    desk.add("Line")
    page.keyboard.press("Control+z")
    desk.add("Ellipse")
    desk.saved()
    assert {"star", "ellipse"} <= set(elements())
    assert "line" not in elements()

    page.get_by_role("tab", name="History").click()
    page.locator("[data-editor=history]").get_by_role("button", name="Add line").click()
    desk.saved()
    assert "line" in elements()
    assert "ellipse" not in elements()


def test_a_design_is_made_with_the_keyboard_published_and_issued_with(
    desk: Desk, team: Team, celery_worker_process: WorkerProcess
) -> None:
    page = desk.page
    desk.add("Heading")
    desk.control("Words and fields").fill("Certificate of swimming")
    desk.frame.focus()
    page.keyboard.press("Shift+ArrowUp")
    page.get_by_role("button", name="Publish").click()
    page.get_by_label("Name of this version").fill("Summer")
    page.keyboard.press("Enter")
    expect(page.get_by_text("Version 1 is published")).to_be_visible()
    issue = page.locator("#toasts").get_by_role("link", name="Issue certificates")
    expect(issue).to_have_attribute("href", "/jobs/new?design=untitled-design")

    made = Template.objects.get(is_shipped=False).current_version
    assert made is not None
    assert made.name == "Summer"
    file = File(io.BytesIO(b"Name\nAna Ortiz\n"), name="swimmers.csv")
    job = intake.create(team=team, by=team.owner, version=made, file=file, filename="swimmers.csv")
    wait_until(ended(jobs.start(job=job, by=team.owner, options=JobOptions())), "the job ends")
    certificate = Certificate.objects.get(job=job)
    pdf = pypdfium2.PdfDocument(certificate.file.read())
    text = pdf[0].get_textpage().get_text_range()
    pdf.close()
    assert ("Certificate of swimming" in text, "Ana Ortiz" in text) == (True, True)


def test_pages_are_added_and_what_is_drawn_lies_on_the_page_that_is_shown(desk: Desk) -> None:
    page = desk.page
    page.get_by_role("button", name="Add a page").click()
    desk.add("Star")
    page.get_by_role("button", name="Page 1", exact=True).click()
    width = page.locator("[data-editor=page]").get_by_label("Width, mm")
    width.fill("210 mm")
    width.press("Tab")
    desk.saved()

    pages = TemplateVersion.objects.get(status="draft").document["pages"]
    assert [each["width"] for each in pages] == [210, 297]
    assert [element["id"] for element in pages[1]["elements"]] == ["star"]


def test_two_windows_never_overwrite_each_other_in_silence(desk: Desk) -> None:
    second = desk.page.context.new_page()
    second.goto(desk.page.url)
    late = Desk(second)
    desk.add("Star")
    desk.saved()

    late.add("Ellipse")

    met = second.get_by_role("dialog", name="This design was changed elsewhere")
    expect(met.get_by_role("list", name="Changed there")).to_have_text("The star was added")
    expect(met.get_by_role("list", name="Changed here, by you")).to_have_text("The ellipse was added")
    assert "star" in elements()
    second.get_by_role("button", name="Save mine over it").click()
    late.saved()
    assert "ellipse" in elements()
    assert "star" not in elements()


def test_the_editor_has_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, version: TemplateVersion
) -> None:
    site = live_server_process.url
    log_in(look, site, owner.email, "/designs/new")
    look.get_by_role("button", name="Create the design").click()
    look.wait_for_url("**/edit")
    desk = Desk(look)
    desk.add("Heading")
    found = found_on(look)
    for kind in ("Rectangle", "QR code"):
        desk.add(kind)
        found += found_on(look, within=".editor-inspector")
    look.get_by_role("button", name="Dark").click()
    found += found_on(look, within=".paint")
    look.keyboard.press("Escape")
    for tab in ("Fields", "Pictures", "Ornaments", "Layers", "History", "Problems"):
        look.get_by_role("tab", name=tab).click()
        found += found_on(look, within=f"#{tab.lower()}")

    assert found == []
