"""Pictures of a team: stored once, seen by that team alone."""

import re
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import AuditEvent, Team, User
from iconikcerts.common.errors import NotFound
from templates_app.models import Asset, Template
from templates_app.services import assets
from templates_app.uploads.pictures import BadPicture
from tests.templates_app.pictures_data import decoded, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def upload(team: Team, content: bytes | None = None, name: str = "logo.png", by: User | None = None) -> Asset:
    return assets.upload(team=team, file=ContentFile(content or picture(), name=name), by=by)


def test_an_upload_becomes_an_asset_of_the_team(team: Team, user: User) -> None:
    asset = upload(team, name="C:\\Users\\x\\Our logo.png", by=user)
    stored = asset.file.read()
    assert (asset.team, asset.creator, asset.name) == (team, user, "Our logo")
    assert (asset.content_type, asset.width, asset.height, asset.size) == ("image/png", 12, 8, len(stored))
    assert decoded(stored).size == (12, 8)
    assert list(AuditEvent.objects.filter(action="asset.upload").values_list("target_id", flat=True)) == [
        str(asset.pk)
    ]


def test_a_picture_keeps_the_joiners_of_its_name(team: Team) -> None:
    asset = upload(team, name="گواهی\u200cنامه.png")
    assert asset.name == "گواهی\u200cنامه"
    assert assets.rename(asset=asset, name="مهر\u200cها\n", by=None).name == "مهر\u200cها"


def test_the_name_of_a_file_decides_nothing(team: Team) -> None:
    asset = upload(team, picture("JPEG"), name="../../etc/passwd.svg")
    assert asset.content_type == "image/jpeg"
    assert re.fullmatch(rf"assets/{team.pk}/{asset.sha256}-\w{{12}}\.jpg", asset.file.name)
    with pytest.raises(BadPicture):
        upload(team, b"<html>", name="logo.png")
    assert Asset.objects.count() == 1


def test_the_same_picture_twice_is_one_asset_of_a_team(
    team: Team, other_team: Team, media_root: Path
) -> None:
    first, again = upload(team), upload(team, name="again.png")
    foreign = upload(other_team)
    assert (again.pk, again.name) == (first.pk, "logo")
    assert foreign.pk != first.pk
    kept = sorted(path.name[len(first.sha256) + 13 :] for path in media_root.rglob("*") if path.is_file())
    assert kept == ["-small.webp", "-small.webp", ".png", ".png"]
    assert AuditEvent.objects.filter(action="asset.upload").count() == 2


@pytest.mark.parametrize("moment", ["before its row", "after its row"])
def test_a_picture_that_is_deleted_and_uploaded_at_one_moment_is_there_afterwards(
    team: Team,
    monkeypatch: pytest.MonkeyPatch,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
    moment: str,
) -> None:
    """The file of the one that went is removed while that of the one that comes is written."""
    old = upload(team)
    with django_capture_on_commit_callbacks() as after_the_deletion:
        assets.delete(asset=old, by=None)

    def removed(**said: Any) -> tuple[Asset, bool]:
        if moment == "before its row":
            after_the_deletion[0]()
        return keep(**said)

    keep = assets._keep
    monkeypatch.setattr(assets, "_keep", removed)
    new = upload(team, name="again.png")
    if moment == "after its row":
        after_the_deletion[0]()

    assert decoded(new.file.read()).size == (12, 8)
    assert assets.thumbnail(asset=new)[1] == "image/webp"


def test_who_comes_second_with_a_picture_leaves_no_file_of_it(
    team: Team, monkeypatch: pytest.MonkeyPatch, media_root: Path
) -> None:
    quicker: list[Asset] = []

    def late(**said: Any) -> tuple[Asset, bool]:
        monkeypatch.setattr(assets, "_keep", keep)
        quicker.append(upload(team, name="quicker.png"))
        return keep(**said)

    keep = assets._keep
    monkeypatch.setattr(assets, "_keep", late)
    assert upload(team).pk == quicker[0].pk
    names = {path.name for path in media_root.rglob("*.png")}
    assert names == {Path(quicker[0].file.name).name}


def test_the_engine_gets_the_pictures_of_the_templates_team(team: Team) -> None:
    asset = upload(team)
    resolve = assets.resolver(Template.objects.create(team=team, name="Course", slug="course"))
    assert resolve(str(asset.pk)) == (asset.file.read(), "image/png")


def test_a_row_may_name_a_picture_as_its_file_was_called(team: Team, other_team: Team) -> None:
    older = upload(team, picture(color=(1, 1, 1)), name="Ana Núñez.JPG")
    newer = upload(team, picture(color=(2, 2, 2)), name="Ana Núñez.png")
    upload(other_team, picture(color=(3, 3, 3)), name="Ana Núñez.png")
    resolve = assets.resolver(Template.objects.create(team=team, name="Course", slug="course"))
    found = [resolve(said)[0] for said in ("Ana Núñez", "Ana Núñez.png", str(older.pk))]
    newest = newer.file.read()
    assert found == [newest, newest, older.file.read()]


@pytest.mark.parametrize(
    "asset_id", ["", "../../etc/passwd", "not-an-id", "5b1f6f0e-0a3c-4d57-9d0b-7f1f1c0a6a11"]
)
def test_the_engine_gets_nothing_for_unknown_ids(team: Team, asset_id: str) -> None:
    resolve = assets.resolver(Template.objects.create(team=team, name="Course", slug="course"))
    with pytest.raises(NotFound, match="a picture that its team does not have"):
        resolve(asset_id)


def test_the_engine_gets_no_pictures_of_other_teams(team: Team, other_team: Team) -> None:
    asset = upload(other_team)
    own = Template.objects.create(team=team, name="Course", slug="course")
    shipped = Template.objects.create(is_shipped=True, name="Shipped", slug="shipped")
    for template in (own, shipped):
        with pytest.raises(NotFound):
            assets.resolver(template)(str(asset.pk))
