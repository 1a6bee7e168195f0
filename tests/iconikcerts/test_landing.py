"""The landing page keeps to what is so: its figures, its certificates, the words of its checks."""

import io
import json
import re
from pathlib import Path

import pytest
from django.core.files import File
from django.test import Client
from PIL import Image
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from certificates.models import JobRow
from certificates.services import intake
from iconikcerts import landing
from scripts import build_landing
from scripts.landing import card, certificates
from templates_app.document import fields_of, fingerprint
from templates_app.models import Template
from templates_app.selectors import design_by_slug
from tests.factories import make_team, make_version
from tests.shipped import install_only

ROOT = Path(__file__).resolve().parents[2]
PICTURES = ROOT / "static" / "landing"


def test_the_figures_are_those_that_were_measured() -> None:
    measured = (ROOT / "docs" / "performance.md").read_text()
    seconds = re.search(r"\| 20,000 rows \| ([\d.]+) \| ([\d.]+) \|", measured)
    ratio = re.search(r"\| this engine, with its checks \| [\d.]+ \| [\d.]+ \| ([\d.]+) ×", measured)
    assert seconds
    assert ratio

    assert [figure.value for figure in landing.FIGURES] == ["20,000", seconds[2], ratio[1]]
    assert landing.FIGURES[0].unit == f"certificates in {int(float(seconds[1])) // 60} minutes"


@pytest.mark.django_db
@pytest.mark.usefixtures("media_root")
def test_the_findings_are_what_the_check_says_of_such_a_list() -> None:
    team = make_team()
    install_only("classic-guilloche")
    version = design_by_slug(slug="classic-guilloche").current_version
    assert version is not None
    rows = (
        "Name,Course,Valid until,Email\n"
        "Kwame Mensah-Boateng,Chess,2028-11-21,kwame@example.org\n"
        ",Chess,2028-11-21,lena@example.org\n"
        "Priya Nair,Chess,31.02.2028,priya@example.org\n"
        "Jonas Lind,Chess,2028-11-21,jonas@gmial.com\n"
    )
    file = File(io.BytesIO(rows.encode()), name="spring.csv")
    job = intake.create(team=team, by=team.owner, version=version, file=file, filename="spring.csv")

    said = [problem for row in JobRow.objects.filter(job=job).order_by("line") for problem in row.problems]

    assert [
        landing.Finding(
            each["line"], each["column_name"], each["message"], each["mend"], each["severity"] == "error"
        )
        for each in said
    ] == list(landing.FINDINGS)


def test_each_picture_shows_the_design_as_it_is_now() -> None:
    known = json.loads((PICTURES / "fingerprints.json").read_text())
    drawn = {shown.name: build_landing.shown_by(shown) for shown in certificates.CERTIFICATES}

    assert known == drawn | {"card": fingerprint(card.document_of_card())}


@pytest.mark.parametrize("shown", certificates.CERTIFICATES, ids=lambda shown: shown.name)
def test_a_certificate_is_filled_by_fields_that_its_design_has(shown: certificates.Shown) -> None:
    document = build_landing.document_of(shown.design)
    known = {field.key for field in fields_of(document)} | {"issuer.name", "certificate.language"}

    assert set(shown.values) - known == set()


def test_every_picture_is_there_in_its_size_and_small() -> None:
    wanted = {
        build_landing.file_name(shown.name, width): width
        for shown in certificates.CERTIFICATES
        for width in shown.widths
    } | {
        build_landing.file_name(slug, certificates.DESIGN_WIDTH): certificates.DESIGN_WIDTH
        for slug in landing.DESIGNS
    }
    widths = {}
    for path in PICTURES.glob("*.webp"):
        with Image.open(path) as picture:
            widths[path.name] = picture.width

    assert widths == wanted
    assert [path.name for path in PICTURES.iterdir() if path.stat().st_size > 120_000] == []
    with Image.open(PICTURES / card.CARD) as picture:
        assert (picture.format, picture.size) == ("JPEG", (1200, 630))


def test_the_page_gives_each_certificate_its_height() -> None:
    heights = {}
    for script in landing.SCRIPTS:
        with Image.open(PICTURES / f"{script.name}-480.webp") as picture:
            heights[script.name] = picture.height

    assert {script.name: script.height for script in landing.SCRIPTS} == heights


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_visitors_see_the_designs_that_are_installed_at_the_cost_of_one_query(
    client: Client, count: int, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    slugs = list(landing.DESIGNS[:count])
    for slug in reversed(slugs):
        template = make_version(slug=slug).template
        Template.objects.filter(pk=template.pk).update(team=None, is_shipped=True)
    make_version(slug="not-shipped")

    with django_assert_num_queries(1):
        page = client.get("/").content.decode()

    assert re.findall(r'href="/designs/([a-z-]+)"', page) == slugs


@pytest.mark.django_db
def test_the_free_number_is_that_of_the_installation(client: Client, settings: Settings) -> None:
    settings.FREE_CERTIFICATES_PER_MONTH = 1234

    assert "1,234 certificates a month are free" in client.get("/").content.decode()
