"""Photos of recipients, which their list names as the files were called; drawn by the real engine."""

import io

import pypdfium2
import pytest
from django.core.files import File
from django.core.files.base import ContentFile
from pytest_django import DjangoAssertNumQueries

from accounts.models import Team
from certificates.models import Certificate, JobRow
from certificates.options import JobOptions
from certificates.services import intake, issuing, jobs
from templates_app.selectors import picture_finder
from templates_app.services import assets, templates
from tests.certificates.conftest import DOCUMENT
from tests.templates_app.pictures_data import picture

PHOTO = {"key": "recipient.photo", "label": "Photo", "type": "image"}
FRAME = {
    "id": "photo",
    "type": "image",
    "source": "field:recipient.photo",
    "fit": "cover",
    "x": 200,
    "y": 20,
    "width": 40,
    "height": 40,
}
LIST = "Name,Course,Photo\nAna,Chess,Ana Núñez.jpg\nBo,Chess,bo\nCy,Chess,gone.png\nDi,Chess,\n"


def photo(team: Team, name: str, color: tuple[int, int, int]) -> None:
    assets.upload(team=team, file=ContentFile(picture(color=color), name=name), by=None)


def colour_at_photo(certificate: Certificate) -> tuple[int, ...]:
    pdf = pypdfium2.PdfDocument(certificate.file.read())
    shown = pdf[0].render(scale=0.5).to_pil()
    pdf.close()
    pixel: tuple[int, ...] = shown.getpixel((round(220 / 297 * shown.width), round(40 / 210 * shown.height)))
    return pixel


@pytest.mark.usefixtures("chromium")
def test_each_certificate_shows_the_photo_that_its_row_names(team: Team) -> None:
    photo(team, "Ana Núñez.jpg", (250, 0, 0))
    photo(team, "bo.png", (0, 0, 250))
    page = DOCUMENT["pages"][0]
    document = {
        **DOCUMENT,
        "fields": [*DOCUMENT["fields"], PHOTO],
        "pages": [{**page, "elements": [*page["elements"], FRAME]}],
    }
    template = templates.create(team=team, name="With photos", document=document, by=team.owner)
    version = templates.publish(template=template, by=team.owner)
    file = File(io.BytesIO(LIST.encode()), name="people.csv")
    job = intake.create(team=team, by=team.owner, version=version, file=file, filename="people.csv")

    [missing] = [row for row in job.rows.order_by("line") if row.problems]
    assert (missing.values["recipient.name"], missing.state, missing.problems[0]["message"]) == (
        "Cy",
        JobRow.State.INVALID,
        "Your team has no picture 'gone.png'.",
    )
    jobs.start(job=job, by=team.owner, options=JobOptions(), queue=False)
    issuing.issue_chunk(job_id=job.pk)
    drawn = {made.recipient_name: colour_at_photo(made) for made in Certificate.objects.filter(job=job)}
    assert drawn == {"Ana": (250, 0, 0), "Bo": (0, 0, 250), "Di": (255, 255, 255)}


def test_whether_a_list_names_pictures_is_asked_once(
    team: Team, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    photo(team, "Ana.png", (1, 1, 1))
    is_picture = picture_finder(team_id=team.pk)
    with django_assert_num_queries(1):
        found = [is_picture(said) for said in ("Ana", "Ana.png", "ana.png", "", str(team.pk))]
    assert found == [True, True, False, False, False]
