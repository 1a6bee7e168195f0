"""A client of clamd, ClamAV's daemon: the INSTREAM command, which needs no shared files (clamd(8), COMMANDS)."""

import socket
import struct
from collections.abc import Iterable
from urllib.parse import urlsplit

COMMAND = b"zINSTREAM\0"
LENGTH = struct.Struct("!I")  # of the chunk that follows, in bytes; 0 ends the stream
CLEAN, FOUND = "OK", " FOUND"
MOST_ANSWER_BYTES = 4096


class ScannerUnavailable(Exception):
    """clamd did not answer, or not with a verdict; the text says why, for the log."""


def scan(chunks: Iterable[bytes], *, url: str, timeout_s: float) -> str:
    """The name of the malware in what the chunks make up; "" when none was found.

    `url` is tcp://host:port or unix:///path. Raises ScannerUnavailable.
    """
    try:
        with _connected(url, timeout_s) as connection:
            connection.sendall(COMMAND)
            for chunk in chunks:
                if chunk:
                    connection.sendall(LENGTH.pack(len(chunk)) + chunk)
            connection.sendall(LENGTH.pack(0))
            answer = _answer(connection)
    except OSError as error:
        raise ScannerUnavailable(f"{type(error).__name__}: {error}") from error
    return _verdict(answer)


def _connected(url: str, timeout_s: float) -> socket.socket:
    parts = urlsplit(url)
    if parts.scheme == "unix":
        connection = socket.socket(socket.AF_UNIX)
        connection.settimeout(timeout_s)
        connection.connect(parts.path)
        return connection
    return socket.create_connection((parts.hostname or "127.0.0.1", parts.port or 3310), timeout_s)


def _answer(connection: socket.socket) -> str:
    received = b""
    while not received.endswith(b"\0") and len(received) < MOST_ANSWER_BYTES:
        piece = connection.recv(MOST_ANSWER_BYTES)
        if not piece:
            break
        received += piece
    return received.rstrip(b"\0").decode("utf-8", "replace")


def _verdict(answer: str) -> str:
    """The answer is "stream: OK", "stream: <name> FOUND", or says what went wrong."""
    said = answer.removeprefix("stream: ")
    if said == CLEAN:
        return ""
    if said.endswith(FOUND):
        return said.removesuffix(FOUND)
    raise ScannerUnavailable(f"clamd says {answer[:200]!r}")
