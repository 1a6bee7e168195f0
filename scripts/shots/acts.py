"""What a person does on a page before its picture is taken. Nothing here changes what other pictures show."""

from __future__ import annotations

import secrets
from collections.abc import Mapping

from playwright.sync_api import FilePayload, Page, expect

Facts = Mapping[str, str]
SUBMIT = "main form[method=post] button[type=submit], main form[method=post] button:not([type])"
SESSION_COOKIE = "sessionid"
CHECK = "Check the file"
PATIENCE_MS = 30_000


def send_without_checks(page: Page, facts: Facts) -> None:
    """Press the button of the page's first form as if the browser checked nothing."""
    with page.expect_navigation():
        page.locator(SUBMIT).first.evaluate(
            "button => { button.form.noValidate = true; button.form.requestSubmit(button) }"
        )


def _give(page: Page, file: str | FilePayload, button: str) -> None:
    page.locator("input[type=file]").set_input_files(file)
    with page.expect_navigation():
        page.get_by_role("button", name=button).click()


def give_valid_file(page: Page, facts: Facts) -> None:
    _give(page, facts["file.valid"], CHECK)


def give_altered_file(page: Page, facts: Facts) -> None:
    _give(page, facts["file.altered"], CHECK)


def give_no_certificate(page: Page, facts: Facts) -> None:
    content = b"%PDF-1.7\n% no certificate\n%%EOF\n"
    _give(page, {"name": "invoice.pdf", "mimeType": "application/pdf", "buffer": content}, CHECK)


def give_picture_as_list(page: Page, facts: Facts) -> None:
    content = b"\x89PNG\r\n\x1a\n" + bytes(64)
    _give(page, {"name": "people.csv", "mimeType": "text/csv", "buffer": content}, "Read the file")


def sign_up_badly(page: Page, facts: Facts) -> None:
    page.get_by_label("Your name or organisation").fill("Riverside Academy")
    page.get_by_label("Email").fill("not an address")
    page.get_by_label("Password", exact=True).fill("12345")
    send_without_checks(page, facts)


def log_in_by_password(page: Page, facts: Facts) -> None:
    """As far as the question for the second factor."""
    page.get_by_label("Email").fill(facts["guarded.address"])
    page.get_by_label("Password", exact=True).fill(facts["guarded.password"])
    send_without_checks(page, facts)


def type_wrong_code(page: Page, facts: Facts) -> None:
    page.get_by_label("Code that the app shows").fill("123456")
    send_without_checks(page, facts)


def sign_up(page: Page, facts: Facts) -> None:
    """As far as the question for the code. An address of its own each time: a second code has to wait."""
    page.get_by_role("link", name="Create an account").click()
    page.get_by_label("Your name or organisation").fill("Riverside Academy")
    page.get_by_label("Email").fill(f"riverside-{secrets.token_hex(4)}@example.org")
    page.get_by_label("Password", exact=True).fill("seven-quiet-herons")
    page.get_by_label("I accept the terms of use").check()
    send_without_checks(page, facts)


def type_wrong_sign_up_code(page: Page, facts: Facts) -> None:
    sign_up(page, facts)
    page.locator("main input[name=code]").fill("ZZZZZZ")
    send_without_checks(page, facts)


def log_in_too_often(page: Page, facts: Facts) -> None:
    """With an address for which all unknown devices together have failed too often."""
    page.get_by_label("Email").fill(facts["locked"])
    page.get_by_label("Password", exact=True).fill("not my password")
    send_without_checks(page, facts)


def answer_wrongly(page: Page, facts: Facts) -> None:
    log_in_by_password(page, facts)
    page.locator("main input[name=code]").fill("123456")
    with page.expect_navigation():
        page.get_by_role("button", name="Log in with the code").click()


def log_in_badly(page: Page, facts: Facts) -> None:
    page.get_by_label("Email").fill("amina@example.org")
    page.get_by_label("Password", exact=True).fill("not my password")
    send_without_checks(page, facts)


def choose_bad_options(page: Page, facts: Facts) -> None:
    """Without the events of typing: the examples that these ask for would be cut off by the button."""
    for label, value in (("Number pattern", "COURSE-{year}"), ("Expiry date", "2020-01-01")):
        page.get_by_label(label).evaluate("(field, value) => { field.value = value }", value)
    send_without_checks(page, facts)


def choose_bad_page(page: Page, facts: Facts) -> None:
    page.get_by_label("Another size").check()
    page.get_by_label("Width in mm").fill("5")
    send_without_checks(page, facts)


def select_three(page: Page, facts: Facts) -> None:
    for box in page.locator("tbody input[type=checkbox]").all()[:3]:
        box.check()


def open_revocation(page: Page, facts: Facts) -> None:
    page.get_by_text("Revoke this certificate").click()


def send_without_token(page: Page, facts: Facts) -> None:
    page.locator("#log-in [name=csrfmiddlewaretoken]").evaluate("field => field.remove()")
    send_without_checks(page, facts)


def send_too_much(page: Page, facts: Facts) -> None:
    """More text than a form may have."""
    page.get_by_label("Email").evaluate("field => { field.type = 'text'; field.value = 'a'.repeat(6000000) }")
    send_without_checks(page, facts)


def lose_the_session(page: Page, facts: Facts) -> None:
    """The page goes on asking how far the job is; the answer leads to the log-in."""
    page.context.clear_cookies(name=SESSION_COOKIE)
    expect(page.get_by_label("Password", exact=True)).to_be_visible(timeout=PATIENCE_MS)


def open_preview(page: Page, facts: Facts) -> None:
    """Show the draft as the worker prints it, beside the desk."""
    page.get_by_role("button", name="Preview", exact=True).click()
    page.locator(".proof-pages img").first.wait_for(timeout=PATIENCE_MS)


def make_no_token(page: Page, facts: Facts) -> None:
    page.get_by_label("Name", exact=True).fill("Course platform")
    send_without_checks(page, facts)


def make_token(page: Page, facts: Facts) -> None:
    page.get_by_label("Name", exact=True).fill("Course platform")
    for box in page.locator("input[name=scopes]").all():
        box.check()
    send_without_checks(page, facts)
