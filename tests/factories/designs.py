"""Designs, small and valid."""

from itertools import count
from typing import Any

from django.utils import timezone

from accounts.models import Team
from templates_app.document import fingerprint, validate
from templates_app.models import Template, TemplateVersion
from tests.factories.people import make_team

_numbers = count(1)


def make_document(**changes: Any) -> dict[str, Any]:
    """Landscape A4 with a name, a course, the number and a QR code; `changes` replace top-level keys."""
    document: dict[str, Any] = {
        "version": 1,
        "title": "Plain",
        "language": "en",
        "direction": "ltr",
        "bleed": 0,
        "fields": [
            {
                "key": "recipient.name",
                "label": "Recipient name",
                "type": "text",
                "required": True,
                "sample": "Amina Okonkwo",
            },
            {
                "key": "recipient.email",
                "label": "E-mail",
                "type": "email",
                "required": False,
                "sample": "amina@example.org",
            },
            {
                "key": "course.title",
                "label": "Course",
                "type": "text",
                "required": True,
                "sample": "Applied Data Analysis",
            },
        ],
        "pages": [
            {
                "width": 297,
                "height": 210,
                "background": "#ffffff",
                "elements": [
                    _text("name", "{recipient.name}", y=60, height=24, size=36),
                    _text("course", "{course.title}", y=100, height=14, size=20),
                    _text("number", "{certificate.number}", y=180, height=8, size=10),
                    {
                        "id": "qr",
                        "type": "qr",
                        "x": 250,
                        "y": 165,
                        "width": 30,
                        "height": 30,
                        "content": "{verify.url}",
                        "link": "{verify.url}",
                    },
                ],
            }
        ],
    }
    return document | changes


def _text(element_id: str, text: str, *, y: float, height: float, size: float) -> dict[str, Any]:
    return {
        "id": element_id,
        "type": "text",
        "text": text,
        "x": 20,
        "y": y,
        "width": 220,
        "height": height,
        "font": {"family": "EB Garamond", "weight": 400, "style": "normal"},
        "size": size,
        "minSize": 8,
        "fit": "shrink",
        "fill": "#1b1b1b",
    }


def make_version(
    document: dict[str, Any] | None = None, *, team: Team | None = None, slug: str = ""
) -> TemplateVersion:
    """The published first version of a design of `team` (a new team when None)."""
    document = document or make_document()
    validate(document)
    number = next(_numbers)
    template = Template.objects.create(
        team=team or make_team(), name=document["title"], slug=slug or f"design-{number}"
    )
    version = TemplateVersion.objects.create(
        template=template,
        number=1,
        status=TemplateVersion.Status.PUBLISHED,
        published_at=timezone.now(),
        document=document,
        document_sha256=fingerprint(document),
    )
    template.current_version = version
    template.save(update_fields=["current_version"])
    return version


def make_shipped(document: dict[str, Any] | None = None, *, slug: str) -> Template:
    """A design that ships with the product, with one version; it is named like its document."""
    template = make_version(document, slug=slug).template
    Template.objects.filter(pk=template.pk).update(team=None, is_shipped=True)
    return Template.objects.get(pk=template.pk)
