"""What a file really is, by its content. Names lie: systems export web pages as .xls and users rename to .csv."""

import lzma
import struct
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from xml.parsers import expat

from .problems import UnusableFile
from .source import Kind, Limits

_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"  # Compound File Binary: .xls, and .xlsx under a password
_ENCRYPTED = "EncryptedPackage".encode("utf-16-le")
_ODS_TYPE = b"application/vnd.oasis.opendocument.spreadsheet"
_SAVE_AS = "Open it in your spreadsheet program, save the list as .xlsx or CSV and upload that file."
_FOREIGN = (
    (b"%PDF-", "a PDF document"),
    (b"\x89PNG\r\n\x1a\n", "a picture (PNG)"),
    (b"\xff\xd8\xff", "a picture (JPEG)"),
    (b"GIF8", "a picture (GIF)"),
    (b"RIFF", "a picture or sound file"),
    (b"\x1f\x8b", "a compressed file (gzip)"),
    (b"7z\xbc\xaf\x27\x1c", "a compressed file (7-Zip)"),
    (b"Rar!\x1a\x07", "a compressed file (RAR)"),
    (b"SQLite format 3\0", "a database (SQLite)"),
    (b"{\\rtf", "a text document (RTF)"),
)
_WEB_PAGE = (b"<!doctype", b"<html", b"<table", b"<meta", b"<head", b"<body")


def kind_of(path: Path) -> Kind:
    """`csv` for anything that may be text. Raises `UnusableFile` for a file of another known type."""
    with path.open("rb") as file:
        head = file.read(4096)
    if head.startswith((b"PK\x03\x04", b"PK\x05\x06")):
        return _kind_of_zip(path)
    if head.startswith(_OLE):
        return _kind_of_ole(path)
    for magic, name in _FOREIGN:
        if head.startswith(magic):
            raise _wrong_type(f"This is {name}, not a list.")
    _refuse_markup(head)
    return "csv"


def _refuse_markup(head: bytes) -> None:
    text = head.lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if text.startswith(_WEB_PAGE):
        raise _wrong_type("This is a web page, although a program may have named it .xls or .csv.")
    if text.startswith(b"<?xml"):
        raise _wrong_type("This is an XML file, not a list.")
    if text.startswith((b'{"', b'[{"', b"[\n", b"{\n")):
        raise _wrong_type("This is a JSON file, not a list.")


def _kind_of_zip(path: Path) -> Kind:
    with opened_zip(path) as archive:
        names = set(archive.namelist())
        is_ods = {"content.xml", "mimetype"} <= names and _is_ods(archive)
    if "xl/workbook.xml" in names:
        return "xlsx"
    if is_ods:
        return "ods"
    raise _wrong_type(_foreign_zip(names))


@contextmanager
def opened_zip(path: Path) -> Iterator[zipfile.ZipFile]:
    """A ZIP for reading. Whatever a damaged one makes `zipfile` or an XML parser raise becomes `UnusableFile`."""
    try:
        with zipfile.ZipFile(path) as archive:
            yield archive
    except (zipfile.BadZipFile, zlib.error, lzma.LZMAError, struct.error, EOFError, OSError) as fault:
        raise damaged() from fault
    except (expat.ExpatError, LookupError, ValueError, ArithmeticError, RuntimeError) as fault:
        raise damaged(str(fault)[:80]) from fault


def _is_ods(archive: zipfile.ZipFile) -> bool:
    with archive.open("mimetype") as file:
        return file.read(len(_ODS_TYPE)) == _ODS_TYPE


def _foreign_zip(names: set[str]) -> str:
    if "xl/workbook.bin" in names:
        return "This is a binary Excel workbook (.xlsb), which is not read."
    if "word/document.xml" in names:
        return "This is a Word document, not a list."
    if "ppt/presentation.xml" in names:
        return "This is a PowerPoint presentation, not a list."
    if any(name.endswith(".iwa") for name in names):
        return "This is an Apple Numbers document, which is not read."
    return "This is a ZIP archive, not a list."


def _kind_of_ole(path: Path) -> Kind:
    with path.open("rb") as file:
        content = file.read()
    if _ENCRYPTED in content:
        raise protected()
    if "Workbook".encode("utf-16-le") in content or "Book".encode("utf-16-le") in content:
        return "xls"
    raise _wrong_type("This is an old Office document without a spreadsheet in it, or a damaged one.")


def _wrong_type(message: str) -> UnusableFile:
    return UnusableFile(message, mend=_SAVE_AS, code="wrong_type")


def protected() -> UnusableFile:
    return UnusableFile(
        "The workbook is protected by a password.",
        mend="Remove the password (File, Info, Protect Workbook) and upload it again.",
        code="encrypted",
    )


def damaged(detail: str = "") -> UnusableFile:
    return UnusableFile(
        f"The workbook is damaged and cannot be opened{f' ({detail})' if detail else ''}.",
        mend="Open it in your spreadsheet program, save it again and upload that file.",
        code="damaged_file",
    )


def file_size(path: Path) -> int:
    """Bytes of a regular file. Raises `UnusableFile` where there is none."""
    if not path.is_file():
        raise unreadable_file("there is no such file")
    return path.stat().st_size


def unreadable_file(why: str, where: str = "") -> UnusableFile:
    return UnusableFile(
        f"The file cannot be read: {why.lower()}.",
        mend="Upload it again.",
        where=where,
        code="unreadable_file",
    )


def refuse_oversize(size: int, limits: Limits) -> None:
    if size == 0:
        raise UnusableFile(
            "The file is empty.", mend="Upload a list with a header line and rows.", code="empty_file"
        )
    if size > limits.file_bytes:
        raise UnusableFile(
            f"The file has {size / 1e6:,.0f} MB; the limit is {limits.file_bytes / 1e6:,.0f} MB.",
            mend="Remove pictures and columns that are not needed, or split the list into several files.",
            code="file_too_large",
        )
