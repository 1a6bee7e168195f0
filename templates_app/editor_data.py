"""What the editor is opened with."""

from typing import Any
from urllib.parse import urlencode

from django.templatetags.static import static
from django.urls import reverse

from accounts.models import Team, User
from templates_app import selectors
from templates_app.document import (
    Fault,
    asset_ids,
    drawable,
    find_open_faults,
    parse_placeholders,
    sample_values,
)
from templates_app.document.element_types import types
from templates_app.document.element_types.qr_code import DEFAULT_CONTENT, DEFAULT_ECC
from templates_app.document.registry import TYPE_NAMES, registry
from templates_app.document.sample_people import PEOPLE
from templates_app.document.walk import elements_of
from templates_app.models import Template, TemplateVersion
from templates_app.ornaments import ORNAMENTS
from templates_app.picture_facts import facts_of
from templates_app.rendering.qr import qr_rows


def editor_data(*, team: Team, template: Template, version: TemplateVersion, by: User) -> dict[str, Any]:
    """`version` is the newest of `template`, a design of `team`; `by` is who edits it."""
    document = version.document
    drawn = drawable(document)
    values = sample_values(drawn)
    return {
        "id": str(template.pk),
        "person": str(by.pk),
        "name": template.name,
        "slug": template.slug,
        "document": document,
        "base": version.document_sha256,
        "openFaults": told(find_open_faults(document)),
        "isPublished": version.is_published,
        "versionNumber": version.number,
        "fields": registry(),
        "fieldTypes": TYPE_NAMES,
        "bindings": bindings(),
        "people": [{"key": person.key, "label": person.label} for person in PEOPLE],
        "values": values,
        "matrices": matrices(drawn, values),
        "pictures": _pictures(team, document),
        "placeholder": static("icons/photo-placeholder.svg"),
        "ornaments": [
            {"key": key, "name": name, "url": static(f"ornaments/{key}.json")}
            for key, name in ORNAMENTS.items()
        ],
        "fonts": {
            "catalogue": static("fonts/catalogue.json"),
            "files": static("fonts/"),
            "own": selectors.family_entries(
                selectors.brand_fonts(team=team), lambda font: reverse("designs:brand-font", args=[font.pk])
            ),
        },
        "brand": _brand(team),
        "urls": {
            "save": reverse("designs:draft", args=[template.pk]),
            "publish": reverse("designs:publish", args=[template.pk]),
            "name": reverse("designs:name", args=[template.pk]),
            "proof": reverse("designs:proof", args=[template.pk]),
            "rows": reverse("certificates:design_rows", args=[template.pk]),
            "changes": reverse("designs:changes", args=[template.pk]),
            "issue": f"{reverse('certificates:job_new')}?{urlencode({'design': template.slug})}",
            "preview": reverse("designs:preview", args=[template.slug]),
            "matrix": reverse("designs:matrix"),
            "pictures": reverse("designs:assets"),
            "foundPictures": reverse("designs:found-assets"),
            "newPicture": reverse("designs:new-asset"),
            "leave": reverse("designs:gallery"),
        },
    }


def told(faults: list[Fault]) -> list[dict[str, str]]:
    """Faults as scripts read them."""
    return [{"path": fault.path, "message": fault.message} for fault in faults]


def bindings() -> dict[str, dict[str, list[str]]]:
    """Where elements of each type name fields: in texts, as pictures, by key."""
    return {
        kind.name: {"texts": [*kind.texts], "pictures": [*kind.pictures], "keys": [*kind.keys]}
        for kind in types()
    }


def _brand(team: Team) -> dict[str, Any]:
    """Colours and logos of the team, as the editor offers them."""
    return {
        "colours": [
            {"name": each.name, "colour": each.colour} for each in selectors.brand_colours(team=team)
        ],
        "logos": [facts_of(logo.asset) for logo in selectors.brand_logos(team=team)],
    }


def matrices(document: dict[str, Any], values: dict[str, str]) -> dict[str, tuple[str, ...]]:
    """The QR codes of a document, `"<ecc> <content>"` → rows, as the layout asks for them.

    A content with a format, such as a date in words, only the layout can fill; the editor asks for its code by itself.
    """
    found: dict[str, tuple[str, ...]] = {}
    for at in elements_of(document):
        if at.element["type"] != "qr":
            continue
        content = _filled(at.element.get("content", DEFAULT_CONTENT), values)
        ecc = at.element.get("ecc", DEFAULT_ECC)
        if content and (rows := qr_rows(content, ecc)):
            found[f"{ecc} {content}"] = rows
    return found


def _filled(text: str, values: dict[str, str]) -> str:
    """The text with its values; "" when a format stands in it."""
    parts = parse_placeholders(text).parts
    if any(not isinstance(part, str) and part.format for part in parts):
        return ""
    return "".join(part if isinstance(part, str) else values.get(part.key, "") for part in parts).strip()


def _pictures(team: Team, document: dict[str, Any]) -> dict[str, dict[str, Any]]:
    """The pictures of a document by their ids, as it writes them."""
    found = selectors.assets_by_id(team=team, asset_ids=asset_ids(document).values())
    return {written: facts_of(found[written]) for written in sorted(found)}
