"""Static files are collected again when a source has changed, also while they were being collected."""

from pathlib import Path

import pytest

from scripts.setup import statics
from scripts.setup.project import Project


@pytest.fixture
def project(tmp_path: Path) -> Project:
    for folder in ("static", "var/static"):
        (tmp_path / folder).mkdir(parents=True)
    (tmp_path / "requirements.txt").write_text("Django==5.2\n")
    (tmp_path / "static" / "app.css").write_text("a {}")
    return Project(tmp_path)


def test_what_was_collected_is_current_until_a_source_changes(project: Project) -> None:
    assert statics.are_current(project) is False
    statics.mark_collected(project, statics.fingerprint(project))
    assert statics.are_current(project) is True
    (project.root / "static" / "page.js").write_text("")
    assert statics.are_current(project) is False


def test_a_file_that_came_while_collecting_is_collected_next_time(project: Project) -> None:
    began_with = statics.fingerprint(project)
    (project.root / "static" / "page.js").write_text("")
    statics.mark_collected(project, began_with)

    assert statics.are_current(project) is False
