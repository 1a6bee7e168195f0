"""The issue wizard as a person uses it: a real browser, a real web server, a real worker."""

import re
from collections.abc import Callable
from pathlib import Path

from playwright.sync_api import Page, Response, expect

from accounts.models import User
from certificates.models import BulkGenerationJob
from templates_app.models import TemplateVersion
from tests.e2e.conftest import PASSWORD, log_in, people
from tests.servers import WebProcess, WorkerProcess

# Faster than most people: the page is renewed while they type.
TYPING_MS = 150
MIXED = "Who,Subject,E-mail\nAna Ortiz,Chess,ana@example.org\n,Go,bo@example.org\n山田 太郎,Chess,taro at example\n"


def begin(page: Page, site: str, version: TemplateVersion, recipients: Path) -> str:
    """Design and file; returns the address of the draft."""
    page.goto(f"{site}/jobs/new")
    page.get_by_role("radio", name=version.template.name).check()
    page.get_by_role("button", name="Use this design").click()
    page.locator("input[type=file]").set_input_files(recipients)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="What goes where")).to_be_visible()
    return page.url.rsplit("/", 1)[0]


def test_map_and_mend_bad_rows(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    version: TemplateVersion,
    tmp_path: Path,
) -> None:
    page, site = browser_page, live_server_process.url
    recipients = tmp_path / "Spring course.csv"
    recipients.write_text(MIXED, encoding="utf-8")
    log_in(page, site, owner.email)
    address = begin(page, site, version, recipients)

    # Nothing fits the heading "Who" by name: one column is dragged, the other is chosen with the keyboard.
    name = page.get_by_label("Recipient name")
    expect(name).to_have_value("")
    page.locator('[data-column="0"]').drag_to(page.locator("[data-field]", has=name))
    expect(page.get_by_label("Recipient name")).to_have_value("0")
    expect(page.locator("[data-field]", has=page.get_by_label("Recipient name"))).to_contain_text("Ana Ortiz")
    course = page.get_by_label("Course", exact=True)
    if course.input_value() != "1":
        course.focus()
        page.keyboard.type("Subject")
        expect(page.get_by_label("Course", exact=True)).to_have_value("1")
    page.get_by_role("button", name="Check 3 rows").click()

    expect(page.get_by_role("heading", name="Review the rows")).to_be_visible()
    page.get_by_role("link", name="To mend 2").click()
    expect(page.get_by_text("There is no recipient name.").first).to_be_visible()
    page.get_by_label("Who").fill("Bo Olsen")
    page.get_by_role("button", name="Save line 3").click()
    expect(page.locator("#row-3")).to_have_attribute("data-state", "ready")
    expect(page.get_by_role("link", name="To mend 1")).to_be_visible()
    page.get_by_label("E-mail").fill("still at example")
    page.get_by_role("button", name="Save line 4").click()
    expect(page.locator("#row-4")).to_contain_text("'still at example' is not an email address")
    page.get_by_role("link", name="Look at the certificate of line 4").click()

    picture = page.get_by_role("img", name="The certificate of line 4")
    expect(picture).to_be_visible(timeout=60_000)
    assert picture.evaluate("async image => { await image.decode(); return image.naturalWidth }") == 1200
    page.get_by_label("E-mail").fill("taro@example.org")
    page.get_by_role("button", name="Save", exact=True).click()
    expect(page.get_by_text("Ready", exact=True)).to_be_visible()

    page.goto(f"{address}/summary")
    page.get_by_role("button", name="Issue 3 certificates").click()
    expect(page.get_by_role("link", name="Download the ZIP")).to_be_visible(timeout=60_000)
    job = BulkGenerationJob.objects.get()
    assert sorted(job.certificates.values_list("recipient_name", "recipient_email")) == [
        ("Ana Ortiz", "ana@example.org"),
        ("Bo Olsen", "bo@example.org"),
        ("山田 太郎", "taro@example.org"),
    ]


def begin_with_two_names(page: Page, site: str, owner: User, version: TemplateVersion, folder: Path) -> None:
    """At the columns of a list whose names stand in two of them."""
    recipients = folder / "Spring course.csv"
    recipients.write_text("Who,House,Course\nAna,Ortiz,Chess\nBo,Olsen,Go\n", encoding="utf-8")
    log_in(page, site, owner.email)
    begin(page, site, version, recipients)
    page.wait_for_load_state()  # its scripts run then: before, a choice waits for the button of the form


def test_two_columns_are_joined_with_the_keyboard(
    browser_page: Page,
    live_server_process: WebProcess,
    owner: User,
    version: TemplateVersion,
    tmp_path: Path,
) -> None:
    page, site = browser_page, live_server_process.url
    begin_with_two_names(page, site, owner, version, tmp_path)
    page.get_by_label("Recipient name").focus()
    page.keyboard.type("Who", delay=TYPING_MS)
    expect(page.locator("[data-field]").first).to_contain_text(
        "Ana · Bo"
    )  # the form with that choice is here
    join = page.get_by_role("button", name="Join another column to Recipient name")
    join.focus()
    page.keyboard.press("Enter")
    second = page.get_by_label("Recipient name, column 2")
    expect(second).to_be_focused()
    page.keyboard.type("House", delay=TYPING_MS)
    field = page.locator("[data-field]", has=second)
    expect(field).to_contain_text("Ana Ortiz")
    expect(second).to_be_focused()
    page.reload()
    expect(second).to_have_value("1")
    page.get_by_role("button", name="Check 2 rows").click()
    expect(page.get_by_role("heading", name="Review the rows")).to_be_visible()
    names = [row.recipient_name for row in BulkGenerationJob.objects.get().rows.order_by("line")]
    assert names == ["Ana Ortiz", "Bo Olsen"]


def test_a_choice_in_the_moment_in_which_the_form_arrives_is_heard(
    browser_page: Page,
    live_server_process: WebProcess,
    owner: User,
    version: TemplateVersion,
    tmp_path: Path,
) -> None:
    page, site = browser_page, live_server_process.url
    begin_with_two_names(page, site, owner, version, tmp_path)
    page.get_by_label("Recipient name").select_option("Who")
    expect(page.locator("[data-field]").first).to_contain_text("Ana · Bo")
    page.evaluate(
        """() => new MutationObserver((_, seen) => {
            const second = document.querySelector('#map-1-2');
            if (!second) return;
            seen.disconnect();
            second.value = '1';
            second.dispatchEvent(new Event('change', { bubbles: true }));
        }).observe(document.body, { childList: true, subtree: true })"""
    )
    page.get_by_role("button", name="Join another column to Recipient name").click()
    expect(page.locator("[data-field]").first).to_contain_text("Ana Ortiz")


def test_too_much_to_paste_is_said_at_once_and_stays_where_it_is(
    browser_page: Page,
    live_server_process: WebProcess,
    owner: User,
    version: TemplateVersion,
) -> None:
    page, site = browser_page, live_server_process.url
    log_in(page, site, owner.email)
    page.goto(f"{site}/jobs/new?design={version.template.slug}")
    page.get_by_role("button", name="Use this design").click()
    page.get_by_role("link", name="Paste rows").click()
    rows = page.get_by_role("textbox", name="Rows, with the names")
    rows.evaluate(
        "area => { area.value = 'Ж'.repeat(1_000_001); area.dispatchEvent(new Event('input', {bubbles: true})) }"
    )
    expect(page.get_by_role("alert")).to_contain_text("1,000,000 characters fit")
    page.get_by_role("button", name="Read the rows").click()
    assert rows.evaluate("area => area.value.length") == 1_000_001
    rows.fill("Name,Course\nAna Ortiz,Chess\n")
    expect(page.get_by_role("alert")).to_be_hidden()

    answer = page.request.post(page.url, form={"by": "paste", "text": "x" * 9_000_000})
    assert (answer.status, "Go back: what you entered is still there." in answer.text()) == (413, True)


def is_kept(text: str) -> Callable[[Response], bool]:
    """Whether an answer says that a form with this text was kept."""
    return lambda answer: answer.status == 204 and text in (answer.request.post_data or "")


def test_back_refresh_and_a_closed_tab_lose_nothing(
    browser_page: Page,
    live_server_process: WebProcess,
    owner: User,
    version: TemplateVersion,
) -> None:
    page, site = browser_page, live_server_process.url
    log_in(page, site, owner.email)
    page.goto(f"{site}/jobs/new")
    page.get_by_role("radio", name=version.template.name).check()
    page.get_by_role("button", name="Use this design").click()
    page.get_by_role("link", name="Type rows").click()
    page.get_by_label("Recipient name, row 1").fill("Ana Ortiz")
    page.get_by_label("Course, row 1").fill("Chess")
    with page.expect_response(is_kept("Olsen")):
        page.get_by_label("Recipient name, row 2").fill("Bo Olsen")

    # The tab is closed before anything was sent; the list of jobs leads back to what was typed.
    context = page.context
    page.close()
    page = context.new_page()
    page.goto(f"{site}/jobs/")
    page.get_by_role("link", name=version.template.name).click()
    expect(page.get_by_label("Recipient name, row 2")).to_have_value("Bo Olsen")
    page.get_by_label("Course, row 2").fill("Go")
    page.get_by_role("button", name="Read the rows").click()
    page.get_by_role("button", name="Check 2 rows").click()
    page.get_by_role("link", name="Go on to the options").click()
    page.get_by_label("Number pattern").fill("C-{seq:03}")
    expect(page.locator("#examples")).to_contain_text("C-001")

    page.reload()
    expect(page.get_by_label("Number pattern")).to_have_value("C-{seq:03}")
    page.get_by_role("button", name="Go on to the summary").click()
    expect(page.get_by_role("button", name="Issue 2 certificates")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Options")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="Review the rows")).to_be_visible()
    page.go_back()
    expect(page.get_by_role("heading", name="What goes where")).to_be_visible()
    page.get_by_role("navigation", name="Steps").get_by_role("link", name="Issue").click()
    expect(page.get_by_role("button", name="Issue 2 certificates")).to_be_visible()
    page.reload()
    expect(page.locator("main")).to_contain_text("C-001")
    assert BulkGenerationJob.objects.get().rows.count() == 2

    # The session ends while the page is open: the log-in takes the whole page, then leads back to the step.
    page.goto(page.url.replace("/summary", "/options"))
    page.context.clear_cookies(name="sessionid")
    page.get_by_label("Number pattern").fill("D-{seq}")
    expect(page.get_by_role("button", name="Log in", exact=True)).to_be_visible()
    page.get_by_label("Email").fill(owner.email)
    page.get_by_label("Password", exact=True).fill(PASSWORD)
    page.get_by_role("button", name="Log in", exact=True).click()
    expect(page.get_by_label("Number pattern")).to_have_value("C-{seq:03}")


def test_a_long_list_is_read_by_a_worker_though_the_tab_is_closed(
    browser_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    version: TemplateVersion,
    tmp_path: Path,
) -> None:
    page, site = browser_page, live_server_process.url
    recipients = tmp_path / "Everybody.csv"
    recipients.write_text(people(6_000), encoding="utf-8")
    log_in(page, site, owner.email)
    page.goto(f"{site}/jobs/new?design={version.template.slug}")
    page.get_by_role("button", name="Use this design").click()
    page.locator("input[type=file]").set_input_files(recipients)
    page.get_by_role("button", name="Read the file").click()
    expect(page.get_by_role("heading", name="Reading the list")).to_be_visible()

    context = page.context
    page.close()
    page = context.new_page()
    page.goto(f"{site}/jobs/")
    page.get_by_role("row").nth(1).get_by_role("link").click()
    # Whichever it is by now, it comes to the step that follows by itself.
    page.wait_for_url(re.compile("/(columns|review)$"), timeout=60_000)
    expect(page.get_by_role("navigation", name="Steps").get_by_role("link", name="Review")).to_be_visible()
    assert BulkGenerationJob.objects.get().rows.count() == 6_000
