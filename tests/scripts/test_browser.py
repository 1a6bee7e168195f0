"""The steps around the engine's finder, with programs that really run in the place of those that install."""

from collections.abc import Callable
from pathlib import Path

import pytest

from tests.scripts.conftest import Program

# The environment's Python: the finder succeeds once `installed` exists; Playwright creates it if PLAYWRIGHT_WORKS.
FAKE_PYTHON = """#!/bin/sh
echo "$2" >> "{folder}/calls"
case "$2" in
  templates_app.rendering.browser)
    [ -e "{folder}/installed" ] || {{ echo "There is no Chrome or Chromium."; exit 1; }}
    cat "{folder}/installed" ;;
  playwright)
    [ -z "$PLAYWRIGHT_WORKS" ] || echo /from/playwright > "{folder}/installed" ;;
esac
"""
FAKE_APT = """#!/bin/sh
echo "apt-get $*" >> "{folder}/calls"
case "$*" in
  *"install libatomic1"*) touch "{folder}/library" ;;
  *"install $APT_HAS") echo "/usr/bin/$APT_HAS" > "{folder}/installed" ;;
  *"install chromium"*) exit 100 ;;
esac
"""
# Playwright's own Node: starts once the library is there.
FAKE_NODE = """#!/bin/sh
[ -z "$LIBRARY_MISSING" ] || [ -e "{folder}/library" ] || {{ echo "libatomic.so.1: cannot open"; exit 127; }}
echo v26.0.0
"""
NODE = ".venv/lib/python3.11/site-packages/playwright/driver/node"
PROVIDE = """
packages.is_root = lambda: os.environ["USER_IS"] == "root"
packages.is_ubuntu = lambda: bool(os.environ.get("UBUNTU"))
with Processes() as all_:
    console = Console(total=1)
    try:
        with console.step("Browser") as step:
            print("found", browser.provide(Project(Path(os.environ["CHECKOUT"])), all_, step))
    except Failure as failure:
        print(failure)
"""


@pytest.fixture
def provide(start_program: Callable[..., Program], tmp_path: Path) -> Callable[..., str]:
    """Run the step in a checkout under `tmp_path` and give its output."""
    for name, text in ((".venv/bin/python", FAKE_PYTHON), ("bin/apt-get", FAKE_APT), (NODE, FAKE_NODE)):
        path = tmp_path / name
        path.parent.mkdir(parents=True)
        path.write_text(text.format(folder=tmp_path))
        path.chmod(0o755)

    def run(**env: str) -> str:
        facts = {"CHECKOUT": str(tmp_path), "PATH": f"{tmp_path}/bin:/usr/bin:/bin", "CHROMIUM_PATH": ""}
        program = start_program(PROVIDE, **facts | env)
        program.end()
        return program.output

    return run


def calls(folder: Path) -> list[str]:
    """List what was called, without apt's options."""
    lines = (folder / "calls").read_text().splitlines()
    return [line if not line.startswith("apt-get") else " ".join(line.split()[-2:]) for line in lines]


FIND = "templates_app.rendering.browser"


def test_what_is_there_is_taken(provide: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "installed").write_text("/opt/chrome\n")
    assert "found /opt/chrome\n" in provide(USER_IS="root")
    assert calls(tmp_path) == [FIND]


def test_playwright_comes_before_the_package(provide: Callable[..., str], tmp_path: Path) -> None:
    assert "found /from/playwright\n" in provide(USER_IS="root", PLAYWRIGHT_WORKS="yes", APT_HAS="chromium")
    assert calls(tmp_path) == [FIND, "playwright", FIND]


def test_root_on_debian_installs_the_smaller_package_without_the_internet(
    provide: Callable[..., str], tmp_path: Path
) -> None:
    output = provide(USER_IS="root", APT_HAS="chromium-headless-shell")
    assert "found /usr/bin/chromium-headless-shell\n" in output
    assert calls(tmp_path)[:3] == [FIND, "playwright", FIND]
    assert calls(tmp_path)[-2:] == ["install chromium-headless-shell", FIND]


def test_an_old_debian_without_it_gets_the_whole_browser(provide: Callable[..., str], tmp_path: Path) -> None:
    assert "found /usr/bin/chromium\n" in provide(USER_IS="root", APT_HAS="chromium")
    assert calls(tmp_path)[-3:] == ["install chromium-headless-shell", "install chromium", FIND]


def test_an_ordinary_user_is_told_the_commands(provide: Callable[..., str], tmp_path: Path) -> None:
    output = provide(USER_IS="somebody", APT_WORKS="yes")
    assert "There is no Chrome or Chromium." in output
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends chromium-headless-shell"
        in output
    )
    assert "playwright install --with-deps" in output
    assert not [call for call in calls(tmp_path) if "install chromium" in call]


def test_ubuntu_is_not_sent_to_its_snap(provide: Callable[..., str], tmp_path: Path) -> None:
    output = provide(USER_IS="root", APT_HAS="chromium", UBUNTU="yes")
    assert "playwright install --with-deps" in output
    assert "apt-get" not in output
    assert not [call for call in calls(tmp_path) if "install chromium" in call]


def test_apt_tries_again_with_fresh_lists_and_then_says_why(
    provide: Callable[..., str], tmp_path: Path
) -> None:
    output = provide(USER_IS="root")
    assert calls(tmp_path)[-3:] == ["install chromium", calls(tmp_path)[-2], "install chromium"]
    assert calls(tmp_path)[-2].endswith("update")
    assert "apt-get could not install chromium" in output


def test_a_wrong_choice_is_not_overruled(provide: Callable[..., str], tmp_path: Path) -> None:
    output = provide(USER_IS="root", PLAYWRIGHT_WORKS="yes", CHROMIUM_PATH="/no/such/browser")
    assert "correct CHROMIUM_PATH, or unset it" in output
    assert "playwright" not in calls(tmp_path)


def test_root_installs_the_library_that_the_driver_lacks(provide: Callable[..., str], tmp_path: Path) -> None:
    (tmp_path / "installed").write_text("/opt/chrome\n")
    assert "found /opt/chrome\n" in provide(USER_IS="root", LIBRARY_MISSING="yes")
    assert calls(tmp_path) == ["libatomic1 libstdc++6", FIND]


def test_an_ordinary_user_without_the_library_uses_the_node_of_the_machine(
    provide: Callable[..., str], tmp_path: Path
) -> None:
    (tmp_path / "installed").write_text("/opt/chrome\n")
    node = tmp_path / "bin" / "node"
    node.write_text("#!/bin/sh\necho v22.1.0\n")
    node.chmod(0o755)
    assert "found /opt/chrome\n" in provide(USER_IS="somebody", LIBRARY_MISSING="yes")
    node.write_text("#!/bin/sh\necho v12.0.0\n")
    output = provide(USER_IS="somebody", LIBRARY_MISSING="yes")
    assert "libatomic.so.1: cannot open" in output
    assert (
        "sudo apt-get update && sudo apt-get install -y --no-install-recommends libatomic1 libstdc++6"
        in output
    )
