"""The settings of a machine: written once, private, and never stronger than the environment."""

import os
import stat
from pathlib import Path

from scripts.setup import dotenv, queue
from scripts.setup.project import Project

ADDRESS = "http://127.0.0.1:8000"


def test_the_file_is_written_once_and_for_its_owner_only(tmp_path: Path) -> None:
    project = Project(tmp_path)
    assert dotenv.ensure(project, address=ADDRESS, queue="unix:///q") is True
    first = dotenv.read(project)
    assert dotenv.ensure(project, address=ADDRESS, queue="unix:///other") is False
    assert dotenv.read(project) == first
    assert stat.S_IMODE((tmp_path / ".env").stat().st_mode) == 0o600
    assert len(first["SECRET_KEY"]) >= 50
    assert {name: value for name, value in first.items() if name != "SECRET_KEY"} == {
        "SITE_URL": ADDRESS,
        "DATABASE_URL": "sqlite:///var/db.sqlite3",
        "REDIS_URL": "unix:///q",
        "EMAIL_URL": "consolemail://",
        "ALLOWED_HOSTS": "127.0.0.1,localhost",
        "STATIC_COMPRESS": "false",
    }


def test_every_written_setting_is_explained_in_the_example(tmp_path: Path) -> None:
    dotenv.ensure(Project(tmp_path), address=ADDRESS, queue="unix:///q")
    example = (Path(__file__).resolve().parents[2] / ".env.example").read_text()
    named = {line.split("=")[0] for line in example.splitlines() if "=" in line and not line.startswith("#")}
    assert set(dotenv.read(Project(tmp_path))) - named == set()


def test_the_environment_wins_and_the_address_follows_the_port(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text(
        "# a comment\nSITE_URL=http://127.0.0.1:8000\nexport EMAIL_URL='smtp://mail'\nREDIS_URL=\nLOG_LEVEL=INFO\n"
    )
    env = dotenv.effective(Project(tmp_path), address="http://127.0.0.1:9000", environ={"LOG_LEVEL": "DEBUG"})
    assert env == {
        "SITE_URL": "http://127.0.0.1:9000",
        "EMAIL_URL": "smtp://mail",
        "LOG_LEVEL": "DEBUG",
        "PYTHONUNBUFFERED": "1",
    }


def test_a_public_address_stays(tmp_path: Path) -> None:
    (tmp_path / ".env").write_text('SITE_URL="https://certs.example.org"\n')
    env = dotenv.effective(Project(tmp_path), address=ADDRESS, environ={})
    assert env["SITE_URL"] == "https://certs.example.org"


def test_the_queue_listens_in_var_when_the_path_suits_a_socket(tmp_path: Path) -> None:
    assert queue.address(Project(tmp_path)) == f"unix://{tmp_path}/var/valkey/valkey.sock"


def test_a_path_that_is_long_or_odd_moves_the_socket_not_the_data(tmp_path: Path) -> None:
    for folder in (tmp_path / "with spaces", tmp_path / ("long" * 30)):
        socket = queue.socket_path(Project(folder))
        assert " " not in str(socket)
        assert len(os.fsencode(socket)) <= queue.LONGEST_SOCKET
        assert socket.parent.name.startswith(f"iconikcerts-{os.getuid()}-")


def test_only_our_own_address_means_the_embedded_queue(tmp_path: Path) -> None:
    project = Project(tmp_path)
    urls = [
        "",
        queue.address(project),
        "unix:///moved/since/var/valkey/valkey.sock",
        "redis://127.0.0.1:6379/0",
    ]
    assert [queue.is_embedded(project, url) for url in urls] == [True, True, True, False]
