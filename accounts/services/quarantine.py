"""Uploads are scanned before a page sees them; what is found is kept aside, written down and refused."""

from __future__ import annotations

import hashlib
import logging
import zlib
from collections.abc import Collection, Iterable, Iterator
from uuid import UUID

from django.conf import settings
from django.core.files.base import ContentFile
from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from accounts import audit
from accounts.models import QuarantinedUpload, Team, User
from iconikcerts.common import clamd
from iconikcerts.common.errors import DomainError

log = logging.getLogger(__name__)


class InfectedUpload(DomainError):
    """A scanner knows what is in the file."""

    code = "infected_upload"


class UploadNotScanned(DomainError):
    """The scanner that is configured does not answer: nothing is taken unseen."""

    code = "upload_not_scanned"


def check(*, files: Iterable[UploadedFile[bytes]], user: User | None, team: Team | None, path: str) -> None:
    """Have each file scanned. Raises InfectedUpload, UploadNotScanned. Files stand at their beginning afterwards."""
    for file in files:
        if found := _found_in(file):
            _set_aside(file=file, found=found, user=user, team=team, path=path)
            raise InfectedUpload(
                f"“{file.name}” contains {found}, which the virus scanner knows. It was not taken.",
                mend="Check the computer that it comes from, and upload a clean copy.",
            )


def forget(ids: Collection[UUID]) -> int:
    """Delete these files; what was found in them stays on record. Returns how many."""
    old = QuarantinedUpload.objects.filter(pk__in=ids).exclude(file="")
    for upload in old:
        upload.file.delete(save=True)
    return len(old)


def _found_in(file: UploadedFile[bytes]) -> str:
    try:
        found = clamd.scan(_chunks(file), url=settings.CLAMD_URL, timeout_s=settings.CLAMD_TIMEOUT_S)
    except clamd.ScannerUnavailable as error:
        log.error("an upload could not be scanned: %s", error)
        raise UploadNotScanned(
            "The file could not be checked for viruses, so it was not taken.",
            mend="Try again in a few minutes. If it goes on, tell whoever runs this site.",
        ) from error
    finally:
        file.seek(0)
    return found


def _chunks(file: UploadedFile[bytes]) -> Iterator[bytes]:
    file.seek(0)
    while chunk := file.read(UploadedFile.DEFAULT_CHUNK_SIZE):
        yield chunk


@transaction.atomic
def _set_aside(
    *, file: UploadedFile[bytes], found: str, user: User | None, team: Team | None, path: str
) -> QuarantinedUpload:
    content = b"".join(_chunks(file))
    upload = QuarantinedUpload(
        team=team,
        user=user,
        name=(file.name or "")[-200:],
        found=found[:200],
        size=len(content),
        sha256=hashlib.sha256(content).hexdigest(),
        path=path[:255],
    )
    upload.file.save(f"{upload.pk}.z", ContentFile(zlib.compress(content)), save=False)
    upload.save()
    audit.record(team=team, by=user, action="upload.quarantine", target=upload, found=upload.found)
    log.warning("upload %s is in quarantine: %s", upload.pk, upload.found)
    return upload
