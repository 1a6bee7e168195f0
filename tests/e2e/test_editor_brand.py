"""The brand kit from the upload of a font to the certificate that is set in it, in a real browser with a real worker."""

import io
import re
from pathlib import Path

import pikepdf
from django.core.files import File
from playwright.sync_api import Page, expect

from accounts.models import Team, User
from certificates.models import Certificate
from certificates.options import JobOptions
from certificates.services import intake, jobs
from templates_app.models import Template, TemplateVersion
from tests.e2e.conftest import ended, log_in, wait_until
from tests.e2e.desk import Desk, elements
from tests.e2e.test_accessibility import found_on, look
from tests.servers import WebProcess, WorkerProcess
from tests.templates_app.fonts_data import make_font

__all__ = ["look"]  # fixture


def test_a_font_of_the_team_goes_from_the_brand_kit_into_the_certificate(
    look: Page,
    live_server_process: WebProcess,
    celery_worker_process: WorkerProcess,
    team: Team,
    owner: User,
    version: TemplateVersion,
    tmp_path: Path,
) -> None:
    page, file = look, tmp_path / "acme.ttf"
    file.write_bytes(make_font("Acme Serif"))
    log_in(page, live_server_process.url, owner.email, "/designs/brand")
    page.get_by_label("Font file").set_input_files(file)
    page.get_by_label("Our licence for this font").check()
    page.get_by_role("button", name="Add the font").click()
    expect(page.get_by_text("Licence confirmed by")).to_be_visible()
    page.get_by_label("Name", exact=True).fill("Navy")
    page.get_by_role("button", name="Add the colour").click()
    assert found_on(page) == []

    page.goto(f"{live_server_process.url}/designs/new")
    page.get_by_role("button", name="Create the design").click()
    page.wait_for_url("**/edit")
    desk = Desk(page)
    desk.add("Heading")
    page.get_by_role("button", name="Font EB Garamond").click()
    page.get_by_role("combobox", name="Kind").select_option("Of your brand")
    seen = page.get_by_role("option", name="Acme Serif").locator("span")
    expect(seen).to_have_css("font-family", re.compile("^.Acme Serif "))
    seen.click()
    page.get_by_role("button", name="Colour #").click()
    page.get_by_role("button", name="Navy").click()
    desk.saved()
    heading = elements()["heading"]
    assert (heading["font"]["family"], heading["fill"]) == ("Acme Serif", "#1f3a6d")

    page.get_by_role("button", name="Publish").first.click()
    page.get_by_role("dialog").get_by_role("button", name="Publish").click()
    expect(page.get_by_text("Version 1 is published")).to_be_visible()
    made = Template.objects.get(is_shipped=False, team=team).current_version
    assert made is not None
    rows = File(io.BytesIO(b"Name\nAna Ortiz\n"), name="people.csv")
    job = intake.create(team=team, by=owner, version=made, file=rows, filename="people.csv")
    wait_until(ended(jobs.start(job=job, by=owner, options=JobOptions())), "the job ends")
    with pikepdf.open(io.BytesIO(Certificate.objects.get(job=job).file.read())) as pdf:
        fonts = [
            str(each["/BaseFont"])
            for each in pdf.objects
            if isinstance(each, pikepdf.Dictionary) and "/BaseFont" in each
        ]
    assert any(name.endswith("+AcmeSerif") for name in fonts)
