"""Shipped designs come into the database at each start, and only when they changed."""

import json
from pathlib import Path
from typing import Any

import pytest

from templates_app.models import Template
from templates_app.services import starters
from templates_app.services.starters import BadStarter, Installed
from tests.templates_app.pictures_data import picture

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
Document = dict[str, Any]


@pytest.fixture
def folder(tmp_path: Path, document: Document) -> Path:
    """Two designs, the first with a preview."""
    folder = tmp_path / "starters"
    (folder / "previews").mkdir(parents=True)
    for slug in ("alpha", "beta"):
        write(folder, slug, document)
    (folder / "previews" / "alpha.png").write_bytes(picture())
    return folder


def write(folder: Path, slug: str, document: Document, **more: Any) -> None:
    starter = {"slug": slug, "name": slug.title(), "description": "d", "category": "school", "tags": ["A4"]}
    (folder / f"{slug}.json").write_text(json.dumps(starter | {"document": document} | more))


def test_the_first_start_installs_every_design_as_published(folder: Path, document: Document) -> None:
    assert starters.install(folder=folder) == [Installed("alpha", 1, "new"), Installed("beta", 1, "new")]
    alpha = Template.objects.get(slug="alpha")
    assert (alpha.team, alpha.is_shipped, alpha.name, alpha.tags) == (None, True, "Alpha", ["A4"])
    assert alpha.current_version is not None
    assert (alpha.current_version.status, alpha.current_version.document) == ("published", document)


def test_the_next_start_changes_nothing(folder: Path) -> None:
    starters.install(folder=folder)
    before = list(Template.objects.order_by("slug").values())
    assert {result.change for result in starters.install(folder=folder)} == {"unchanged"}
    assert list(Template.objects.order_by("slug").values()) == before


def test_a_changed_document_becomes_a_new_version_and_the_old_one_stays(
    folder: Path, document: Document
) -> None:
    starters.install(folder=folder)
    write(folder, "alpha", {**document, "title": "Redrawn"})
    assert starters.install(folder=folder)[0] == Installed("alpha", 2, "new version")
    alpha = Template.objects.get(slug="alpha")
    assert [(v.number, v.document["title"]) for v in alpha.versions.order_by("number")] == [
        (1, "Course completion"),
        (2, "Redrawn"),
    ]
    assert alpha.current_version is not None
    assert alpha.current_version.number == 2


def test_new_words_about_a_design_make_no_new_version(folder: Path, document: Document) -> None:
    starters.install(folder=folder)
    write(folder, "alpha", document, name="Renamed", category="sport")
    assert starters.install(folder=folder)[0].change == "unchanged"
    alpha = Template.objects.get(slug="alpha")
    assert (alpha.name, alpha.category, alpha.versions.count()) == ("Renamed", "sport", 1)


def test_the_preview_is_stored_and_follows_the_file(folder: Path) -> None:
    def stored(slug: str) -> bytes | None:
        version = Template.objects.get(slug=slug).current_version
        assert version is not None
        return version.preview.read() if version.preview else None

    starters.install(folder=folder)
    assert (stored("alpha"), stored("beta")) == (picture(), None)
    redrawn = picture(color=(0, 0, 0))
    (folder / "previews" / "alpha.png").write_bytes(redrawn)
    starters.install(folder=folder)
    assert stored("alpha") == redrawn


def test_a_preview_that_the_storage_lost_is_stored_again(folder: Path, media_root: Path) -> None:
    starters.install(folder=folder)
    kept = sorted(path.name for path in media_root.rglob("alpha-*"))
    for lost in kept:
        [path] = media_root.rglob(lost)
        path.unlink()
        starters.install(folder=folder)
        assert sorted(path.name for path in media_root.rglob("alpha-*")) == kept
    assert sorted(name.rpartition("-")[2] for name in kept)[-2:] == ["card.jpg", "small.webp"]


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("{", "alpha.json: This is not JSON"),
        ("[]", "alpha.json: A shipped design needs slug, name, description, category, tags and document"),
        ('{"slug": "alpha", "name": 1, "description": "", "category": "", "tags": [], "document": {}}', "Mend: name."),
        ('{"slug": "a", "name": "", "description": "", "category": "", "tags": [], "document": {}}', "version: is missing"),
    ],
)  # fmt: skip
def test_a_bad_file_is_named(folder: Path, content: str, message: str) -> None:
    (folder / "alpha.json").write_text(content)
    with pytest.raises(BadStarter) as caught:
        starters.install(folder=folder)
    assert message in str(caught.value)
    assert str(caught.value).startswith("alpha.json: ")
