"""The little markup of legal texts: headings, paragraphs, lists, links. Everything else is text, and is escaped.

Blocks are parted by empty lines. `## Heading {#name}` is a heading, with the name to link to if there is one; lines that
begin with `- ` are a list; anything else is a paragraph. `[words](target)` is a link to this site, to an https page, or
to an address to write to.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

HEADING = re.compile(r"## (?P<text>.+?)(?: \{#(?P<name>[a-z][a-z0-9-]*)\})?")
LINK = re.compile(r"\[(?P<words>[^\[\]]+)\]\((?P<target>[^()\s]+)\)")
TARGET = re.compile(r"(?:/(?!/)|#|https://|mailto:)[^\s]*")


@dataclass(frozen=True, slots=True)
class Block:
    """A piece of a text. `kind`: heading, paragraph or list; `lines`: one, or the entries of a list; `name`: a heading's."""

    kind: str
    lines: tuple[str, ...]
    name: str = ""

    @property
    def html(self) -> SafeString:
        """What stands between the tags of a heading or a paragraph."""
        return inline(self.lines[0])

    @property
    def entries(self) -> list[SafeString]:
        return [inline(line) for line in self.lines]


def blocks(text: str) -> list[Block]:
    """The text in its pieces."""
    pieces = re.split(r"\n\s*\n", text.replace("\r\n", "\n"))
    return [block for piece in pieces if piece.strip() for block in _read(piece.strip())]


def _read(piece: str) -> Iterator[Block]:
    lines = [line.strip() for line in piece.split("\n")]
    if found := HEADING.fullmatch(lines[0]):
        yield Block("heading", (found["text"],), found["name"] or "")
        if len(lines) > 1:
            yield from _read("\n".join(lines[1:]))
    elif lines[0].startswith("- "):
        yield Block("list", tuple(_entries(lines)))
    else:
        yield Block("paragraph", (" ".join(lines),))


def _entries(lines: list[str]) -> list[str]:
    """Each entry in one line, whose first line alone begins with "- "."""
    found: list[str] = []
    for line in lines:
        if line.startswith("- "):
            found.append(line[2:])
        else:
            found[-1] += f" {line}"
    return found


def inline(line: str) -> SafeString:
    """A line as HTML: its links as links, all else as text."""
    return format_html_join("", "{}", ((piece,) for piece in _pieces(line)))


def _pieces(line: str) -> Iterator[str]:
    done = 0
    for found in LINK.finditer(line):
        yield line[done : found.start()]
        done = found.end()
        known = TARGET.fullmatch(found["target"])
        yield format_html('<a href="{}">{}</a>', found["target"], found["words"]) if known else found[0]
    yield line[done:]


def plain(text: str) -> list[str]:
    """The text line by line as it reads without its markup: for the comparison of versions, and for mails."""
    return [LINK.sub(r"\g<words>", line) for block in blocks(text) for line in block.lines]


def faults(text: str) -> list[str]:
    """What of a text would not be shown as meant; empty when all is well."""
    bad = [found["target"] for found in LINK.finditer(text) if not TARGET.fullmatch(found["target"])]
    said = [f"“{target}” is no link: begin it with /, #, https:// or mailto:." for target in bad]
    return said if text.strip() else ["The text is empty."]
