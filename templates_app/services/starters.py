"""The designs that ship with the product: files of the project, brought into the database."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from django.db import transaction
from django.utils import timezone

from iconikcerts.common.errors import DomainError
from templates_app.document import InvalidDocument, fingerprint
from templates_app.models import Template, TemplateVersion
from templates_app.preview_files import name_of_card
from templates_app.services import previews, templates
from templates_app.thumbnails import name_of_small

FOLDER = Path(__file__).resolve().parents[1] / "starters"
_TYPES = {"slug": str, "name": str, "description": str, "category": str, "tags": list, "document": dict}
_DETAILS = ("name", "description", "category", "tags")
_PREVIEW_SUFFIXES = (".webp", ".png")


class BadStarter(DomainError):
    """A file of a shipped design cannot be used; the installation is broken or somebody is drawing a new one."""

    code = "bad_starter"


@dataclass(frozen=True, slots=True)
class Installed:
    """What became of one shipped design."""

    slug: str
    version: int
    change: Literal["new", "new version", "unchanged"]


def install(*, folder: Path = FOLDER) -> list[Installed]:
    """Bring every shipped design up to date; safe to run at each start and by two processes at once.

    A design whose document changed gets a new version; the old ones stay, for certificates were issued with them.
    Raises BadStarter with the file's name.
    """
    return [_install(starter, path) for path, starter in _read(folder)]


def _read(folder: Path) -> Iterator[tuple[Path, dict[str, Any]]]:
    for path in sorted(folder.glob("*.json")):
        try:
            starter = json.loads(path.read_text(encoding="utf-8"))
        except ValueError as error:
            raise BadStarter(f"This is not JSON: {error}.", where=path.name) from error
        wrong = [
            key
            for key, kind in _TYPES.items()
            if not isinstance(starter, dict) or not isinstance(starter.get(key), kind)
        ]
        if wrong:
            raise BadStarter("A shipped design needs slug, name, description, category, tags and document.",
                             mend=f"Mend: {', '.join(wrong)}.", where=path.name)  # fmt: skip
        try:
            templates.check(document=starter["document"], team=None)
        except InvalidDocument as error:
            raise BadStarter(str(error), where=path.name) from error
        yield path, starter


@transaction.atomic
def _install(starter: dict[str, Any], path: Path) -> Installed:
    details = {key: starter[key] for key in _DETAILS}
    Template.objects.get_or_create(
        is_shipped=True, slug=starter["slug"], defaults={**details, "is_public": True}
    )
    template = Template.objects.select_for_update(of=("self",)).get(is_shipped=True, slug=starter["slug"])
    _set(template, **details)
    before = template.current_version
    version = before
    if version is None or version.document_sha256 != fingerprint(starter["document"]):
        version = _publish(template, starter["document"])
    _set_preview(version, path)
    change: Literal["new", "new version", "unchanged"] = "unchanged"
    if version is not before:
        change = "new version" if before else "new"
    return Installed(template.slug, version.number, change)


def _publish(template: Template, document: dict[str, Any]) -> TemplateVersion:
    version = TemplateVersion.objects.create(
        template=template,
        number=templates.next_number(template),
        status=TemplateVersion.Status.PUBLISHED,
        published_at=timezone.now(),
        document=document,
        document_sha256=fingerprint(document),
    )
    _set(template, current_version=version)
    return version


def _set(template: Template, **values: Any) -> None:
    """Write what differs, and nothing when nothing does: `updated_at` then keeps telling of the last change."""
    changed = [name for name, value in values.items() if getattr(template, name) != value]
    for name in changed:
        setattr(template, name, values[name])
    if changed:
        template.save(update_fields=[*changed, "updated_at"])


def _set_preview(version: TemplateVersion, path: Path) -> None:
    """Store the picture that lies beside the design, under a name that tells its content apart."""
    for suffix in _PREVIEW_SUFFIXES:
        picture = path.parent / "previews" / f"{path.stem}{suffix}"
        if picture.is_file():
            break
    else:
        return
    content = picture.read_bytes()
    name = f"shipped/{path.stem}-{hashlib.sha256(content).hexdigest()[:16]}{suffix}"
    stored, storage = f"designs/{name}", version.preview.storage
    is_there = all(storage.exists(each) for each in (stored, name_of_small(stored), name_of_card(stored)))
    if version.preview.name != stored or not is_there:
        previews.keep(version=version, name=name, picture=content)
