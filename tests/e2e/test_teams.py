"""People in a team, as they use it: two browsers, real mails."""

import io
import re
from collections.abc import Iterator
from email.message import EmailMessage

import pytest
from allauth.account.models import EmailAddress
from django.core.files import File
from playwright.sync_api import Browser, Page, expect

from accounts.models import AuditEvent, Team, TeamMember, User
from accounts.services import invitations, users
from certificates.services import intake
from templates_app.models import TemplateVersion
from tests.accounts.test_pages import plain_text
from tests.e2e.conftest import PASSWORD, ended, log_in, people, wait_until
from tests.e2e.mails import code_in
from tests.servers import Mailbox, WebProcess, WorkerProcess


@pytest.fixture
def other_page(browser: Browser) -> Iterator[Page]:
    """A second person's browser."""
    context = browser.new_context()
    yield context.new_page()
    context.close()


def last(smtp: Mailbox) -> EmailMessage:
    """The last mail to Boris."""
    return [mail for mail in smtp.messages if mail["To"] == "boris@example.org"][-1]


def link_to(site: str, mail: str) -> str:
    """The invitation's address in a mail, at the site of the test."""
    [path] = set(re.findall(r"https?://[^/\s]+(/invitations/\S+)", mail))
    return f"{site}{path}"


def test_invited_accepted_promoted_and_removed(
    browser_page: Page,
    other_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    smtp: Mailbox,
    owner: User,
    team: Team,
) -> None:
    page, boris, site = browser_page, other_page, live_server_process.url
    invited = users.register(email="boris@example.org", name="Boris Ivanov", password=PASSWORD)
    EmailAddress.objects.create(user=invited, email=invited.email, primary=True, verified=True)

    log_in(page, site, owner.email, "/team/members")
    page.get_by_label("Email address").fill("boris@example.org")
    page.get_by_label("Role", exact=True).select_option("viewer")
    page.get_by_role("button", name="Send the invitation").click()
    expect(page.get_by_role("list").filter(has_text="boris@example.org")).to_be_visible()

    boris.goto(link_to(site, plain_text(last(smtp))))
    boris.get_by_role("link", name="Log in", exact=True).last.click()
    boris.get_by_label("Email").fill("boris@example.org")
    boris.get_by_label("Password", exact=True).fill(PASSWORD)
    boris.get_by_role("button", name="Log in", exact=True).click()
    expect(boris.get_by_role("heading", name=f"Join {team.name}?")).to_be_visible()
    boris.get_by_role("button", name="Accept").click()
    expect(boris.get_by_text(f"Welcome to {team.name}.")).to_be_visible()
    boris.goto(f"{site}/jobs/new")
    expect(boris.get_by_text("This needs the role Editor in the team, and yours is Viewer.")).to_be_visible()

    page.reload()
    page.get_by_label("Role of Boris Ivanov").select_option("editor")
    page.get_by_role("button", name="Change").click()
    expect(page.get_by_text("Boris Ivanov is Editor now.")).to_be_visible()
    boris.reload()
    expect(boris.get_by_role("heading", level=1, name=re.compile("design", re.IGNORECASE))).to_be_visible()

    page.get_by_role("link", name="Remove Boris Ivanov").click()
    page.get_by_role("button", name="Remove from the team").click()
    expect(page.get_by_text("Boris Ivanov is no longer in the team.")).to_be_visible()
    boris.goto(f"{site}/dashboard")
    expect(boris.get_by_text(team.name)).to_have_count(0)
    wait_until(lambda: last(smtp)["Subject"] == f"You are no longer in {team.name}", "the mail is there")
    assert list(
        AuditEvent.objects.filter(team=team, action__startswith="member.")
        .order_by("created_at")
        .values_list("action", flat=True)
    ) == ["member.invite", "member.join", "member.role", "member.remove"]


def test_who_has_no_account_is_back_at_the_invitation_after_the_code(
    other_page: Page, live_server_process: WebProcess, smtp_server: Mailbox, owner: User, team: Team
) -> None:
    boris, site = other_page, live_server_process.url
    invitations.invite(team=team, email="boris@example.org", role=TeamMember.Role.EDITOR, by=owner)

    boris.goto(link_to(site, plain_text(last(smtp_server))))
    boris.get_by_role("link", name="Sign up", exact=True).last.click()
    boris.get_by_label("Email").fill("boris@example.org")
    boris.get_by_label("Your name or organisation").fill("Boris Ivanov")
    boris.get_by_label("Password", exact=True).fill(PASSWORD)
    boris.get_by_label("I accept the terms of use").check()
    boris.get_by_role("button", name="Create account").click()
    expect(boris.get_by_role("heading", name="Enter the code from the mail")).to_be_visible()
    boris.get_by_label("Code").fill(code_in(last(smtp_server)))
    boris.get_by_role("button", name="Confirm").click()
    expect(boris.get_by_role("heading", name=f"Join {team.name}?")).to_be_visible()
    boris.get_by_role("button", name="Accept").click()

    expect(boris.get_by_text(f"Welcome to {team.name}.")).to_be_visible()
    assert team.members.get(user__email="boris@example.org").role == TeamMember.Role.EDITOR


def test_a_big_job_runs_once_a_second_person_has_approved_it(
    browser_page: Page,
    other_page: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    smtp: Mailbox,
    owner: User,
    team: Team,
    version: TemplateVersion,
) -> None:
    page, boris, site = browser_page, other_page, live_server_process.url
    editor = users.register(email="boris@example.org", name="Boris Ivanov", password=PASSWORD)
    TeamMember.objects.create(team=team, user=editor, role=TeamMember.Role.ADMIN)
    file = File(io.BytesIO(people(3).encode()), name="people.csv")
    job = intake.create(team=team, by=editor, version=version, file=file, filename="people.csv")

    log_in(page, site, owner.email, "/team/approvals")
    page.get_by_label("Running a job").check()
    page.get_by_label("of more than").first.fill("2")
    page.get_by_role("button", name="Save the rules").click()
    expect(page.get_by_text("The rules are kept.")).to_be_visible()

    log_in(boris, site, editor.email, f"/jobs/{job.pk}/summary")
    boris.get_by_label("Note for them").fill("The ceremony is on Friday.")
    boris.get_by_role("button", name="Ask for approval").click()
    expect(boris.get_by_role("heading", name="Your request")).to_be_visible()
    expect(boris.get_by_role("button", name="Approve and do it")).to_have_count(0)
    assert job.rows.filter(state="issued").count() == 0

    wait_until(lambda: any(each["To"] == owner.email for each in smtp.messages), "the mail is there")
    mail = [each for each in smtp.messages if each["To"] == owner.email][-1]
    assert mail["Subject"] == f"Boris Ivanov asks for your approval in {team.name}"
    [path] = set(re.findall(r"https?://[^/\s]+(/team/approvals/\S+)", plain_text(mail)))
    page.goto(f"{site}{path}")
    expect(page.get_by_text("The ceremony is on Friday.")).to_be_visible()
    page.get_by_role("button", name="Approve and do it").click()
    expect(page.get_by_text("Approved, and done.")).to_be_visible()

    wait_until(ended(job), "the job ends")
    boris.goto(f"{site}/jobs/{job.pk}")
    expect(boris.get_by_role("region", name="Progress").get_by_text("All done.")).to_be_visible()
    expect(boris.get_by_text(f"approved by {owner.name}")).to_be_visible()
    job.refresh_from_db()
    assert (job.rows.filter(state="issued").count(), job.certificates.first().issuer) == (3, editor)
