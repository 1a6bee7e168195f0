"""A design as a file: a ZIP of `manifest.json`, `document.json` and the pictures in `assets/`. Pure: bytes in, values out.

What is read comes from anywhere: nothing is unpacked to disk, names are only compared, and sizes are counted while
they are read, whatever the directory of the file claims.
"""

import io
import json
import re
import zipfile
import zlib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from iconikcerts.common.errors import DomainError
from templates_app.one_line import one_line

FORMAT, VERSION = "iconikcerts-design", 1
MAX_FILE_BYTES = 60_000_000
MAX_ENTRIES = 202  # manifest, document, pictures
MAX_MANIFEST_BYTES, MAX_DOCUMENT_BYTES, MAX_PICTURE_BYTES = 200_000, 6_000_000, 20 * 1024 * 1024
MAX_TOTAL_BYTES = 120_000_000
# What is larger when unpacked than this share of the file is no design: pictures hardly shrink, documents by 30 times.
MAX_RATIO, RATIO_FROM_BYTES = 200, 1_000_000
_PICTURE = re.compile(r"assets/([A-Za-z0-9-]{1,64})\.(png|jpg|svg)\Z")
_SUFFIX = {"image/png": "png", "image/jpeg": "jpg", "image/svg+xml": "svg"}
# What each entry of a directory begins with.
_ENTRY = b"PK\x01\x02"
_LONGEST_FAMILY = 64  # characters, as the schema has it
_SOURCE = "asset:"
# Places in which a text that looks like the name of a picture is a text.
_WORDS = frozenset(["text", "name", "title", "alt", "content", "link", "label", "when", "formula"])
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError, ValueError)


class BadDesignFile(DomainError):
    """The file is no design, or holds what a design cannot hold."""

    code = "bad_design_file"


@dataclass(frozen=True, slots=True)
class PictureInFile:
    """A picture as the file holds it; `name` is what its team called it."""

    content: bytes
    content_type: str = ""
    name: str = ""


@dataclass(frozen=True, slots=True)
class DesignFile:
    """`document` is not checked yet; `pictures` by the ids that it uses."""

    name: str
    document: dict[str, Any]
    pictures: Mapping[str, PictureInFile] = field(default_factory=dict)
    description: str = ""
    category: str = ""
    tags: tuple[str, ...] = ()


def require_fit(*, pictures: int, size: int) -> None:
    """Raise BadDesignFile when so many pictures of `size` bytes together are more than `read` takes."""
    if pictures > MAX_ENTRIES - 2:
        raise _too_many()
    if size > MAX_FILE_BYTES:
        raise _too_large()


def write(design: DesignFile) -> bytes:
    """The same design gives the same bytes. Raises BadDesignFile when the file is larger than `read` takes."""
    files = {key: f"assets/{key}.{_SUFFIX[picture.content_type]}" for key, picture in design.pictures.items()}
    manifest = {
        "format": FORMAT,
        "version": VERSION,
        "name": design.name,
        "description": design.description,
        "category": design.category,
        "tags": list(design.tags),
        "pictures": [{"id": key, "file": files[key], "name": design.pictures[key].name} for key in files],
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in (("manifest.json", manifest), ("document.json", design.document)):
            archive.writestr(zipfile.ZipInfo(name), _json(content), zipfile.ZIP_DEFLATED)
        for key, picture in design.pictures.items():
            archive.writestr(zipfile.ZipInfo(files[key]), picture.content, zipfile.ZIP_STORED)
    require_fit(pictures=len(files), size=len(out.getvalue()))
    return out.getvalue()


def read(content: bytes) -> DesignFile:
    """What a file holds. Raises BadDesignFile."""
    if len(content) > MAX_FILE_BYTES:
        raise _too_large()
    # Before the directory is read, for a million entries of it take a gigabyte. Pictures may hold these bytes by chance.
    if content.count(_ENTRY) > 2 * MAX_ENTRIES:
        raise _too_many()
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            return _read(archive, len(content))
    except _BROKEN as error:
        raise BadDesignFile(
            "This is no design: the file cannot be unpacked.",
            mend="Choose a .zip file that was exported here, and download it again if it is damaged.",
        ) from error


def _read(archive: zipfile.ZipFile, size: int) -> DesignFile:
    entries = _entries(archive)
    reader = _Reader(archive, size)
    manifest = _object(reader.read(entries, "manifest.json", MAX_MANIFEST_BYTES), "manifest.json")
    _check_manifest(manifest)
    document = _object(reader.read(entries, "document.json", MAX_DOCUMENT_BYTES), "document.json")
    names = {entry.get("id"): _text(entry, "name", 200) for entry in _objects(manifest.get("pictures"))}
    pictures = {}
    for name in entries:
        if found := _PICTURE.match(name):
            key = found[1]
            pictures[key] = PictureInFile(
                reader.read(entries, name, MAX_PICTURE_BYTES), name=names.get(key, "")
            )
    tags = manifest.get("tags")
    return DesignFile(
        name=_text(manifest, "name", 120) or "Imported design",
        document=document,
        pictures=pictures,
        description=_text(manifest, "description", 2000),
        category=_text(manifest, "category", 40),
        tags=tuple(filter(None, (_line(tag, 40) for tag in tags[:20]))) if isinstance(tags, list) else (),
    )


def _entries(archive: zipfile.ZipFile) -> dict[str, zipfile.ZipInfo]:
    """The entries by name, after a look at what the directory of the file says. Raises BadDesignFile."""
    entries: dict[str, zipfile.ZipInfo] = {}
    for info in archive.infolist():
        if info.is_dir() and info.filename == "assets/":
            continue
        if info.filename not in ("manifest.json", "document.json") and not _PICTURE.match(info.filename):
            raise BadDesignFile(
                f"The file holds '{info.filename[:80]}', which is no part of a design.",
                mend="Import the file as it was exported, without files of your own in it.",
            )
        if info.filename in entries:
            raise BadDesignFile(f"The file holds '{info.filename}' twice.", mend="Export the design again.")
        if info.flag_bits & 1:
            raise BadDesignFile(
                "The file is locked with a password.", mend="Export the design again, without one."
            )
        entries[info.filename] = info
    if len(entries) > MAX_ENTRIES:
        raise _too_many()
    return entries


def _too_many() -> BadDesignFile:
    return BadDesignFile(
        f"The file holds more than {MAX_ENTRIES - 2} pictures.", mend="Export a design with fewer pictures."
    )


def _too_large() -> BadDesignFile:
    return BadDesignFile(
        f"The file is larger than {MAX_FILE_BYTES // 1_000_000} MB.",
        mend="Use smaller pictures in the design, and export it again.",
    )


@dataclass
class _Reader:
    """Reads entries and counts what comes out, for a directory can claim any size."""

    archive: zipfile.ZipFile
    size: int
    total: int = 0

    def read(self, entries: Mapping[str, zipfile.ZipInfo], name: str, most: int) -> bytes:
        if name not in entries:
            raise BadDesignFile(
                f"The file has no '{name}': it is no design.",
                mend="Choose a .zip file that was exported here.",
            )
        with self.archive.open(entries[name]) as stream:
            content = stream.read(most + 1)
        self.total += len(content)
        is_bomb = len(content) > RATIO_FROM_BYTES and len(content) > MAX_RATIO * max(
            entries[name].compress_size, 1
        )
        if len(content) > most or self.total > MAX_TOTAL_BYTES or is_bomb:
            raise BadDesignFile(
                f"'{name}' is far larger than anything that a design holds.", mend="Export the design again."
            )
        return content


def _check_manifest(manifest: Mapping[str, Any]) -> None:
    if manifest.get("format") != FORMAT:
        raise BadDesignFile(
            "This ZIP file is no design.", mend="Choose a file that was exported from a design here."
        )
    version = manifest.get("version")
    if not isinstance(version, int) or not 1 <= version <= VERSION:
        raise BadDesignFile(
            f"This design was exported in version {str(version)[:20]} of the format; this site reads up to {VERSION}.",
            mend="Update this site, or export the design from one like it.",
        )


def _object(content: bytes, name: str) -> dict[str, Any]:
    try:
        said = json.loads(content)
    except (ValueError, RecursionError):
        said = None
    if not isinstance(said, dict):
        raise BadDesignFile(f"'{name}' is damaged.", mend="Export the design again.")
    return said


def _objects(values: object) -> Iterator[Mapping[str, Any]]:
    if isinstance(values, list):
        yield from (value for value in values if isinstance(value, dict) and isinstance(value.get("id"), str))


def _text(thing: Mapping[str, Any], key: str, most: int) -> str:
    """A text of the manifest on one line, cut to `most` characters; "" when it is none."""
    return _line(thing.get(key), most)


def _line(value: object, most: int) -> str:
    return one_line(value)[:most].rstrip() if isinstance(value, str) else ""


def _json(value: Any) -> bytes:
    return json.dumps(value, ensure_ascii=False, sort_keys=True, indent=1).encode()


def with_pictures(document: Any, ids: Mapping[str, str]) -> Any:
    """A document in which each picture that `ids` knows has its other id."""
    if isinstance(document, dict):
        return {
            key: value
            if key in _WORDS
            else _renamed(value, ids)
            if isinstance(value, str)
            else with_pictures(value, ids)
            for key, value in document.items()
        }
    return [with_pictures(each, ids) for each in document] if isinstance(document, list) else document


def _renamed(value: str, ids: Mapping[str, str]) -> str:
    key = value.removeprefix(_SOURCE)
    return f"{_SOURCE}{ids[key]}" if value.startswith(_SOURCE) and key in ids else value


def with_fonts(
    document: dict[str, Any], known: frozenset[str], instead: str
) -> tuple[dict[str, Any], list[str]]:
    """A document whose texts name known families alone, and the names of those that `instead` took the place of."""
    missing: dict[str, None] = {}

    def visit(value: Any) -> Any:
        if isinstance(value, list):
            return [visit(each) for each in value]
        if not isinstance(value, dict):
            return value
        made = {key: visit(each) for key, each in value.items()}
        font = made.get("font")
        if not isinstance(font, dict):
            return made
        family = font.get("family")
        # A longer name is no font's: the check of documents refuses it.
        if isinstance(family, str) and len(family) <= _LONGEST_FAMILY and family not in known:
            missing[family] = None
            made["font"] = {**font, "family": instead}
        return made

    try:
        return visit(document), list(missing)
    except RecursionError:
        return document, []  # the check of documents tells that it is nested too deeply
