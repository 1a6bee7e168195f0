"""Pictures of designs, filled with the samples of their fields."""

from django.core.files.base import ContentFile

from templates_app.document import sample_values
from templates_app.models import TemplateVersion
from templates_app.rendering import render_image
from templates_app.services.assets import resolver

WIDTH = 1200  # px


def make(*, version: TemplateVersion) -> None:
    """Draw the first page of a version and keep the picture with it. Raises RenderError and its kin."""
    document = version.document
    picture = render_image(
        document, sample_values(document), width=WIDTH, format="jpeg", assets=resolver(version.template)
    )
    name = f"{version.template_id}/{version.number}-{version.document_sha256[:16]}.jpg"
    version.preview.save(name, ContentFile(picture), save=False)
    version.save(update_fields=["preview", "updated_at"])
