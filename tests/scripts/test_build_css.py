"""The check of the built style sheet: fresh, stale, or not to be found out; and nothing of others is emptied."""

import json
from pathlib import Path

import pytest

from scripts import build_css

LOCKED = {"@tailwindcss/cli": "4.3.3", "tailwindcss": "4.3.3", "basecoat-css": "1.0.2"}


@pytest.fixture
def modules(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A checkout whose node_modules fits its lock file."""
    packages = {f"node_modules/{name}": {"version": version} for name, version in LOCKED.items()}
    (tmp_path / "package-lock.json").write_text(json.dumps({"packages": packages}))
    for name, version in LOCKED.items():
        folder = tmp_path / "node_modules" / name
        folder.mkdir(parents=True)
        (folder / "package.json").write_text(json.dumps({"version": version}))
    monkeypatch.setattr(build_css, "LOCK", tmp_path / "package-lock.json")
    monkeypatch.setattr(build_css, "MODULES", tmp_path / "node_modules")
    return tmp_path / "node_modules"


def test_tools_fit_when_each_has_the_locked_version(modules: Path) -> None:
    assert build_css.misfits() == []


def test_a_missing_tool_and_one_of_another_version_do_not_fit(modules: Path) -> None:
    (modules / "tailwindcss" / "package.json").unlink()
    (modules / "basecoat-css" / "package.json").write_text('{"version": "0.9.0"}')

    assert build_css.misfits() == ["tailwindcss", "basecoat-css"]


def test_a_linked_node_modules_is_never_installed_into(modules: Path) -> None:
    elsewhere = modules.rename(modules.with_name("elsewhere"))
    (elsewhere / "tailwindcss" / "package.json").unlink()
    modules.symlink_to(elsewhere)

    with pytest.raises(build_css.BuildError, match="node_modules is a link and lacks tailwindcss"):
        build_css.install_tools()
    assert sorted(path.name for path in elsewhere.iterdir()) == [
        "@tailwindcss",
        "basecoat-css",
        "tailwindcss",
    ]


@pytest.mark.parametrize(
    ("editor", "status", "said"),
    [("fresh", 0, "is up to date."), ("old", 1, "is stale: run `make css` and commit it.")],
)
def test_the_check_compares_each_sheet_with_what_the_sources_give_now(
    modules: Path,
    monkeypatch: pytest.MonkeyPatch,
    capsys: pytest.CaptureFixture[str],
    editor: str,
    status: int,
    said: str,
) -> None:
    monkeypatch.setattr("sys.argv", ["build_css.py", "--check"])
    monkeypatch.setattr(build_css, "ROOT", modules.parent)
    monkeypatch.setattr(build_css, "BUILT", modules.parent)
    monkeypatch.setattr(build_css, "build", lambda name, target: target.write_text("fresh"))
    for name, text in {"app.css": "fresh", "editor.css": editor, "admin.css": "fresh"}.items():
        (modules.parent / name).write_text(text)

    assert build_css.main() == status
    assert capsys.readouterr().out == f"app.css is up to date.\neditor.css {said}\nadmin.css is up to date.\n"
    assert (modules.parent / "editor.css").read_text() == editor


def test_the_check_without_the_tools_says_that_it_could_not_check(
    modules: Path, monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    monkeypatch.setattr("sys.argv", ["build_css.py", "--check"])
    (modules / "tailwindcss" / "package.json").unlink()

    assert build_css.main() == 2
    assert "could not be checked" in capsys.readouterr().err
