"""Pictures of a team: taken in, looked up by the engine, made small for lists, deleted."""

import hashlib
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import PurePath

from django.core.files.base import ContentFile, File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils.crypto import get_random_string

from accounts import audit
from accounts.models import Team, User
from iconikcerts.common.errors import Conflict, NotFound
from templates_app import selectors, thumbnails, uploads
from templates_app.models import Asset, BrandLogo, Template
from templates_app.one_line import one_line
from templates_app.services import storage
from templates_app.services.in_use import require_unused
from templates_app.uploads import pictures
from templates_app.uploads.bad_picture import MAX_BYTES

_SUFFIX = {Asset.ContentType.PNG: "png", Asset.ContentType.JPEG: "jpg", Asset.ContentType.SVG: "svg"}


@dataclass(frozen=True, slots=True)
class Received:
    """A stored upload. `is_new` is False for a picture that the team had; `left_out` says in words what it lost."""

    asset: Asset
    is_new: bool
    left_out: tuple[str, ...]


def upload(*, team: Team, file: "File[bytes]", by: User | None, name: str = "") -> Asset:
    """Store an upload as a picture of the team, as `receive` does."""
    return receive(team=team, file=file, by=by, name=name).asset


def receive(
    *,
    team: Team,
    file: "File[bytes]",
    by: User | None,
    name: str = "",
    page: int | None = None,
    use: uploads.Use = "picture",
) -> Received:
    """Store an upload as a picture of the team; the same picture twice is one asset. `page` and `use` as for `picture_of`.

    Raises BadPicture when it is not a picture that can be used, ChoosePage for a PDF of several pages,
    Conflict when the team may keep no more.
    """
    # One byte more than allowed tells a file that is too long without reading all of it.
    picture = uploads.picture_of(file.read(MAX_BYTES + 1), page=page, use=use)
    sha256 = hashlib.sha256(picture.content).hexdigest()
    known = Asset.objects.for_team(team).filter(sha256=sha256).first()
    if known:
        return Received(known, False, picture.left_out)
    storage.require_room(team=team, size=len(picture.content))
    name = name or _title(file.name, page)
    return Received(*_store(team=team, by=by, name=name, picture=picture, sha256=sha256), picture.left_out)


def _store(
    *, team: Team, by: User | None, name: str, picture: pictures.Picture, sha256: str
) -> tuple[Asset, bool]:
    suffix = _SUFFIX[Asset.ContentType(picture.content_type)]
    # A name of its own for each upload: who deletes the same picture at this moment removes another file.
    key = f"assets/{team.pk}/{sha256}-{get_random_string(12)}.{suffix}"
    # The files first: no row without its file.
    if small := thumbnails.small(picture.content, picture.content_type):
        default_storage.save(thumbnails.name_of_small(key), ContentFile(small))
    key = default_storage.save(key, ContentFile(picture.content))
    is_new = False
    try:
        asset, is_new = _keep(team=team, by=by, name=name, picture=picture, sha256=sha256, key=key)
    finally:
        if not is_new:
            forget_file(key)
    return asset, is_new


def _keep(
    *, team: Team, by: User | None, name: str, picture: pictures.Picture, sha256: str, key: str
) -> tuple[Asset, bool]:
    """The row of a stored picture, and whether it is this one: somebody else may have been quicker."""
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
    return asset, is_new


def _title(file_name: str | None, page: int | None) -> str:
    stem = PurePath((file_name or "").replace("\\", "/")).stem
    said = one_line(stem)
    of_page = f", page {page}" if page and page > 1 else ""
    return f"{said[: 190 - len(of_page)] or 'Picture'}{of_page}"


def thumbnail(*, asset: Asset) -> tuple["File[bytes]", str]:
    """The small picture of an asset with its type: made once, also for one that was uploaded before there were any.

    Raises FileNotFoundError when the picture itself is gone.
    """
    name = thumbnails.name_of_small(str(asset.file))
    try:
        return default_storage.open(name), thumbnails.CONTENT_TYPE
    except FileNotFoundError:
        pass
    with asset.file.open("rb") as stored:
        small = thumbnails.small(stored.read(), asset.content_type)
    if small is None:
        return asset.file.open("rb"), asset.content_type
    default_storage.save(name, ContentFile(small))
    return ContentFile(small), thumbnails.CONTENT_TYPE


@transaction.atomic
def rename(*, asset: Asset, name: str, by: User | None) -> Asset:
    """Give a picture another name. Raises Conflict for none."""
    said = one_line(name)[:200]
    if not said:
        raise Conflict("A picture needs a name.", mend="Type one.")
    if said != asset.name:
        audit.record(
            team=asset.team,
            by=by,
            action="asset.rename",
            target=asset,
            before={"name": asset.name},
            after={"name": said},
        )
        asset.name = said
        asset.save(update_fields=["name", "updated_at"])
    return asset


@transaction.atomic
def delete(*, asset: Asset, by: User | None) -> None:
    """Delete a picture that no version of a design uses, for good. Raises Conflict, which says where it is used."""
    # Who is about to save a design waits, and is then told that the picture is gone.
    list(Template.objects.owned_by(asset.team).select_for_update().values_list("pk"))
    require_unused(asset.name, selectors.designs_with_asset(asset=asset), keeps="pictures")
    key, gone = str(asset.file), asset.name
    audit.record(team=asset.team, by=by, action="asset.delete", target=asset, name=gone)
    asset.delete()
    transaction.on_commit(lambda: forget_file(key))


@transaction.atomic
def forget(*, asset: Asset) -> bool:
    """Delete the photo of a person whose data is erased; False for a picture that a design or the brand kit uses. The trail says
    that one went, and not what it was called: that is a name."""
    if BrandLogo.objects.filter(asset=asset).exists() or selectors.designs_with_asset(asset=asset):
        return False
    key, asset_id = str(asset.file), asset.pk
    asset.delete()
    audit.record(team=asset.team, by=None, action="asset.delete", target=Asset(pk=asset_id))
    transaction.on_commit(lambda: forget_file(key), robust=True)
    return True


def forget_file(key: str) -> None:
    """Remove a stored picture, and the small one of it, unless a row names it."""
    # Files of earlier versions of the product were called by their content alone: the picture may be there again.
    if not Asset.objects.filter(file=key).exists():
        default_storage.delete(thumbnails.name_of_small(key))
        default_storage.delete(key)


def resolver(template: Template) -> Callable[[str], tuple[bytes, str]]:
    """Return what the engine asks for pictures: id or name of an asset → bytes and content type.

    It knows the assets of the template's team alone and raises NotFound for every other. Shipped designs have none.
    """

    def resolve(asset_id: str) -> tuple[bytes, str]:
        asset = selectors.asset_called(team_id=template.team_id, said=asset_id) if template.team_id else None
        if asset is None:
            raise NotFound(
                f"The design uses a picture that its team does not have, {asset_id[:64]!r}.",
                mend="Choose the picture again in the editor.",
            )
        with asset.file.open("rb") as stored:
            return stored.read(), asset.content_type

    return resolve
