"""Pictures of a team."""

import hashlib
from collections.abc import Callable
from pathlib import PurePath
from uuid import UUID

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction

from accounts import audit
from accounts.models import Team, User
from iconikcerts.common.errors import NotFound
from templates_app import pictures
from templates_app.models import Asset, Template

_SUFFIX = {Asset.ContentType.PNG: "png", Asset.ContentType.JPEG: "jpg"}


def upload(*, team: Team, file: "File[bytes]", by: User | None, name: str = "") -> Asset:
    """Store an upload as a picture of the team; the same picture twice is one asset.

    Raises BadPicture when it is not a picture that can be used.
    """
    # One byte more than allowed tells a file that is too long without reading all of it.
    picture = pictures.rewrite(file.read(pictures.MAX_BYTES + 1))
    sha256 = hashlib.sha256(picture.content).hexdigest()
    known = Asset.objects.for_team(team).filter(sha256=sha256).first()
    return known or _store(team=team, by=by, name=name or _title(file.name), picture=picture, sha256=sha256)


def _store(*, team: Team, by: User | None, name: str, picture: pictures.Picture, sha256: str) -> Asset:
    suffix = _SUFFIX[Asset.ContentType(picture.content_type)]
    key = f"assets/{team.pk}/{sha256}.{suffix}"
    # The file first: its key is its content, so a rollback leaves nothing wrong behind and a retry overwrites it.
    key = default_storage.save(key, ContentFile(picture.content))
    with transaction.atomic():
        asset, is_new = Asset.objects.get_or_create(
            team=team,
            sha256=sha256,
            defaults={
                "creator": by,
                "name": name,
                "file": key,
                "content_type": picture.content_type,
                "width": picture.width,
                "height": picture.height,
                "size": len(picture.content),
            },
        )
        if is_new:
            audit.record(team=team, by=by, action="asset.upload", target=asset, bytes=asset.size)
    return asset


def _title(file_name: str | None) -> str:
    return PurePath((file_name or "").replace("\\", "/")).stem[:200] or "Picture"


def resolver(template: Template) -> Callable[[str], tuple[bytes, str]]:
    """Return what the engine asks for pictures: asset id → bytes and content type.

    It knows the assets of the template's team alone and raises NotFound for every other id. Shipped designs have none.
    """

    def resolve(asset_id: str) -> tuple[bytes, str]:
        asset = _find(template, asset_id)
        if asset is None:
            raise NotFound(
                f"The design uses a picture that its team does not have, {asset_id[:64]!r}.",
                mend="Choose the picture again in the editor.",
            )
        with asset.file.open("rb") as stored:
            return stored.read(), asset.content_type

    return resolve


def _find(template: Template, asset_id: str) -> Asset | None:
    try:
        key = UUID(asset_id)
    except ValueError:
        return None
    return Asset.objects.filter(team_id=template.team_id, pk=key).first() if template.team_id else None
