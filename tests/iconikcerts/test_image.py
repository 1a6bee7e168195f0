"""What goes into the image and how its parts know each other, read from the files that build and start it."""

import fnmatch
import re
import subprocess
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
COMPOSE = (ROOT / "compose.yaml").read_text()


def left_out(name: str) -> bool:
    """Whether .dockerignore keeps a file or folder at the top out of the image."""
    patterns = (ROOT / ".dockerignore").read_text().split()
    return any(fnmatch.fnmatch(name, pattern) for pattern in patterns)


@pytest.mark.skipif(not (ROOT / ".git").exists(), reason="needs the files that git knows")
def test_the_image_holds_what_runs_and_nothing_else() -> None:
    known = subprocess.run(["git", "ls-files"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    top = {path.partition("/")[0] for path in known.splitlines()}

    assert {name for name in top if not left_out(name)} == {
        "accounts", "billing", "certificates", "iconikcerts", "marketplace", "templates_app", "wallet",
        "templates", "static", "manage.py", "requirements.txt",
    }  # fmt: skip


def test_only_the_libraries_of_production_are_installed() -> None:
    installed = re.findall(r"pip install .*", (ROOT / "Dockerfile").read_text())

    assert [re.findall(r"-r \S+", line) for line in installed] == [["-r /tmp/requirements.txt"]]


def test_no_password_has_a_value_of_its_own() -> None:
    """A secret is set by whoever runs it, or nothing starts; S3's may be absent, for then there is no S3."""
    secrets = re.findall(r"\$\{(\w*(?:PASSWORD|SECRET|ACCESS_KEY)\w*)(:[-?])([^}]*)\}", COMPOSE)

    assert {name for name, _, _ in secrets} == {
        "SECRET_KEY", "POSTGRES_PASSWORD", "S3_ACCESS_KEY", "S3_SECRET_KEY",
    }  # fmt: skip
    assert [name for name, kind, value in secrets if kind == ":-" and value] == []
    assert {name for name, kind, _ in secrets if kind == ":?"} == {"SECRET_KEY", "POSTGRES_PASSWORD"}


def test_the_parts_run_without_root_and_rights() -> None:
    assert "\nUSER iconikcerts\n" in (ROOT / "Dockerfile").read_text()
    assert "cap_drop: [ALL]" in COMPOSE
    assert COMPOSE.count("no-new-privileges:true") == 2
