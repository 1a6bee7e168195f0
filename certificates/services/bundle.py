"""Chosen certificates as one ZIP that is sent while it is packed: nothing is kept, and one PDF is in memory at a time."""

import io
import json
import tempfile
import zipfile
from collections.abc import Iterator
from typing import IO

from django.core.files.storage import default_storage
from django.db.models import QuerySet

from accounts.models import Team, User
from certificates import filenames
from certificates.models import Certificate
from certificates.services import access, archive
from iconikcerts.common.errors import Conflict

MANIFEST_IN_MEMORY = 1024 * 1024


class _Pipe(io.RawIOBase):
    """What the archive writes, until somebody takes it. It cannot seek, so `zipfile` puts sizes behind the files."""

    def __init__(self) -> None:
        self._parts: list[bytes] = []

    def writable(self) -> bool:
        return True

    def write(self, part: object) -> int:
        content = bytes(part)  # type: ignore[call-overload]
        self._parts.append(content)
        return len(content)

    def take(self) -> bytes:
        taken, self._parts = b"".join(self._parts), []
        return taken


def send(*, certificates: QuerySet[Certificate], team: Team, by: User | None) -> Iterator[bytes]:
    """The ZIP in pieces, newest certificate first, the manifest last. Those whose data was erased have no file and are left out.

    A file that storage has lost is left out, and the manifest names its certificate without a file. Raises Conflict when
    all of them were erased.
    """
    certificates = certificates.filter(erased_at=None)
    if not certificates.exists():
        raise Conflict(
            "The personal data of these certificates is erased, and their files with it.",
            mend="There is nothing to download.",
        )
    access.bundled(team=team, certificates=certificates, by=by)
    return _pieces(certificates.select_related("hash").order_by("-created_at", "-id"))


def _pieces(certificates: QuerySet[Certificate]) -> Iterator[bytes]:
    names, pipe = filenames.UniqueNames(), _Pipe()
    with tempfile.SpooledTemporaryFile(MANIFEST_IN_MEMORY, "w+", encoding="utf-8") as lines:
        with zipfile.ZipFile(pipe, "w", zipfile.ZIP_STORED) as packed:
            for certificate in certificates.iterator(chunk_size=200):
                content = _content(certificate)
                entry = "" if content is None else _name(names, certificate)
                if content is not None:
                    with archive.open_entry(packed, entry) as target:
                        target.write(content)
                lines.write(json.dumps(archive.manifest_line(certificate, entry)) + "\n")
                yield pipe.take()
            lines.seek(0)
            archive.write_manifest(_manifest(packed), map(json.loads, lines))
        yield pipe.take()


def _manifest(packed: zipfile.ZipFile) -> IO[bytes]:
    return archive.open_entry(packed, "manifest.csv")


def _name(names: filenames.UniqueNames, certificate: Certificate) -> str:
    return names.take(filenames.file_stem(filenames.DEFAULT_PATTERN, certificate.data), ".pdf")


def _content(certificate: Certificate) -> bytes | None:
    try:
        with default_storage.open(str(certificate.file), "rb") as file:
            content: bytes = file.read()
            return content
    except FileNotFoundError:
        return None
