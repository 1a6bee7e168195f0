"""A person's data as a ZIP: a folder for each source, JSON or CSV, files as they were sent, an index and a README."""

import csv
import io
import json
import shutil
import zipfile
from collections.abc import Iterable, Mapping
from datetime import datetime
from pathlib import Path
from typing import IO, Any

from django.conf import settings
from django.core.files.storage import default_storage
from django.core.serializers.json import DjangoJSONEncoder
from django.utils import timezone

from accounts import personal_data
from accounts.models import User
from accounts.personal_data import Rows, Stored
from iconikcerts.common.cells import defuse

# Of index.json and the files that it names; another form gets another number.
VERSION = 1
BLOCK = 1024 * 1024
PACKED_ALREADY = (".pdf", ".jpg", ".jpeg", ".png", ".webp", ".woff2", ".zip", ".xlsx")
README = """Your data at IconikCerts
========================

{site}, packed on {at:%d %B %Y, %H:%M} (UTC).

index.json names every file with its source and the number of its records.
There is a folder for each source. Records are JSON (UTF-8, times in ISO 8601);
where there can be very many they are CSV, which spreadsheets open.
Files that you sent, and certificates that were issued to your confirmed
addresses, lie beside them as they are.

Left out: passwords and the keys of second factors, which are secrets that even
we cannot read, and what belongs to teams of others.
"""


def pack(*, user: User, path: Path) -> None:
    """Write the ZIP. Records and files are streamed: never more than one record, or one block of a file, in memory."""
    now = timezone.now()
    files: list[dict[str, Any]] = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED, allowZip64=True) as packed:
        with _entry(packed, "README.txt", now) as out:
            out.write(README.format(site=settings.SITE_URL, at=now).encode())
        for source in personal_data.sources():
            for part in source.export(user):
                files.append({"source": source.name} | _add(packed, source.name, part, now))
        index = {
            "schema_version": VERSION,
            "site": settings.SITE_URL,
            "account": str(user.pk),
            "packed_at": now.isoformat(),
            "files": files,
        }
        with _entry(packed, "index.json", now) as out:
            out.write(_json(index, indent=1).encode())


def _add(packed: zipfile.ZipFile, folder: str, part: Rows | Stored, now: datetime) -> dict[str, Any]:
    """One file of the ZIP; returns its line of the index. A file that is gone from the storage is named as missing."""
    if isinstance(part, Stored):
        name = f"{folder}/{part.name}"
        try:
            with default_storage.open(part.stored, "rb") as source, _entry(packed, name, now) as out:
                shutil.copyfileobj(source, out, BLOCK)
        except FileNotFoundError:
            return {"file": name, "is_missing": True}
        return {"file": name}
    name = f"{folder}/{part.name}.{'csv' if part.is_table else 'json'}"
    with _entry(packed, name, now) as out:
        count = _write_table(out, part.rows) if part.is_table else _write_list(out, part.rows)
    return {"file": name, "records": count}


def _entry(packed: zipfile.ZipFile, name: str, now: datetime) -> IO[bytes]:
    info = zipfile.ZipInfo(name, date_time=now.timetuple()[:6])
    info.external_attr = 0o644 << 16
    stored = name.lower().endswith(PACKED_ALREADY)
    info.compress_type = zipfile.ZIP_STORED if stored else zipfile.ZIP_DEFLATED
    return packed.open(info, "w", force_zip64=True)


def _write_list(out: IO[bytes], rows: Iterable[Mapping[str, Any]]) -> int:
    count = 0
    out.write(b"[")
    for row in rows:
        out.write((",\n" if count else "\n").encode() + _json(row).encode())
        count += 1
    out.write(b"\n]\n")
    return count


def _write_table(out: IO[bytes], rows: Iterable[Mapping[str, Any]]) -> int:
    """CSV (RFC 4180) with a byte order mark; no cell runs as a formula. Empty without records."""
    count = 0
    text = io.TextIOWrapper(out, "utf-8-sig", newline="")
    writer = csv.writer(text)
    for row in rows:
        if not count:
            writer.writerow(row)
        writer.writerow([defuse(_cell(value)) for value in row.values()])
        count += 1
    text.flush()
    text.detach()
    return count


def _cell(value: Any) -> str:
    if value is None:
        return ""
    if isinstance(value, datetime):
        return value.isoformat()
    return _json(value) if isinstance(value, dict | list) else str(value)


def _json(value: Any, indent: int | None = None) -> str:
    return json.dumps(value, cls=DjangoJSONEncoder, ensure_ascii=False, indent=indent)
