"""What a certificate is found by: words cut the same way from records and from what a person types. Pure functions.

A word matches what begins with it, whatever its case and accents. Words are kept as bytes, which every database
orders alike, so that one plain index serves SQLite and PostgreSQL.
"""

import re
import unicodedata
from collections.abc import Iterator

from certificates import integrity

MAX_WORDS = 5  # of a query; more only narrow what is narrow already
MAX_BYTES = 96
_PARTS = re.compile(r"[^\W_]+")
_NOT_LETTERS = re.compile(r"[\W_]+")
# Written without spaces between words (Han, Kana, Thai): a name is found by any part of it.
_UNSPACED = re.compile(r"[\u0e01-\u0e5b\u3040-\u30ff\u3400-\u9fff]")
_AFTER_ANY_LETTER = b"\xff"  # no byte of UTF-8 is as high


def words_of(*, name: str, number: str, code: str, email: str) -> set[bytes]:
    """Every word that one certificate is found by."""
    texts = [code.casefold()]
    for chunk in fold(name).split():
        texts += [_compact(chunk), *_PARTS.findall(chunk)]
    for chunk in fold(number).split():
        texts += [_compact(chunk), *_last_figures(chunk)]
    if email:
        local, _, domain = fold(email).partition("@")
        texts += [_compact(local + domain), _compact(domain), *_PARTS.findall(local)]
    return {word for text in texts for part in _with_tails(text) if (word := _bytes(part))}


def fold(text: str) -> str:
    """Without case and accents, and with one form for letters that Unicode writes in several."""
    decomposed = unicodedata.normalize("NFKD", text.casefold())
    return "".join(letter for letter in decomposed if not unicodedata.combining(letter))


def ranges(query: str) -> list[tuple[bytes, bytes]]:
    """For each word of a query, the range [from, to) of stored words that begin with it.

    Hyphens and other marks are left out, here as there: so the beginning of a number, a code and an address is found
    as it is written and as it is read out.
    """
    code = integrity.normalise_code(query)
    chunks = [code.casefold()] if code else map(_compact, fold(query).split())
    starts = dict.fromkeys(start for chunk in chunks if (start := _bytes(chunk)))
    return [(start, start + _AFTER_ANY_LETTER) for start in list(starts)[:MAX_WORDS]]


def _compact(text: str) -> str:
    return _NOT_LETTERS.sub("", text)


def _last_figures(number: str) -> Iterator[str]:
    """Of "2026-000142" also "000142" and "142": what people read out."""
    figures = re.findall(r"\d+", number)
    if figures:
        yield figures[-1]
        yield figures[-1].lstrip("0")


def _with_tails(text: str) -> Iterator[str]:
    yield text
    for place in _UNSPACED.finditer(text, 1) if _UNSPACED.search(text) else ():
        yield text[place.start() :]


def _bytes(text: str) -> bytes:
    """At most MAX_BYTES, never half a letter."""
    return text.encode(errors="ignore")[:MAX_BYTES].decode(errors="ignore").encode()
