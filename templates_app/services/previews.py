"""Pictures of designs, filled with the samples of their fields."""

from django.core.files.base import ContentFile

from templates_app.document import sample_values
from templates_app.models import TemplateVersion
from templates_app.preview_files import (
    WIDTH,
    make_card,
    make_small,
    name_of_card,
    name_of_page,
    name_of_small,
)
from templates_app.rendering import render_image
from templates_app.services.assets import resolver


def make(*, version: TemplateVersion) -> None:
    """Draw the pages of a version and keep their pictures with it. Raises RenderError and its kin."""
    name = f"{version.template_id}/{version.number}-{version.document_sha256[:16]}.jpg"
    stored = version.preview.field.generate_filename(version, name)
    for page in range(1, len(version.document["pages"])):
        version.preview.storage.save(name_of_page(stored, page), ContentFile(_draw(version, page)))
    keep(version=version, name=name, picture=_draw(version, 0))


def keep(*, version: TemplateVersion, name: str, picture: bytes) -> None:
    """Store the picture of the first page under `name`, and what is made of it beside it."""
    stored = version.preview.field.generate_filename(version, name)
    storage = version.preview.storage
    storage.save(name_of_small(stored), ContentFile(make_small(picture)))
    storage.save(name_of_card(stored), ContentFile(make_card(picture)))
    version.preview.save(name, ContentFile(picture), save=False)
    version.save(update_fields=["preview", "updated_at"])


def _draw(version: TemplateVersion, page: int) -> bytes:
    return render_image(
        version.document,
        sample_values(version.document),
        page=page,
        width=WIDTH,
        format="jpeg",
        assets=resolver(version.template),
    )
