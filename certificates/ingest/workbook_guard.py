"""Look at a workbook's XML before the fast reader does: refuse bombs, note what that reader drops.

python-calamine holds the used rectangle of a sheet densely (31 bytes a cell: one cell in ZZ99999 costs 2 GB), trusts
the sizes that the ZIP declares, and copies a shared string for each cell that names it.
"""

import zipfile
from collections.abc import Callable
from pathlib import Path, PurePosixPath
from xml.parsers import expat

from .file_type import opened_zip
from .problems import UnusableFile
from .sheet_scan import Attributes, OdsScan, SharedStringsScan, SheetFacts, XlsxScan, local
from .source import Limits

_CHUNK = 1 << 18
_LONG_STRING = 2_000  # characters of a shared string from which its repetitions are weighed


def refuse_bomb(path: Path, limits: Limits) -> None:
    """Raises `UnusableFile` if the XML of the workbook unpacks to too much. To be called before any other reader.

    Reads each part once: `zipfile` stops at the declared size and checks the CRC, so that the sum is true.
    """
    with opened_zip(path) as archive:
        parts = [info for info in archive.infolist() if info.filename.endswith((".xml", ".rels"))]
        if sum(info.file_size for info in parts) > limits.unpacked_bytes:
            raise UnusableFile(
                f"The workbook unpacks to more than {limits.unpacked_bytes / 1e6:,.0f} MB.",
                mend="Copy the list alone into a new workbook and upload that.",
                code="unpacks_too_large",
            )
        for info in parts:
            with archive.open(info) as file:
                while file.read(_CHUNK):
                    pass


def inspect_xlsx(path: Path, sheet: str, limits: Limits) -> SheetFacts:
    """Raises `UnusableFile` if the sheet is over a limit, repeats too much text, or is not well-formed."""
    with opened_zip(path) as archive:
        strings = SharedStringsScan()
        if "xl/sharedStrings.xml" in archive.namelist():
            _parse(archive, "xl/sharedStrings.xml", start=strings.start, text=strings.text)
        scan = XlsxScan(limits, strings.lengths if max(strings.lengths, default=0) > _LONG_STRING else [])
        _parse(archive, _part_of(archive, sheet), start=scan.start, text=scan.text)
        scan.finish()
    return scan.facts


def inspect_ods(path: Path, limits: Limits) -> None:
    """Raises `UnusableFile` as `inspect_xlsx` does, for all the sheets, which the reader holds all at once."""
    with opened_zip(path) as archive:
        _parse(archive, "content.xml", start=OdsScan(limits).start)


def _part_of(archive: zipfile.ZipFile, sheet: str) -> str:
    """The part that holds a sheet, by way of xl/workbook.xml and its relationships (ECMA-376 Part 1, 12.3)."""
    ids: dict[str, str] = {}
    targets: dict[str, str] = {}

    def on_sheet(name: str, attributes: Attributes) -> None:
        if local(name) == "sheet":
            found = (value for key, value in attributes.items() if key.endswith(":id"))
            ids[attributes.get("name", "")] = next(found, "")

    def on_relationship(name: str, attributes: Attributes) -> None:
        if local(name) == "Relationship":
            targets[attributes.get("Id", "")] = attributes.get("Target", "")

    _parse(archive, "xl/workbook.xml", start=on_sheet)
    _parse(archive, "xl/_rels/workbook.xml.rels", start=on_relationship)
    return str(PurePosixPath("/xl") / targets[ids[sheet]]).lstrip("/")


def _parse(
    archive: zipfile.ZipFile,
    part: str,
    *,
    start: Callable[[str, Attributes], None],
    text: Callable[[str], None] | None = None,
) -> None:
    parser = expat.ParserCreate()
    parser.buffer_text = True
    parser.StartElementHandler = start
    parser.CharacterDataHandler = text
    parser.StartDoctypeDeclHandler = _refuse_doctype
    with archive.open(part) as file:
        while chunk := file.read(_CHUNK):
            parser.Parse(chunk, False)
        parser.Parse(b"", True)


def _refuse_doctype(*_: object) -> None:
    """No spreadsheet program writes one; entities that multiply do."""
    raise ValueError("it declares a document type")
