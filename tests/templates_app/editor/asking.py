"""What a script of the editor asks, and the documents that it sends."""

from typing import Any

from django.test import Client

from templates_app.models import Template
from tests.factories import make_document

Document = dict[str, Any]


def titled(title: str) -> Document:
    return make_document(title=title)


def put(client: Client, template: Template, document: Any, base: Any) -> Any:
    return client.put(
        f"/designs/{template.pk}/draft", {"document": document, "base": base}, content_type="application/json"
    )


def publish(client: Client, template: Template, **said: Any) -> Any:
    return client.post(f"/designs/{template.pk}/publish", said, content_type="application/json")


def title(template: Template) -> str:
    said: str = template.versions.latest("number").document["title"]
    return said


def with_picture(asset_id: object) -> Document:
    document = make_document()
    document["pages"][0]["elements"].append(
        {
            "id": "logo",
            "type": "image",
            "source": f"asset:{asset_id}",
            "x": 10,
            "y": 10,
            "width": 20,
            "height": 20,
        }
    )
    return document
