"""No page has a barrier that axe-core calls serious or critical, in light and in dark, on a laptop and on a phone.

axe is put into each page by the test's browser context, which looks past the Content-Security-Policy; the site itself
never serves it.
"""

import io
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Literal

import pytest
from django.core.files import File
from playwright.sync_api import Browser, Page, ViewportSize

from accounts.models import Team, User
from accounts.services import legal_texts
from certificates.models import BulkGenerationJob, Certificate
from certificates.services import intake
from templates_app.models import TemplateVersion
from tests.e2e.conftest import DESIGN, ended, log_in, people, visit, wait_until
from tests.servers import WebProcess, WorkerProcess

[AXE] = (Path(__file__).resolve().parents[1] / "vendor").glob("axe-core-*/axe.min.js")
STANDARDS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
WIDE: ViewportSize = {"width": 1280, "height": 900}
NARROW: ViewportSize = {"width": 360, "height": 740}
# Colour scheme, window, and what axe looks for there: the dark scheme changes nothing but colours.
LOOKS: list[tuple[Literal["light", "dark"], ViewportSize, dict[str, Any]]] = [
    ("dark", WIDE, {"type": "rule", "values": ["color-contrast"]}),
    ("light", NARROW, {"type": "tag", "values": STANDARDS}),
    ("light", WIDE, {"type": "tag", "values": STANDARDS}),
]
# A violation's element and what to mend are all that is read. `preload` fetches style sheets and films for two rules
# that are not asked here (an experimental one, and one of lesser impact); no page has frames.
ONLY_WHAT_IS_READ = {"resultTypes": ["violations"], "selectors": False, "preload": False, "iframes": False}
# Another scheme takes effect at once: half way through a fade the colours are none that anybody reads.
AT_ONCE = """() => {
  const sheet = new CSSStyleSheet();
  sheet.replaceSync("*, ::before, ::after { transition: none !important }");
  document.adoptedStyleSheets = [sheet];
}"""
PUBLIC = [
    "/",
    "/verify",
    "/v/NO-SUCH-CODE",
    "/v/NO-SUCH-CODE/report",
    "/v/NO-SUCH-CODE/report/sent",
    "/v/NO-SUCH-CODE/erase/sent",
    "/privacy",
    "/terms",
    "/texts/terms/2",
    "/texts/terms/2/changes",
    "/privacy/receipt",
    "/pricing",
    "/help",
    "/help?q=dates",
    "/help?q=nothing-like-it",
    "/help/verifying",
    "/designs",
    "/designs?q=nothing-like-it",
    f"/designs/{DESIGN}",
    "/accounts/login/",
    "/accounts/signup/",
    "/accounts/sso",
    "/accounts/password/reset/",
]
OWN = [
    "/dashboard",
    "/jobs/",
    "/jobs/new",
    "/certificates/",
    "/certificates/new",
    f"/certificates/new/{DESIGN}",
    "/designs",
    "/designs/new",
    f"/designs/{DESIGN}",
    "/account",
    "/account/privacy",
    "/account/erase",
    "/account/certificates/erase",
    "/team/erasures",
    "/account/activity",
    "/team",
    "/team/audit",
    "/team/roles",
    "/team/sign-on",
    "/team/sign-on/oidc",
    "/team/sign-on/saml",
    "/team/tokens",
    "/team/tokens/new",
    "/team/members",
    "/team/approvals",
    "/team/privacy",
    "/team/privacy/preview?invitations_amount=1&invitations_unit=days",
    "/team/delete",
    "/team/owner",
    "/teams/new",
    "/help",
    "/help/mending-rows",
    "/pricing",
    "/accounts/email/",
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/account/devices",
    "/accounts/2fa/webauthn/",
    "/no/such/page",
]
STEPS = ["design", "recipients?by=file", "recipients?by=paste", "recipients?by=type", "columns"]
STEPS += ["review", "rows/3", "options", "summary"]


@pytest.fixture
def look(browser: Browser) -> Iterator[Page]:
    """A page that has axe: compiled once, where a script in each page would be compiled for each."""
    context = browser.new_context(viewport=WIDE, bypass_csp=True, reduced_motion="reduce")
    context.add_init_script(path=AXE)
    yield context.new_page()
    context.close()


def barriers(page: Page, address: str) -> list[str]:
    """What axe finds at `address` that is serious or critical: rule, element and what to mend, one line each."""
    visit(page, address)
    return found_on(page)


def found_on(page: Page, within: str = "") -> list[str]:
    """What axe finds on the page as it stands, in each of LOOKS; it is left in the last.

    `within` names a part (CSS) of a page that has been looked at whole; narrow windows do not show it.
    """
    page.evaluate(AT_ONCE)
    found = []
    for scheme, size, wanted in LOOKS:
        if within and size == NARROW:
            continue
        page.emulate_media(color_scheme=scheme)
        page.set_viewport_size(size)
        found += [f"{line} [{scheme}, {size['width']} px]" for line in _violations(page, wanted, within)]
    return found


def _violations(page: Page, wanted: dict[str, Any], within: str) -> list[str]:
    result: dict[str, Any] = page.evaluate(
        """async ([wanted, within, options]) => {
          await new Promise(drawn => requestAnimationFrame(() => requestAnimationFrame(drawn)));
          // A rule whose every finding is of lesser impact need not be asked.
          const lesser = axe._audit.rules.filter(rule => ["minor", "moderate"].includes(rule.impact));
          const rules = Object.fromEntries(lesser.map(rule => [rule.id, {enabled: false}]));
          return axe.run(within || document, {runOnly: wanted, rules, ...options});
        }""",
        [wanted, within, ONLY_WHAT_IS_READ],
    )
    return [
        f"{violation['id']} on {page.url}: {node['html'][:160]} – {node['failureSummary']}"
        for violation in result["violations"]
        if violation["impact"] in ("serious", "critical")
        for node in violation["nodes"]
    ]


@pytest.fixture
def finished(
    celery_worker_process: WorkerProcess, running: Callable[[str], BulkGenerationJob]
) -> BulkGenerationJob:
    """A job that has issued two certificates."""
    job = running(people(2))
    wait_until(ended(job), "the job ends")
    return job


@pytest.fixture
def draft(team: Team, version: TemplateVersion) -> BulkGenerationJob:
    """A job that is not started, with one row to mend."""
    text = b"Name,Course,E-mail\nAna,Chess,ana@example.org\n,Go,bo at example\n"
    file = File(io.BytesIO(text), name="people.csv")
    return intake.create(team=team, by=team.owner, version=version, file=file, filename="people.csv")


FAINT = "h1 { color: rgb(128 128 128 / 40%) !important }"


@pytest.mark.parametrize(
    ("style", "looks"),
    [
        (FAINT, {"dark, 1280 px", "light, 360 px", "light, 1280 px"}),
        (f"@media (prefers-color-scheme: dark) {{ {FAINT} }}", {"dark, 1280 px"}),
        (f"@media (width < 400px) {{ {FAINT} }}", {"light, 360 px"}),
    ],
    ids=["everywhere", "dark", "phone"],
)
def test_axe_sees_colours_in_every_look(
    look: Page, live_server_process: WebProcess, style: str, looks: set[str]
) -> None:
    look.goto(f"{live_server_process.url}/accounts/login/")
    look.add_style_tag(content=style)

    found = found_on(look)
    assert {line.split()[0] for line in found} == {"color-contrast"}
    assert {line.rpartition("[")[2].rstrip("]") for line in found} == looks


def test_axe_sees_what_a_page_lacks(look: Page, live_server_process: WebProcess) -> None:
    look.goto(f"{live_server_process.url}/accounts/login/")
    look.evaluate("document.documentElement.removeAttribute('lang')")

    assert {line.split()[0] for line in found_on(look)} == {"html-has-lang"}


def test_public_pages_have_no_barrier(
    look: Page, live_server_process: WebProcess, version: TemplateVersion
) -> None:
    terms = legal_texts.find("terms")
    for body in ("Be honest.", "Be honest, and kind."):
        legal_texts.publish(document=terms, title=terms.title, body=body, note="", asks_again=True, by=None)

    found = [line for path in PUBLIC for line in barriers(look, f"{live_server_process.url}{path}")]

    assert found == []


def test_pages_of_a_team_have_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, finished: BulkGenerationJob
) -> None:
    site = live_server_process.url
    certificate = Certificate.objects.filter(job=finished)[0]
    log_in(look, site, owner.email)
    paths = [
        *OWN,
        f"/jobs/{finished.pk}",
        f"/certificates/{certificate.pk}",
        f"/certificates/{certificate.pk}/verifications",
        f"/certificates/{certificate.pk}/erase",
        f"/certificates/send?id={certificate.pk}",
        f"/v/{certificate.code}",
    ]

    found = [line for path in paths for line in barriers(look, f"{site}{path}")]
    legal_texts.install()  # new terms: from now on everybody is asked
    found += barriers(look, f"{site}/account/terms")

    assert found == []


def test_the_steps_of_issuing_have_no_barrier(
    look: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    owner: User,
    draft: BulkGenerationJob,
) -> None:
    site = live_server_process.url
    log_in(look, site, owner.email)

    assert [line for step in STEPS for line in barriers(look, f"{site}/jobs/{draft.pk}/{step}")] == []


def test_no_component_has_a_barrier_in_any_state(
    look: Page, debugging_web: WebProcess, transactional_db: None
) -> None:
    address = f"{debugging_web.url}/styleguide"
    found = barriers(look, address)
    for button in look.locator("[data-toast]").all():
        button.click()
    found += found_on(look)
    for opener in ("revoke-dialog", "filter-drawer"):
        look.locator(f"[commandfor={opener}][command=show-modal]").click()
        found += found_on(look)
        look.keyboard.press("Escape")
    look.locator("#language-combo-field").fill("es")
    found += found_on(look)

    assert found == []
