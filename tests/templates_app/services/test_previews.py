"""Previews are drawn by the engine, in a real browser."""

from typing import Any

import pytest
from django.core.files.base import ContentFile

from accounts.models import Team
from templates_app import rendering, tasks
from templates_app.models import TemplateVersion
from templates_app.preview_files import WIDTH
from templates_app.services import assets, templates
from tests.templates_app.pictures_data import decoded, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root", "chromium")]
Document = dict[str, Any]


@pytest.fixture(autouse=True)
def _browser_of_this_module() -> Any:
    yield
    rendering.close_browser()


def test_a_published_version_gets_the_picture_of_its_first_page(team: Team, document: Document) -> None:
    logo = assets.upload(team=team, file=ContentFile(picture(color=(0, 200, 0)), name="logo.png"), by=None)
    photo = document["pages"][0]["elements"][3]
    photo |= {"source": f"asset:{logo.pk}", "fit": "stretch", "rotation": 0}
    template = templates.create(team=team, name="Course", document=document, by=None)
    version = templates.publish(template=template, by=None)
    tasks.make_preview(str(version.pk))
    stored = TemplateVersion.objects.get(pk=version.pk)
    image = decoded(stored.preview.read()).convert("RGB")
    assert stored.preview.name == f"designs/{template.pk}/1-{version.document_sha256[:16]}.jpg"
    assert image.size == (WIDTH, round(WIDTH * 210 / 297))
    # The middle of the picture, 35 mm from the left and 40 mm from the top.
    red, green, blue = image.getpixel((round(35 / 297 * image.width), round(40 / 210 * image.height)))
    assert (red < 40, green > 160, blue < 40) == (True, True, True)


def test_further_pages_have_pictures_of_their_own_beside_it(team: Team, document: Document) -> None:
    back = {"width": 210, "height": 297, "background": "#00a000", "elements": []}
    document["pages"].append(back)
    template = templates.create(team=team, name="Course", document=document, by=None)
    version = templates.publish(template=template, by=None)
    tasks.make_preview(str(version.pk))
    stored = TemplateVersion.objects.get(pk=version.pk).preview
    image = decoded(stored.storage.open(stored.name.replace(".jpg", "-page2.jpg")).read()).convert("RGB")
    assert image.size == (WIDTH, round(WIDTH * 297 / 210))
    red, green, blue = image.getpixel((600, 800))
    assert (red < 10, abs(green - 160) < 10, blue < 10) == (True, True, True)
