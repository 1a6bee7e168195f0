"""A private installation for one run: a temporary database and media folder, and the design in it."""

import json
import os
import secrets
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import psycopg
from psycopg import sql

from bench.scene import SITE, Scene

ROOT = Path(__file__).resolve().parents[1]


class SiteFailed(Exception):
    """A command of the private installation did not end well; the message holds the end of its output."""


@dataclass(frozen=True, slots=True)
class Site:
    """How to run the product's commands on the private database. `database` says in words what it is."""

    env: dict[str, str]
    folder: Path
    team: str
    design: str
    database: str

    def manage(self, *arguments: str) -> Sequence[str]:
        """The command line of a management command."""
        return (sys.executable, str(ROOT / "manage.py"), *arguments)


@contextmanager
def private_site(folder: Path, scene: Scene) -> Iterator[Site]:
    """Make database and media in `folder`, install the design; remove the database at the end.

    The database is SQLite, or a new one on the PostgreSQL server that DATABASE_URL names. Raises SiteFailed.
    """
    with _database(folder) as (url, description):
        env = _environment(folder, url)
        _run([sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"], env)
        command = [sys.executable, "-m", "bench.install", str(scene.folder)]
        installed = json.loads(_run(command, env).splitlines()[-1])
        yield Site(env, folder, installed["team"], installed["design"], description)


def _environment(folder: Path, database_url: str) -> dict[str, str]:
    (folder / "media").mkdir()
    return {
        **os.environ,
        "DJANGO_SETTINGS_MODULE": "iconikcerts.settings",
        "SECRET_KEY": secrets.token_hex(32),
        "SITE_URL": SITE,
        "DATABASE_URL": database_url,
        # Kombu's queue inside of a process: the command line works without workers.
        "REDIS_URL": "memory://",
        "EMAIL_URL": "memorymail://",
        "MEDIA_ROOT": str(folder / "media"),
        "S3_BUCKET": "",
        "DEBUG": "",
        "LOG_LEVEL": "WARNING",
    }


@contextmanager
def _database(folder: Path) -> Iterator[tuple[str, str]]:
    given = os.environ.get("DATABASE_URL", "")
    if not given.startswith(("postgres://", "postgresql://")):
        yield f"sqlite:///{folder / 'bench.sqlite3'}", "SQLite"
        return
    name = f"iconikcerts_bench_{secrets.token_hex(4)}"
    with psycopg.connect(given, autocommit=True) as server:
        server.execute(sql.SQL("CREATE DATABASE {}").format(sql.Identifier(name)))
        version = server.execute("SHOW server_version").fetchone()
        try:
            yield (
                urlunsplit(urlsplit(given)._replace(path=f"/{name}")),
                f"PostgreSQL {version[0].split()[0] if version else ''}",
            )
        finally:
            server.execute(sql.SQL("DROP DATABASE {} WITH (FORCE)").format(sql.Identifier(name)))


def _run(command: Sequence[str], env: dict[str, str]) -> str:
    done = subprocess.run(command, env=env, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        raise SiteFailed(f"{' '.join(command[1:])} ended with {done.returncode}:\n{done.stderr[-2000:]}")
    return done.stdout
