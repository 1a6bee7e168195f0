"""Two processes at one design: nothing is doubled, nobody gets an error of the database."""

import json
from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from itertools import count
from pathlib import Path
from threading import Barrier
from typing import Any

import pytest
from django.core.files.base import ContentFile
from django.db import connection

from accounts.models import Team
from iconikcerts.common.errors import Conflict
from templates_app import tasks
from templates_app.document import fingerprint
from templates_app.models import Asset, Template, TemplateVersion
from templates_app.services import assets, starters, templates
from templates_app.services.templates import DraftMoved
from tests.templates_app.pictures_data import picture

pytestmark = [
    pytest.mark.django_db(transaction=True),
    pytest.mark.usefixtures("postgresql", "media_root"),
]


def at_once(deed: Callable[[], Any], times: int = 4) -> list[Any]:
    """Run a deed in several threads, each with its own connection; return results, or the Conflict raised."""
    barrier = Barrier(times)

    def run(_: int) -> Any:
        barrier.wait()
        try:
            return deed()
        except Conflict as error:
            return error
        finally:
            connection.close()

    with ThreadPoolExecutor(times) as threads:
        return list(threads.map(run, range(times)))


def test_starts_at_the_same_moment_install_each_design_once(tmp_path: Path, document: dict[str, Any]) -> None:
    starter = {
        "slug": "alpha",
        "name": "Alpha",
        "description": "",
        "category": "",
        "tags": [],
        "document": document,
    }
    (tmp_path / "alpha.json").write_text(json.dumps(starter))
    results = at_once(lambda: starters.install(folder=tmp_path))
    assert sorted(installed.change for (installed,) in results) == ["new"] + ["unchanged"] * 3
    assert (Template.objects.count(), TemplateVersion.objects.count()) == (1, 1)


def test_a_draft_is_published_once(
    team: Team, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.make_preview, "apply_async", lambda *args, **kwargs: None)
    template = templates.create(team=team, name="Course", document=document, by=None)
    results = at_once(lambda: templates.publish(template=Template.objects.get(pk=template.pk), by=None))
    assert sorted(type(result) is Conflict for result in results) == [False, True, True, True]
    assert list(template.versions.values_list("number", "status")) == [(1, "published")]


def test_the_first_saves_after_a_publication_share_one_draft(
    team: Team, document: dict[str, Any], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.make_preview, "apply_async", lambda *args, **kwargs: None)
    template = templates.create(team=team, name="Course", document=document, by=None)
    templates.publish(template=template, by=None)
    drafts = at_once(
        lambda: templates.save_draft(
            template=Template.objects.get(pk=template.pk), document=document, by=None
        )
    )
    assert {draft.number for draft in drafts} == {2}
    assert template.versions.count() == 2


def test_of_four_saves_that_began_with_one_state_one_is_kept_and_three_are_told(
    team: Team, document: dict[str, Any]
) -> None:
    template = templates.create(team=team, name="Course", document=document, by=None)
    base, titles = fingerprint(document), count(1)

    def save() -> TemplateVersion:
        changed = {**document, "title": f"Tab {next(titles)}"}
        mine = Template.objects.get(pk=template.pk)
        return templates.save_draft(template=mine, document=changed, by=None, base=base)

    results = at_once(save)
    [kept] = [result for result in results if isinstance(result, TemplateVersion)]
    told = [result.present.document["title"] for result in results if isinstance(result, DraftMoved)]
    assert told == [kept.document["title"]] * 3
    assert template.versions.get().document == kept.document


def test_the_same_picture_uploaded_twice_at_once_is_one_asset(team: Team) -> None:
    def upload() -> Asset:
        return assets.upload(team=team, file=ContentFile(picture(), name="logo.png"), by=None)

    assert len({asset.pk for asset in at_once(upload)}) == 1
    assert Asset.objects.count() == 1
