"""A team, a shipped design and jobs on the real database, for tests with real workers and browsers."""

import io
import os
import time
from collections.abc import Callable, Iterator
from typing import Any

import pytest
from django.conf import settings
from django.core.files import File
from django.test import Client
from playwright.sync_api import Browser, BrowserContext, Page, Playwright, Request, sync_playwright

from accounts.models import Team, User
from accounts.services import teams, users
from certificates import selectors
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.services import intake, jobs
from templates_app.models import TemplateVersion
from templates_app.selectors import design_by_slug
from templates_app.services import starters
from tests.servers import WebProcess
from tests.shipped import install_only

PASSWORD = "correct horse battery"
DESIGN = "modern-minimal"
WAIT_S = 120.0
LOOK_MS, QUIET_LOOKS = 30, 3  # how a page is seen to have loaded all


def log_in(page: Page, site: str, email: str, then: str = "/dashboard") -> None:
    """Have the session of this person and open a page. (The form itself is used by the journey in test_site.)"""
    client = Client()
    client.force_login(User.objects.get(email=email))
    session = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": session, "url": site}])
    page.goto(f"{site}{then}")


def visit(page: Page, address: str) -> list[Request]:
    """Open a page and wait until nothing is on its way any more; returns what was fetched.

    Playwright's "networkidle" waits for half a second of silence, on every page.
    """
    fetched: list[Request] = []
    under_way: set[Request] = set()

    def begun(request: Request) -> None:
        under_way.add(request)

    def failed(request: Request) -> None:
        under_way.discard(request)

    def ended(request: Request) -> None:
        under_way.discard(request)
        fetched.append(request)

    listeners: dict[Any, Any] = {"request": begun, "requestfailed": failed, "requestfinished": ended}
    for event, listener in listeners.items():
        page.on(event, listener)
    page.goto(address)
    quiet = 0
    while quiet < QUIET_LOOKS:
        page.wait_for_timeout(LOOK_MS)
        quiet = 0 if under_way else quiet + 1
    for event, listener in listeners.items():
        page.remove_listener(event, listener)
    return fetched


@pytest.fixture(scope="package")
def playwright() -> Iterator[Playwright]:
    """What starts browsers; there can be only one in a process.

    Its loop runs in this thread meanwhile, which Django takes for asynchronous code.
    """
    with pytest.MonkeyPatch.context() as patch, sync_playwright() as started:
        patch.setenv("DJANGO_ALLOW_ASYNC_UNSAFE", "true")
        yield started


@pytest.fixture(scope="package")
def browser(playwright: Playwright, chromium: str) -> Iterator[Browser]:
    """A Chromium for all tests of this folder; each test has a profile of its own."""
    is_root = os.geteuid() == 0
    browser = playwright.chromium.launch(executable_path=chromium, chromium_sandbox=not is_root)
    yield browser
    browser.close()


@pytest.fixture
def browser_page(browser: Browser) -> Iterator[Page]:
    """A page in a fresh browser profile that fails the test when a script on it fails."""
    context = browser.new_context()
    page = context.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    context.close()
    assert errors == []


@pytest.fixture(scope="package")
def kept_profile(browser: Browser) -> Iterator[BrowserContext]:
    """A browser profile that keeps the files which it has fetched and compiled, as a person's does."""
    context = browser.new_context()
    yield context
    context.close()


@pytest.fixture
def editor_page(kept_profile: BrowserContext, live_server_process: WebProcess) -> Iterator[Page]:
    """As `browser_page`, in `kept_profile`: the editor is 200 files. Nothing else is left there for the next test."""
    page = kept_profile.new_page()
    errors: list[str] = []
    page.on("pageerror", lambda error: errors.append(str(error)))
    yield page
    blank = kept_profile.new_page()
    for other in kept_profile.pages:
        if other != blank:
            other.close()
    stored = {"origin": live_server_process.url, "storageTypes": "all"}  # fetched files do not count
    kept_profile.new_cdp_session(blank).send("Storage.clearDataForOrigin", stored)
    blank.close()
    kept_profile.clear_cookies()
    kept_profile.clear_permissions()
    kept_profile.set_offline(False)
    assert errors == []


@pytest.fixture
def team(transactional_db: None) -> Team:
    """A team without a limit, owned by ana@example.org, whose address is confirmed."""
    owner = users.register(email="ana@example.org", name="Ana", password=PASSWORD)
    users.vouch_for_address(user=owner)
    made = teams.create(name="Riverside Academy", by=owner)
    Team.objects.filter(pk=made.pk).update(tier=Team.Tier.ENTERPRISE)
    made.refresh_from_db()
    return made


@pytest.fixture
def owner(team: Team) -> User:
    return team.owner


@pytest.fixture
def version(team: Team) -> TemplateVersion:
    """The shipped design `DESIGN`, as `manage.py install_designs` brings it in."""
    install_only(DESIGN)
    found = design_by_slug(slug=DESIGN).current_version
    assert found is not None
    return found


@pytest.fixture
def all_designs(version: TemplateVersion) -> None:
    """Every shipped design, for tests that choose among them."""
    starters.install()


@pytest.fixture
def running(team: Team, version: TemplateVersion) -> Callable[[str], BulkGenerationJob]:
    """Starts a job from CSV text through the services of the web."""

    def start(text: str) -> BulkGenerationJob:
        file = File(io.BytesIO(text.encode()), name="people.csv")
        job = intake.create(team=team, by=team.owner, version=version, file=file, filename="people.csv")
        return jobs.start(job=job, by=team.owner, options=JobOptions(issued_on="2026-01-02"))

    return start


def people(count: int) -> str:
    return "Name,Course\n" + "".join(f"Person {n},Chess\n" for n in range(1, count + 1))


def wait_until(is_so: Callable[[], bool], what: str, seconds: float = WAIT_S) -> None:
    """Look ten times a second; fail with `what` when it does not come about."""
    deadline = time.monotonic() + seconds
    while not is_so():
        if time.monotonic() > deadline:
            pytest.fail(f"not within {seconds} s: {what}")
        time.sleep(0.1)


def ended(job: BulkGenerationJob) -> Callable[[], bool]:
    def is_so() -> bool:
        job.refresh_from_db()
        if not job.has_ended:
            print(job.status, selectors.progress(job))  # noqa: T201 - shown when the test fails
        return job.has_ended

    return is_so


def issued_at_least(job: BulkGenerationJob, count: int) -> Callable[[], bool]:
    return lambda: job.certificates.count() >= count


@pytest.fixture(scope="session")
def debugging_web(
    server_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory
) -> Iterator[WebProcess]:
    """A web server with DEBUG on, which alone has the living page of components."""
    web = WebProcess({**server_env, "DEBUG": "true"}, tmp_path_factory.mktemp("web") / "debug.log")
    web.begin()
    yield web
    web.stop()
