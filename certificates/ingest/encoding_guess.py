"""Guess the encoding of text that is neither Unicode by its mark nor valid UTF-8.

Lists of names are short, and general detectors fail on them: `charset-normalizer` 3.5 takes three lines of German,
French and Spanish names in Windows-1252 for Windows-1250, and Hebrew for Cyrillic. What is known here helps:
the text is names, so its special letters are letters of a living alphabet, words begin (and only begin) with a
capital, and symbols do not stand inside words. Each candidate is scored by that; the general detector has a vote.

The result is never certain, so that callers always show it.
"""

from collections.abc import Iterable
from dataclasses import dataclass

from charset_normalizer import from_bytes

# Special letters that the languages of a Latin code page write, the common ones twice.
_WESTERN = "éèêëàâäáãåçñóòôöõúùûüíìîïæøœýßÉÈÊÀÂÄÁÃÅÇÑÓÖÕÚÜÍÆØŒ" + "éèäöüßçñáóíåøãê" + "’‘“”–€º°ª"
_CENTRAL = (
    "ąćęłńóśźżĄĆĘŁŃÓŚŹŻčďěňřšťůžýáéíúČĎĚŇŘŠŤŮŽÁÉÍÚőűöüŐŰÖÜăâîșțşţĂÂÎŞŢđĐľĺŕäô" + "łśżąęčřšžěőű" + "’”„–"
)
_TURKISH = "ıİşŞğĞçÇöÖüÜâîû" + "ışğİŞ" + "’–"
# The frequent letters of other scripts; the rest of the script counts for less.
_CYRILLIC = "оаеинтсрвлкмдпуяьгбзчйю"
_GREEK = "αοιετσνηυρπκμλςγδάίόήέύώ"
_HEBREW = "יוהלאמרתבשנכקדםן"
_ARABIC = "اليمنرتبودحسفعةهكأ"
_THAI = "านรอกเงมยลวดท่สตะปบคหแจพชขใ้ี็ัิ"
_PUNCTUATION = "’‘“”„«»–—…№ \u200f\u200e،؛؟·°"
_EVIDENCE = 3  # special bytes that count as half the proof


@dataclass(frozen=True, slots=True)
class _Candidate:
    codec: str
    name: str
    letters: str = ""  # special letters of a Latin code page
    script: tuple[int, int] = (
        0,
        0,
    )  # or the Unicode range of a script, with its frequent letters in `letters`
    common_leads: tuple[tuple[int, int], ...] = ()  # or the lead bytes of the common characters of a CJK set
    bonus: float = 0.0


CANDIDATES = (
    _Candidate("cp1252", "Windows-1252 (Western European)", _WESTERN, bonus=0.03),
    _Candidate("cp1250", "Windows-1250 (Central European)", _CENTRAL),
    _Candidate("iso8859_2", "ISO 8859-2 (Central European)", _CENTRAL, bonus=-0.01),
    _Candidate("cp1254", "Windows-1254 (Turkish)", _WESTERN + _TURKISH),
    _Candidate("mac_roman", "Mac Roman (Western European)", _WESTERN, bonus=-0.05),
    _Candidate("cp850", "DOS 850 (Western European)", _WESTERN, bonus=-0.1),
    _Candidate("cp1251", "Windows-1251 (Cyrillic)", _CYRILLIC, (0x0401, 0x045F)),
    _Candidate("koi8_r", "KOI8-R (Cyrillic)", _CYRILLIC, (0x0401, 0x045F), bonus=-0.02),
    _Candidate("cp866", "DOS 866 (Cyrillic)", _CYRILLIC, (0x0401, 0x045F), bonus=-0.1),
    _Candidate("cp1253", "Windows-1253 (Greek)", _GREEK, (0x0384, 0x03CE)),
    _Candidate("cp1255", "Windows-1255 (Hebrew)", _HEBREW, (0x05B0, 0x05F4)),
    _Candidate("cp1256", "Windows-1256 (Arabic)", _ARABIC, (0x0621, 0x06D5)),
    _Candidate("cp874", "Windows-874 (Thai)", _THAI, (0x0E01, 0x0E5B)),
    _Candidate("cp932", "Shift_JIS (Japanese)", common_leads=((0x82, 0x83), (0x88, 0x97), (0xE0, 0xE2))),
    _Candidate("euc_jp", "EUC-JP (Japanese)", common_leads=((0xA4, 0xA5), (0xB0, 0xCF)), bonus=-0.05),
    _Candidate("gb18030", "GB 18030 (Simplified Chinese)", common_leads=((0xB0, 0xD7),)),
    _Candidate("cp950", "Big5 (Traditional Chinese)", common_leads=((0xA4, 0xC6),)),
    _Candidate("cp949", "EUC-KR (Korean)", common_leads=((0xB0, 0xC8),), bonus=0.02),
)
NAMES = {candidate.codec: candidate.name for candidate in CANDIDATES}
_ALIASES = {"shift_jis": "cp932", "big5": "cp950", "euc_kr": "cp949", "johab": "cp949"}  # to our supersets


@dataclass(frozen=True, slots=True)
class Guess:
    """`confidence` 0..1: how much of the special text makes sense, less what speaks for the runner-up,
    and less where there is little to go by."""

    codec: str
    confidence: float


def guess_encoding(sample: bytes) -> Guess:
    """The likeliest encoding of `sample` (lines that hold bytes above 127). Windows-1252 if nothing fits.

    Encodings under which the sample reads the same do not compete; the first of `CANDIDATES` stands for them.
    """
    vote = _general_detector(sample)
    readings: dict[str, tuple[float, str]] = {}
    for candidate in CANDIDATES:
        text = _decoded(sample, candidate.codec)
        score = _score(text, candidate) + candidate.bonus + (0.1 if candidate.codec == vote else 0.0)
        known, codec = readings.get(text, (score, candidate.codec))
        readings[text] = (max(score, known), codec)
    (best, codec), (second, _), *_ = sorted([*readings.values(), (0.0, ""), (0.0, "")], reverse=True)
    if best <= 0:
        return Guess("cp1252", 0.0)
    special = sum(byte >= 0x80 for byte in sample)
    certainty = min(0.95, best - max(0.0, second) / 2) * special / (special + _EVIDENCE)
    return Guess(codec, round(max(0.05, certainty), 2))


def _general_detector(sample: bytes) -> str:
    match = from_bytes(sample, cp_isolation=[c.codec for c in CANDIDATES]).best()
    return _ALIASES.get(match.encoding, match.encoding) if match else ""


def _decoded(sample: bytes, codec: str) -> str:
    try:
        return sample.decode(codec)
    except UnicodeDecodeError:
        return ""


def _score(text: str, candidate: _Candidate) -> float:
    if not text:
        return -1.0
    if candidate.common_leads:
        return _mean(_cjk_points(text, candidate))
    if candidate.script[0]:
        return _mean(_script_points(text, candidate))
    return _mean(_latin_points(text, candidate.letters))


def _mean(points: Iterable[float]) -> float:
    total, count = 0.0, 0
    for point in points:
        total += point
        count += 1
    return total / count if count else 0.0


def _cjk_points(text: str, candidate: _Candidate) -> Iterable[float]:
    for char in text:
        if char < "\x80":
            continue
        code = char.encode(candidate.codec)
        if len(code) != 2:  # half-width katakana, four-byte GB: rare in real lists, common in wrong guesses
            yield -0.5
        elif code[0] in (0x81, 0xA1, 0xA3) and not char.isalnum():  # full-width punctuation and letters
            yield 0.5
        else:
            second_is_common = candidate.codec not in ("gb18030", "cp949") or code[1] >= 0xA1
            common = any(low <= code[0] <= high for low, high in candidate.common_leads)
            yield 1.0 if common and second_is_common else -0.4


def _script_points(text: str, candidate: _Candidate) -> Iterable[float]:
    """Letters of the script score, frequent ones most; capitals inside words and Latin neighbours speak against it."""
    low, high = candidate.script
    before = " "
    for char in text:
        if char >= "\x80":
            if not low <= ord(char) <= high:
                yield 0.2 if char in _PUNCTUATION else -0.8
            elif char.isupper() and before.islower():
                yield -1.0
            elif before.isascii() and before.isalpha():
                yield -0.5
            else:
                frequent = char.lower() in candidate.letters
                at_start = not before.isalpha()
                yield (1.0 if frequent else 0.4) * (0.6 if at_start and char.islower() else 1.0)
        before = char


def _latin_points(text: str, letters: str) -> Iterable[float]:
    """Special letters stand between plain ones; rows of them are another script read through the wrong table."""
    before = " "
    for char in text:
        if char >= "\x80":
            if char.isupper() and before.islower():
                yield -1.0
            elif not before.isascii() and before.isalpha() and char.isalpha():
                yield -0.2
            elif not char.isalpha() and before.isalpha() and char not in "’–":
                yield -0.8
            else:
                yield {0: -0.6, 1: 0.75}.get(letters.count(char), 1.0)
        before = char
