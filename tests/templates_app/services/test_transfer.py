"""A design goes out of one team as a file and into another: with its pictures, and with nothing else."""

import io
import json
import zipfile
from pathlib import Path
from typing import Any

import pytest
from django.core.files.base import ContentFile

from accounts.models import Team, User
from templates_app import design_file
from templates_app.design_file import BadDesignFile
from templates_app.document import InvalidDocument, asset_ids
from templates_app.models import Asset, Template
from templates_app.selectors import newest_version
from templates_app.services import assets, templates, transfer
from tests.factories import make_document
from tests.templates_app.editor.asking import with_picture
from tests.templates_app.pictures_data import decoded, picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def logo(team: Team) -> Asset:
    content = picture(color=(0, 200, 0))
    return assets.upload(team=team, file=ContentFile(content, name="x.png"), by=None, name="Logo")


@pytest.fixture
def template(team: Team, user: User, logo: Asset) -> Template:
    document = with_picture(logo.pk)
    photo = {"key": "recipient.photo", "label": "Photo", "type": "image", "sample": str(logo.pk)}
    document["fields"].append(photo)
    return templates.create(
        team=team, name="Diploma", document=document, by=user, category="school", tags=["blue"]
    )


def packed(template: Template) -> bytes:
    return transfer.pack(template=template, version=newest_version(template=template))


def changed(content: bytes, name: str, new: Any) -> bytes:
    """The same file with another entry; None takes it out."""
    out = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(content)) as old, zipfile.ZipFile(out, "w") as made:
        for each in old.namelist():
            body = old.read(each) if each != name else new
            if body is not None:
                made.writestr(each, body if isinstance(body, bytes) else json.dumps(body))
    return out.getvalue()


def test_another_team_gets_a_design_of_its_own_with_pictures_of_its_own(
    template: Template, logo: Asset, other_team: Team
) -> None:
    found = transfer.bring_in(team=other_team, content=packed(template), by=None)

    made = Template.objects.get(pk=found.template.pk)
    document = made.versions.get().document
    copied = Asset.objects.get(team=other_team)
    assert (made.team, made.name, made.category, made.tags, made.current_version) == (
        other_team,
        "Diploma",
        "school",
        ["blue"],
        None,
    )
    assert (set(asset_ids(document).values()), document["fields"][-1]["sample"]) == (
        {str(copied.pk)},
        str(copied.pk),
    )
    assert (copied.name, copied.sha256, found.remarks) == ("Logo", logo.sha256, ())


def test_the_same_team_gets_a_copy_that_shares_the_picture(
    template: Template, logo: Asset, team: Team
) -> None:
    made = transfer.bring_in(team=team, content=packed(template), by=None).template

    assert made.versions.get().document == template.versions.get().document
    assert (made.slug == template.slug, Asset.objects.get()) == (False, logo)


def test_a_picture_is_decoded_anew_and_loses_what_is_no_pixel(
    template: Template, logo: Asset, other_team: Team
) -> None:
    name = f"assets/{logo.pk}.png"
    with logo.file.open("rb") as stored:
        polyglot = stored.read() + b"<script>alert(1)</script>"
    transfer.bring_in(team=other_team, content=changed(packed(template), name, polyglot), by=None)

    with Asset.objects.get(team=other_team).file.open("rb") as stored:
        content = stored.read()
    assert (b"<script>" in content, decoded(content).size) == (False, (logo.width, logo.height))


def test_what_is_no_picture_is_refused_and_nothing_is_made(
    template: Template, logo: Asset, other_team: Team
) -> None:
    broken = changed(packed(template), f"assets/{logo.pk}.png", b"MZ not a picture")
    with pytest.raises(BadDesignFile, match="The picture ‘Logo’ in the file cannot be used"):
        transfer.bring_in(team=other_team, content=broken, by=None)
    assert Template.objects.filter(team=other_team).count() == 0


def test_the_id_of_a_picture_of_another_team_gives_nothing_away(
    template: Template, logo: Asset, other_team: Team
) -> None:
    """A file that names a picture without holding it: not the one of the team that has it is shown."""
    without = changed(packed(template), f"assets/{logo.pk}.png", None)
    with pytest.raises(InvalidDocument) as caught:
        transfer.bring_in(team=other_team, content=without, by=None)
    assert [(fault.path, fault.message) for fault in caught.value.faults] == [
        ("pages[0].elements[4].source", "shows a picture that is not in the file; export the design again")
    ]


def test_unknown_elements_are_told_with_their_place(template: Template, other_team: Team) -> None:
    document = make_document()
    document["pages"][0]["elements"][1] |= {"type": "hologram"}
    document["pages"][0]["elements"][2] |= {"onclick": "alert(1)"}
    with pytest.raises(InvalidDocument) as caught:
        transfer.bring_in(
            team=other_team, content=changed(packed(template), "document.json", document), by=None
        )

    paths = [fault.path for fault in caught.value.faults]
    assert paths == ["pages[0].elements[1].type", "pages[0].elements[2].onclick"]
    assert "hologram" in caught.value.faults[0].message


def test_a_font_that_is_not_here_is_told(template: Template, other_team: Team) -> None:
    document = make_document()
    document["pages"][0]["elements"][0]["font"] = {"family": "Comic Neue"}
    content = changed(packed(template), "document.json", document)
    found = transfer.bring_in(team=other_team, content=content, by=None)

    assert found.remarks == ("The font ‘Comic Neue’ is not here; EB Garamond took its place.",)
    text = found.template.versions.get().document["pages"][0]["elements"][0]
    assert text["font"] == {"family": "EB Garamond"}


def test_the_pictures_of_a_file_are_limited_together(
    template: Template, other_team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    content = packed(template)
    monkeypatch.setattr(transfer, "MAX_PIXELS", 10)
    with pytest.raises(BadDesignFile, match="megapixels together"):
        transfer.bring_in(team=other_team, content=content, by=None)
    assert not Asset.objects.filter(team=other_team).exists()


def test_only_some_of_many_fonts_that_are_not_here_are_named(template: Template, other_team: Team) -> None:
    document = newest_version(template=template).document
    text = next(each for each in document["pages"][0]["elements"] if "font" in each)
    more = [{**text, "id": f"more-{number}", "font": {"family": f"Own {number}"}} for number in range(8)]
    document["pages"][0]["elements"] += more
    found = transfer.bring_in(
        team=other_team, content=changed(packed(template), "document.json", document), by=None
    )
    assert found.remarks[-1] == "So it did for 3 more."
    assert len(found.remarks) == 6


@pytest.mark.parametrize(
    ("module", "limit", "most", "said"),
    [
        (transfer, "MAX_PIXELS", 20, "megapixels together"),
        (design_file, "MAX_ENTRIES", 2, "holds more than 0 pictures"),
        (design_file, "MAX_FILE_BYTES", 60, "is larger than 0 MB"),
    ],
)
def test_what_could_not_come_in_again_does_not_go_out(
    template: Template, monkeypatch: pytest.MonkeyPatch, module: Any, limit: str, most: int, said: str
) -> None:
    monkeypatch.setattr(module, limit, most)
    with pytest.raises(BadDesignFile, match=said):
        packed(template)


def test_a_design_that_does_not_come_in_leaves_no_files_behind(
    template: Template, other_team: Team, monkeypatch: pytest.MonkeyPatch, media_root: Path
) -> None:
    content, kept = packed(template), files(media_root)
    monkeypatch.setattr(transfer, "MAX_PIXELS", 20)
    with pytest.raises(BadDesignFile, match="megapixels"):
        transfer.bring_in(team=other_team, content=content, by=None)

    assert files(media_root) == kept


def files(folder: Path) -> list[str]:
    return sorted(str(path) for path in folder.rglob("*") if path.is_file())
