"""The pictures of a team as the editor asks for them: list, upload, rename, delete, and who may."""

import io

import pytest
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries, DjangoCaptureOnCommitCallbacks

from accounts.models import AuditEvent, Team, TeamMember, User
from iconikcerts.common import ratelimit
from templates_app import selectors
from templates_app.models import Asset, Template
from templates_app.services import assets, templates
from templates_app.views import assets as views
from tests.factories import make_document, make_member, make_user
from tests.templates_app.editor.asking import with_picture
from tests.templates_app.pictures_data import decoded, picture
from tests.templates_app.uploads.test_uploads import SVG, pdf_of

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def upload(client: Client, content: bytes, name: str = "Seal.png", **said: str) -> tuple[int, dict]:  # type: ignore[type-arg]
    answer = client.post("/designs/assets/new", {"file": SimpleUploadedFile(name, content), **said})
    return answer.status_code, answer.json()


def stored(team: Team, name: str, colour: int) -> Asset:
    file = ContentFile(picture(color=(colour, 0, 0)), name=name)
    return assets.upload(team=team, file=file, by=None)


def test_an_upload_is_answered_with_all_that_the_editor_places(
    client: Client, team: Team, member: User
) -> None:
    status, answer = upload(client, picture(size=(40, 20)))
    asset = Asset.objects.get()

    assert (status, answer) == (
        201,
        {
            "picture": {
                "id": str(asset.pk),
                "name": "Seal",
                "width": 40,
                "height": 20,
                "bytes": asset.size,
                "isVector": False,
                "url": f"/designs/assets/{asset.pk}",
                "thumbnail": f"/designs/assets/{asset.pk}/thumbnail",
            },
            "isNew": True,
            "leftOut": [],
        },
    )
    assert (asset.team, asset.creator) == (team, member)
    again = upload(client, picture(size=(40, 20)), name="again.png")
    assert (again[0], again[1]["isNew"], again[1]["picture"]) == (200, False, answer["picture"])


def test_a_drawing_says_what_it_lost_and_is_harmless_also_by_itself(client: Client, member: User) -> None:
    hostile = SVG.replace(b"<path", b"<script>alert(1)</script><path")
    _, answer = upload(client, hostile, name="../../../logo.svg")
    served = client.get(answer["picture"]["url"])

    assert (answer["leftOut"], answer["picture"]["name"], answer["picture"]["isVector"]) == (
        ["scripts"],
        "logo",
        True,
    )
    assert b"script" not in b"".join(served)
    assert (served["Content-Type"], served["X-Content-Type-Options"], served["Content-Security-Policy"]) == (
        "image/svg+xml",
        "nosniff",
        "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox",
    )
    assert Asset.objects.get().file.name.startswith(f"assets/{Asset.objects.get().team_id}/")


def test_a_pdf_of_several_pages_asks_which_and_takes_the_one_that_is_named(
    client: Client, member: User
) -> None:
    content = pdf_of((72, 72), (144, 72))
    status, choice = upload(client, content, name="Paper.pdf")
    chosen = upload(client, content, name="Paper.pdf", page="2")

    assert (status, choice["error"]["code"], choice["pages"], len(choice["previews"])) == (
        409,
        "choose_page",
        2,
        2,
    )
    assert (chosen[0], chosen[1]["picture"]["name"], chosen[1]["picture"]["width"]) == (
        201,
        "Paper, page 2",
        600,
    )


@pytest.mark.parametrize(
    ("content", "said", "status", "message"),
    [
        (b"<html>", {}, 422, "This is not a PNG, JPEG, WebP, GIF, SVG or PDF file."),
        (b"\0" * (20 * 1024 * 1024 + 1), {}, 422, "The file is larger than 20 MB."),
        (picture(), {"use": "logo"}, 422, "use: must be one of picture, signature"),
        (picture(), {"page": "-1"}, 422, "page: must be a number"),
    ],
    ids=["html", "large", "use", "page"],
)
def test_what_cannot_be_used_is_told_with_the_mend(
    client: Client, member: User, content: bytes, said: dict[str, str], status: int, message: str
) -> None:
    found, answer = upload(client, content, **said)
    assert (found, answer["error"]["message"], Asset.objects.count()) == (status, message, 0)


def test_an_upload_without_a_file_is_told(client: Client, member: User) -> None:
    answer = client.post("/designs/assets/new")
    assert (answer.status_code, answer.json()["faults"]) == (
        422,
        [{"path": "file", "message": "is missing; choose a picture"}],
    )


def test_the_list_is_paged_narrowed_by_name_and_costs_the_same_for_one_and_for_many(
    client: Client,
    team: Team,
    other_team: Team,
    member: User,
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    stored(other_team, "seal of others.png", 1)
    made = [stored(team, f"Seal {number}.png", number) for number in range(42)]

    with django_assert_num_queries(6):  # session, user, team, member, count, page
        first = client.get("/designs/assets").json()
    second = client.get("/designs/assets", {"page": "2"}).json()
    narrowed = client.get("/designs/assets", {"q": "seal 41"}).json()

    assert [each["name"] for each in first["pictures"]] == [asset.name for asset in made[:1:-1]]
    assert (first["total"], first["next"], second["next"]) == (42, 2, None)
    assert [each["name"] for each in second["pictures"]] == ["Seal 1", "Seal 0"]
    assert [each["name"] for each in narrowed["pictures"]] == ["Seal 41"]


def test_pictures_are_found_by_id_and_by_the_name_that_a_row_gives(
    client: Client, team: Team, other_team: Team, member: User
) -> None:
    own, foreign = stored(team, "Ana.jpg", 1), stored(other_team, "Bo.jpg", 2)
    asked = [str(own.pk), "Ana.jpg", "Ana", "Bo.jpg", str(foreign.pk), "", "x" * 300]
    answer = client.get("/designs/assets/found", {"name": asked}).json()["pictures"]

    assert {said: facts["id"] for said, facts in answer.items()} == dict.fromkeys(asked[:3], str(own.pk))


def test_small_pictures_are_made_once_also_for_older_pictures(client: Client, member: User) -> None:
    _, answer = upload(client, picture(size=(900, 300)))
    address = answer["picture"]["thumbnail"]
    storage, name = (
        Asset.objects.get().file.storage,
        Asset.objects.get().file.name.replace(".png", "-small.webp"),
    )
    first = b"".join(client.get(address))
    storage.delete(name)
    again = b"".join(client.get(address))

    assert (decoded(first).size, first == again, storage.exists(name)) == ((320, 107), True, True)
    drawing = upload(client, SVG)[1]["picture"]
    assert client.get(drawing["thumbnail"])["Content-Type"] == "image/svg+xml"


def test_a_picture_gets_another_name(client: Client, team: Team, member: User) -> None:
    asset = stored(team, "IMG_2041.png", 1)
    send = {"path": f"/designs/assets/{asset.pk}", "content_type": "application/json"}
    renamed = client.patch(data={"name": "  Seal of the school "}, **send).json()["picture"]["name"]
    refused = client.patch(data={"name": " "}, **send)

    assert (renamed, refused.status_code) == ("Seal of the school", 409)
    assert AuditEvent.objects.get(action="asset.rename").changes == {
        "name": {"from": "IMG_2041", "to": renamed}
    }


def test_a_picture_that_a_version_uses_stays_and_says_where(
    client: Client, member: User, template: Template, asset: Asset
) -> None:
    templates.save_draft(template=template, document=with_picture(str(asset.pk).upper()), by=member)
    templates.publish(template=template, by=member)
    templates.save_draft(template=template, document=make_document(), by=member)
    answer = client.delete(f"/designs/assets/{asset.pk}")

    assert (answer.status_code, answer.json()["error"]["code"], answer.json()["error"]["message"]) == (
        409,
        "in_use",
        "“a” is used by “Data course”.",
    )
    assert Asset.objects.filter(pk=asset.pk).exists()


def test_a_picture_that_nothing_uses_goes_with_its_files(
    client: Client,
    member: User,
    asset: Asset,
    django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks,
) -> None:
    storage, key = asset.file.storage, asset.file.name
    with django_capture_on_commit_callbacks(execute=True):
        answer = client.delete(f"/designs/assets/{asset.pk}")

    assert (answer.status_code, answer.json()) == (200, {"deleted": str(asset.pk)})
    assert (storage.exists(key), storage.exists(key.replace(".png", "-small.webp"))) == (False, False)
    assert AuditEvent.objects.get(action="asset.delete").data == {"name": "a"}


def asked_by(client: Client, asset: Asset) -> list[int]:
    """The statuses of every address of pictures: list, upload, picture, small one, rename, delete."""
    address = f"/designs/assets/{asset.pk}"
    return [
        client.get("/designs/assets").status_code,
        upload(client, picture("GIF"))[0],
        client.get(address).status_code,
        client.get(f"{address}/thumbnail").status_code,
        client.patch(address, {"name": "x"}, content_type="application/json").status_code,
        client.delete(address).status_code,
    ]


def test_who_may_do_what_with_pictures(team: Team, asset: Asset) -> None:
    visitor, stranger, viewer, editor = (Client() for _ in range(4))
    stranger.force_login(make_user())
    viewer.force_login(make_member(team, TeamMember.Role.VIEWER))
    editor.force_login(make_member(team, TeamMember.Role.EDITOR))

    assert asked_by(visitor, asset) == [401, 401, 302, 302, 401, 401]
    assert asked_by(stranger, asset) == [200, 201, 404, 404, 404, 404]
    assert asked_by(viewer, asset) == [200, 403, 200, 200, 403, 403]
    assert Asset.objects.get(pk=asset.pk).name == "a"
    assert asked_by(editor, asset) == [200, 201, 200, 200, 200, 200]


def test_an_upload_from_another_site_is_refused(member: User) -> None:
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(member)
    answer = careful.post("/designs/assets/new", {"file": io.BytesIO(picture())})
    assert (answer.status_code, Asset.objects.count()) == (403, 0)


def test_what_no_database_keeps_is_in_no_name_and_finds_nothing(
    client: Client, team: Team, member: User
) -> None:
    asset = stored(team, "Seal.png", 10)
    address = f"/designs/assets/{asset.pk}"
    renamed = client.patch(address, {"name": " Wax\x00\ud800 seal\n"}, content_type="application/json")

    assert renamed.json()["picture"]["name"] == "Wax seal"
    assert client.get("/designs/assets", {"q": "Wax\x00"}).json()["pictures"] == []
    assert selectors.asset_called(team_id=team.pk, said="Wax seal\x00") is None
    assert selectors.asset_called(team_id=team.pk, said="Wax seal\ud800") is None
    assert selectors.asset_called(team_id=team.pk, said="Wax seal") == asset


def test_a_person_uploads_so_many_in_a_minute(
    client: Client, member: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(views, "UPLOADS", ratelimit.Limit("upload", 1, 3600))
    cache.clear()

    assert upload(client, picture())[0] == 201
    status, answer = upload(client, picture(color=(1, 2, 3)))
    assert (status, answer["error"]["message"]) == (429, "Too many pictures came at once.")
    assert Asset.objects.count() == 1


def test_a_hundred_names_are_looked_up_together(
    team: Team, member: User, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    made = [stored(team, f"Seal {number}.png", number) for number in range(4)]
    asked = [str(made[0].pk), "Seal 1", "Seal 2.png", "Seal 3", "Nobody"]
    # Of that name twice: the newer one is meant.
    assets.rename(asset=stored(team, "Other.png", 90), name="Seal 3", by=member)

    with django_assert_num_queries(2):
        found = selectors.assets_called(team_id=team.pk, names=asked)
    assert [found[name].name for name in asked[:4]] == ["Seal 0", "Seal 1", "Seal 2", "Seal 3"]
    assert found["Seal 3"] != made[3]
    assert "Nobody" not in found
