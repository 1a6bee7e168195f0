"""Ports of this machine: is one free, which one is, does something answer."""

from __future__ import annotations

import os
import socket
from collections.abc import Mapping

from scripts.setup.console import Failure

HOST = "127.0.0.1"
DEFAULT_PORT = "8000"
REPLY_SECONDS = 2.0


def chosen_port(environ: Mapping[str, str] = os.environ) -> int:
    """Return PORT as a number. Raises Failure when it is none."""
    text = environ.get("PORT") or DEFAULT_PORT
    if text.isascii() and text.isdigit() and 0 < int(text) < 65536:
        return int(text)
    raise Failure(f"PORT must be a number from 1 to 65535, but is {text!r}.", mend="PORT=8000 make run")


def require_free(port: int) -> None:
    """Raise Failure when we cannot listen at `port`."""
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind((HOST, port))
        except PermissionError:
            raise Failure(f"This user may not listen at port {port}.", mend="PORT=8000 make run") from None
        except OSError:
            raise Failure(
                f"Something else is listening at {HOST}:{port} already.",
                mend=f"stop it, or choose another port: PORT={free_port()} make run",
            ) from None


def free_port() -> int:
    """Return a port that nothing listens at now."""
    with socket.socket() as probe:
        probe.bind((HOST, 0))
        return int(probe.getsockname()[1])


def replies(address: tuple[str, int] | str, request: bytes, expected: bytes) -> bool:
    """Tell whether what listens at (host, port), or at the path of a socket, replies to `request` as expected."""
    family = socket.AF_UNIX if isinstance(address, str) else socket.AF_INET
    with socket.socket(family) as probe:
        probe.settimeout(REPLY_SECONDS)
        try:
            probe.connect(address)
            probe.sendall(request)
            return probe.recv(len(expected)) == expected
        except OSError:
            return False
