"""Pictures of designs, filled with the samples of their fields."""

from django.core.files.base import ContentFile

from templates_app.document import sample_values
from templates_app.models import TemplateVersion
from templates_app.preview_files import WIDTH, name_of_page
from templates_app.rendering import render_image
from templates_app.services.assets import resolver


def make(*, version: TemplateVersion) -> None:
    """Draw the pages of a version and keep their pictures with it. Raises RenderError and its kin."""
    pages = len(version.document["pages"])
    name = f"{version.template_id}/{version.number}-{version.document_sha256[:16]}.jpg"
    for page in range(1, pages):
        _store(version, name_of_page(version.preview.field.generate_filename(version, name), page), page)
    version.preview.save(name, ContentFile(_draw(version, 0)), save=False)
    version.save(update_fields=["preview", "updated_at"])


def _store(version: TemplateVersion, name: str, page: int) -> None:
    """The file of a further page stands beside the first one's."""
    version.preview.storage.save(name, ContentFile(_draw(version, page)))


def _draw(version: TemplateVersion, page: int) -> bytes:
    return render_image(
        version.document,
        sample_values(version.document),
        page=page,
        width=WIDTH,
        format="jpeg",
        assets=resolver(version.template),
    )
