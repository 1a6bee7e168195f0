"""How issued PDFs lie in a ZIP, whichever way it is sent: their entries, and the manifest beside them."""

import csv
import io
import zipfile
from collections.abc import Iterable
from typing import IO

from django.conf import settings
from django.urls import reverse
from django.utils import timezone

from certificates.models import Certificate
from iconikcerts.common.cells import defuse

COLUMNS = ("file", "number", "code", "recipient", "sha256", "verify")
BLOCK = 1024 * 1024


def open_entry(archive: zipfile.ZipFile, name: str) -> IO[bytes]:
    """A new file in the archive, to be written and closed before the next. PDFs are compressed already."""
    info = zipfile.ZipInfo(name, date_time=timezone.localtime().timetuple()[:6])
    info.external_attr = 0o644 << 16
    info.compress_type = zipfile.ZIP_STORED if name.endswith(".pdf") else zipfile.ZIP_DEFLATED
    return archive.open(info, "w", force_zip64=False)


def manifest_line(certificate: Certificate, entry: str) -> dict[str, str]:
    """What the manifest says of a certificate, whose file lies in the archive as `entry` ("" when it does not)."""
    return {
        "file": entry,
        "number": certificate.number,
        "code": certificate.code,
        "recipient": certificate.recipient_name,
        "sha256": certificate.hash.file_sha256,
        "verify": settings.SITE_URL + reverse("wallet:certificate", args=[certificate.code]),
    }


def write_manifest(out: IO[bytes], lines: Iterable[dict[str, str]]) -> None:
    """As CSV that spreadsheets open with the right letters, and in which no cell runs as a formula. Closes `out`."""
    with io.TextIOWrapper(out, "utf-8-sig", newline="") as text:
        writer = csv.DictWriter(text, COLUMNS)
        writer.writeheader()
        writer.writerows({key: defuse(value) for key, value in line.items()} for line in lines)
