"""Designs out of a team as files, and into a team from files."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from typing import Any

from django.core.files.base import ContentFile
from django.db import transaction

from accounts.models import Team, User
from iconikcerts.common.errors import DomainError
from templates_app import design_file, selectors
from templates_app.design_file import BadDesignFile, DesignFile, PictureInFile
from templates_app.document import Fault, InvalidDocument, asset_ids, find_faults, find_open_faults
from templates_app.document.bindings import picture_keys
from templates_app.fonts.catalogue import families
from templates_app.models import Asset, Template, TemplateVersion
from templates_app.selectors.assets import asset_key
from templates_app.services import assets, templates
from templates_app.uploads.bad_picture import BadPicture

_INSTEAD = "EB Garamond"
_MOST_NAMED = 5
# Of all pictures together: each is decoded and written anew while somebody waits.
MAX_PIXELS = 200_000_000
_LONGEST_NAME = 120  # characters, of Template.name


@dataclass(frozen=True, slots=True)
class Imported:
    """The new design, and in words what is not as it was in the file."""

    template: Template
    remarks: tuple[str, ...]


def pack(*, template: Template, version: TemplateVersion) -> bytes:
    """A version of a team's design as a file, with its pictures.

    Raises BadDesignFile for a design that is larger than what `bring_in` takes.
    """
    document = version.document
    wanted = {*asset_ids(document).values(), *_samples(document)}
    found = sorted(selectors.assets_by_id(team=template.team, asset_ids=wanted).items())
    # Before any is read: a gigabyte of pictures is not taken into memory.
    design_file.require_fit(pictures=len(found), size=sum(asset.size for _, asset in found))
    _require_pixels(asset for _, asset in found)
    pictures = {}
    for written, asset in found:
        with asset.file.open("rb") as stored:
            pictures[written] = PictureInFile(stored.read(), asset.content_type, asset.name)
    return design_file.write(
        DesignFile(
            name=template.name,
            document=document,
            pictures=pictures,
            description=template.description,
            category=template.category,
            tags=tuple(template.tags),
        )
    )


def bring_in(*, team: Team, content: bytes, by: User | None) -> Imported:
    """Make a new design of the team from a file. Pictures are decoded anew and become the team's own, whatever ids they
    had; a font that is not here gives way to another, and the remarks say so.

    Raises BadDesignFile; InvalidDocument with every fault and its path, unknown elements and missing pictures too.
    """
    keys: list[str] = []
    try:
        with transaction.atomic():
            return _brought_in(team, content, by, keys)
    except DomainError:
        for key in keys:
            assets.forget_file(key)
        raise


def _brought_in(team: Team, content: bytes, by: User | None, keys: list[str]) -> Imported:
    """`keys` gets the names under which pictures were stored."""
    found = design_file.read(content)
    known = families() | selectors.brand_families(team=team)
    document, missing = design_file.with_fonts(found.document, known, _INSTEAD)
    _require_sound(document, found, known)
    used = {*asset_ids(document).values(), *_samples(document)} & set(found.pictures)
    ids = _stored_all(team, by, {key: found.pictures[key] for key in sorted(used)}, keys)
    document = _with_samples(design_file.with_pictures(document, ids), ids)
    template = templates.create(
        team=team,
        name=found.name[:_LONGEST_NAME],
        document=document,
        by=by,
        description=found.description,
        category=found.category,
        tags=found.tags,
    )
    return Imported(template, tuple(_remarks(missing, is_open=bool(find_open_faults(document)))))


def _remarks(missing: list[str], *, is_open: bool) -> Iterator[str]:
    for name in missing[:_MOST_NAMED]:
        yield f"The font ‘{name}’ is not here; {_INSTEAD} took its place."
    if len(missing) > _MOST_NAMED:
        yield f"So it did for {len(missing) - _MOST_NAMED} more."
    if is_open:
        yield "Its fields, conditions or formulas are not all right yet: the editor says what to mend before it is published."


def _require_sound(document: dict[str, Any], found: DesignFile, known: frozenset[str]) -> None:
    faults = find_faults(document, families=known, is_draft=True)  # a draft is what it becomes
    if not faults:
        faults = [
            Fault(path, "shows a picture that is not in the file; export the design again")
            for path, key in asset_ids(document).items()
            if key not in found.pictures
        ]
    if faults:
        raise InvalidDocument(faults)


def _stored_all(
    team: Team, by: User | None, pictures: Mapping[str, PictureInFile], keys: list[str]
) -> dict[str, str]:
    """Key in the file → id of the picture that the team has now."""
    ids, stored = {}, []
    for key, picture in pictures.items():
        asset = _stored(team, by, key, picture)
        keys.append(str(asset.file))
        ids[key] = str(asset.pk)
        stored.append(asset)
        _require_pixels(stored)
    return ids


def _require_pixels(pictures: Iterable[Asset]) -> None:
    if sum(asset.width * asset.height for asset in pictures if not asset.is_vector) > MAX_PIXELS:
        raise BadDesignFile(
            f"The pictures of the design have more than {MAX_PIXELS // 1_000_000} megapixels together.",
            mend="Use smaller pictures in the design, and export it again.",
        )


def _stored(team: Team, by: User | None, key: str, picture: PictureInFile) -> Asset:
    try:
        return assets.upload(
            team=team,
            file=ContentFile(picture.content, name="picture"),
            by=by,
            name=picture.name or "Picture",
        )
    except BadPicture as error:
        raise BadDesignFile(
            f"The picture ‘{picture.name or key}’ in the file cannot be used: {error.message}",
            mend=error.mend,
        ) from error


def _samples(document: dict[str, Any]) -> set[str]:
    """Pictures of the team that wrote the design, named by samples of its fields."""
    return {one["sample"] for one in document.get("fields", []) if _names_picture(one, document)}


def _names_picture(one: dict[str, Any], document: dict[str, Any]) -> bool:
    is_picture = one["type"] == "image" or one["key"] in picture_keys(document)
    return is_picture and asset_key(one.get("sample", "")) is not None


def _with_samples(document: dict[str, Any], ids: dict[str, str]) -> dict[str, Any]:
    """Samples that name pictures name the new ones; one whose picture did not come along is left out."""
    fields = []
    for one in document.get("fields", []):
        if not _names_picture(one, document):
            fields.append(one)
        elif one["sample"] in ids:
            fields.append(one | {"sample": ids[one["sample"]]})
        else:
            fields.append({key: value for key, value in one.items() if key != "sample"})
    return document | ({"fields": fields} if fields else {})
