"""No state of a job, of a list that is read, or of a single certificate has a barrier; nor has a refused form."""

from uuid import UUID

import pytest
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Team, User
from certificates.ingest.problems import error
from certificates.models import BulkGenerationJob, Certificate, JobRow, ListReading
from certificates.services import drafts, single
from templates_app.models import TemplateVersion
from tests.e2e.conftest import log_in
from tests.e2e.test_accessibility import draft, found_on, look
from tests.factories.certificates import make_certificate, make_job, make_row
from tests.servers import WebProcess

__all__ = ["draft", "look"]  # fixtures

Status, State = BulkGenerationJob.Status, JobRow.State
UNFIT = error("missing_glyph", "No font has a sign for: 𓀀.", mend="Change the row's value.").to_json()
Jobs = dict[str, BulkGenerationJob]


@pytest.fixture
def jobs(version: TemplateVersion, team: Team) -> Jobs:
    """A job in each of its states, with rows as they are then."""

    def job(name: str, status: Status, *states: State, **fields: object) -> BulkGenerationJob:
        made = make_job(version, team=team, name=name, status=status, started_at=timezone.now(), **fields)
        for state in states:
            if state == State.ISSUED:
                make_certificate(make_row(made))
                continue
            at_work = {"claim": UUID(int=1), "claimed_by": "host:1"} if state == State.WORKING else {}
            make_row(made, state=state, problems=[UNFIT] if state == State.FAILED else [], **at_work)
        return made

    now = timezone.now()
    return {
        "waiting": job("Waiting", Status.PROCESSING, State.READY),
        "running": job("Running", Status.PROCESSING, State.ISSUED, State.WORKING, State.READY, State.FAILED),
        "cancelling": job("Cancelling", Status.PROCESSING, State.WORKING, cancelled_at=now),
        "packing": job("Packing", Status.PACKAGING, State.ISSUED),
        "failures": job("With failures", Status.COMPLETED, State.ISSUED, State.FAILED, State.INVALID),
        "cancelled": job("Cancelled", Status.CANCELLED, State.ISSUED, State.CANCELLED, cancelled_at=now),
        "stopped": job("Stopped", Status.FAILED, State.ISSUED, State.READY, failure="The disk is full."),
    }


def visit(look: Page, site: str, owner: User, paths: list[str]) -> list[str]:
    log_in(look, site, owner.email)
    return [line for path in paths for line in barriers_of(look, f"{site}{path}")]


def barriers_of(page: Page, address: str) -> list[str]:
    """As `barriers`, of a page that never rests because it polls."""
    page.goto(address)
    page.wait_for_load_state("load")
    return found_on(page)


def test_jobs_in_every_state_have_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, jobs: Jobs
) -> None:
    paths = [f"/jobs/{job.pk}" for job in jobs.values()]

    assert visit(look, live_server_process.url, owner, paths) == []


def test_a_list_that_is_read_has_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, draft: BulkGenerationJob
) -> None:
    wish = {"then": "map", "file": "", "input_name": "people.csv", "mapping": draft.mapping}
    ListReading.objects.create(job=draft, wish=wish)
    address = f"/jobs/{draft.pk}/reading"
    found = visit(look, live_server_process.url, owner, [address])
    ListReading.objects.update(state="working", created_at=timezone.now())
    found += barriers_of(look, f"{live_server_process.url}{address}")
    ListReading.objects.update(state="failed", fault="people.csv: The file has a header but no rows.")
    look.wait_for_url("**/columns")  # the page leads there by itself
    look.wait_for_load_state("load")
    found += found_on(look)

    assert found == []


def test_single_certificates_and_their_correction_have_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, team: Team, version: TemplateVersion
) -> None:
    values = {"recipient.name": "Ana Ortiz", "course.title": "Chess"}
    under_way = single.issue(team=team, by=owner, version=version, values=values)
    refused = single.issue(team=team, by=owner, version=version, values=values)
    refused.rows.update(state=State.FAILED, problems=[UNFIT])
    BulkGenerationJob.objects.filter(pk=refused.pk).update(status=Status.COMPLETED)
    under_way.rows.update(state=State.WORKING, claim=UUID(int=1))
    certificate = make_certificate(make_row(make_job(version, team=team)))
    paths = [
        f"/certificates/made/{under_way.pk}",
        f"/certificates/made/{refused.pk}",
        f"/certificates/{certificate.pk}/correct",
        f"/certificates/revoke?id={certificate.pk}",
        "/certificates/revoke?all=1",
    ]

    assert visit(look, live_server_process.url, owner, paths) == []


def test_what_opens_when_email_is_ticked_has_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, draft: BulkGenerationJob
) -> None:
    site = live_server_process.url
    log_in(look, site, owner.email, f"/jobs/{draft.pk}/options")
    look.get_by_label("Send by email").check()
    look.get_by_label("Subject").wait_for()

    assert found_on(look) == []


def test_the_choice_of_a_holder_has_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, team: Team, version: TemplateVersion
) -> None:
    row = make_row(make_job(version, team=team))
    certificate = make_certificate(row, recipient_email=owner.email)
    log_in(look, live_server_process.url, owner.email, f"/v/{certificate.code}")
    found = found_on(look)
    look.get_by_role("button", name="Let search engines list it").click()
    look.get_by_role("button", name="Ask them to stay away").wait_for()

    assert found + found_on(look) == []


def send(page: Page, name: str) -> None:
    """Press the button of that name, past what the browser itself would ask for."""
    page.evaluate("document.querySelectorAll('form').forEach(form => { form.noValidate = true })")
    page.get_by_role("button", name=name).first.click()
    page.wait_for_load_state("load")


def test_forms_that_are_refused_have_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, team: Team, version: TemplateVersion
) -> None:
    site = live_server_process.url
    certificate = make_certificate(make_row(make_job(version, team=team)))
    empty = drafts.begin(team=team, by=owner, version=version)
    log_in(look, site, owner.email)
    refusals = [
        (f"/certificates/new/{version.template.slug}", "Issue the certificate"),
        (f"/certificates/revoke?id={certificate.pk}", "Revoke 1 certificate"),
        ("/jobs/new", "Use this design"),
        (f"/jobs/{empty.pk}/recipients?by=file", "Read the file"),
        (f"/jobs/{empty.pk}/recipients?by=paste", "Read the rows"),
        (f"/jobs/{empty.pk}/recipients?by=type", "Read the rows"),
        (f"/v/{certificate.code}/report", "Send the report"),
    ]
    found = []
    for path, button in refusals:
        look.goto(f"{site}{path}")
        send(look, button)
        found += found_on(look)

    assert found == []
    assert Certificate.objects.get().status == Certificate.Status.VALID
