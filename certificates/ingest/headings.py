"""Compare headings as people do: case, accents, punctuation, spaces and camelCase make no difference."""

import re
import unicodedata
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import lru_cache

from templates_app.document.fields import Field

_CAMEL = re.compile(r"(?<=[a-z0-9])(?=[A-Z])|(?<=[A-Z])(?=[A-Z][a-z])")
_NOTE = re.compile(
    r"\((?:required|optional|\*|pflichtfeld|obligatoire|facultatif|obligatorio|yyyy[^)]*)\)|\*", re.I
)
_E_MAIL = re.compile(r"\be mail\b")
_FILLERS_WORDS = "of the a an de la le du des da do di del der die das fur for"
_FILLERS = frozenset(_FILLERS_WORDS.split())
# What makes a recipient of a name; a heading "Student name" is not the name of a course.
_PEOPLE_WORDS = "recipient participant attendee student learner holder"
_PEOPLE = frozenset(_PEOPLE_WORDS.split())

_FIRST = """
    first name | firstname | given name | given names | forename | prénom | prénoms | vorname | nombre | nombres |
    nome proprio | primeiro nome | voornaam | imię | имя | ім'я | jméno | keresztnév | fornavn | förnamn | etunimi |
    ad | adı | prenume | όνομα | الاسم الأول | שם פרטי | पहला नाम | ชื่อ | tên | 名 | 이름
"""
_LAST = """
    last name | lastname | surname | family name | nom | nom de famille | nachname | familienname | apellido |
    apellidos | cognome | sobrenome | apelido | achternaam | nazwisko | фамилия | прізвище | příjmení | vezetéknév |
    etternavn | efternavn | efternamn | sukunimi | soyad | soyadı | nume | επώνυμο | اسم العائلة | שם משפחה |
    अंतिम नाम | นามสกุล | họ | 姓 | 성
"""
_MIDDLE = "middle name | middle names | second name | отчество | по батькові | όνομα πατρός"
# Headings that mean the whole name alone, but the surname beside a column of first names.
_SURNAME_ALONE = "name | nom | naam | nume | navn | namn"
_SURNAME_FIRST = "姓 | 성 | họ | vezetéknév"  # languages that write the surname first


@lru_cache(maxsize=8192)
def plain(text: str) -> str:
    """ "E-Mail_Adresse*" → "e mail adresse", "firstName" → "first name", "Prénom" → "prenom"."""
    text = _CAMEL.sub(" ", _NOTE.sub(" ", text))
    # A dot or an apostrophe inside a word holds it together (Ф.И.О., ім'я); other punctuation divides.
    text = re.sub(r"(?<=\w)['’״׳.](?=\w)(?!\w{4})", "", text)
    marked = unicodedata.normalize("NFKD", text.casefold())
    letters = "".join(
        char if char.isalnum() or unicodedata.category(char) in ("Mc", "Mn") else " "
        for char in marked
        if not "\u0300" <= char <= "\u036f"  # accents; vowel signs of other scripts are letters of the word
    )
    return _E_MAIL.sub("email", " ".join(letters.split())).replace("ı", "i")


def _plain_set(headings: Iterable[str]) -> frozenset[str]:
    return frozenset(plain(heading) for heading in headings) - {""}


_FIRST_NAMES, _LAST_NAMES, _MIDDLE_NAMES, _SURNAMES, _LEADING_SURNAMES = (
    _plain_set(table.split("|")) for table in (_FIRST, _LAST, _MIDDLE, _SURNAME_ALONE, _SURNAME_FIRST)
)


@dataclass(frozen=True, slots=True)
class Headings:
    """The headings under which a field may stand, in their plain form."""

    key: str
    label: str
    synonyms: frozenset[str]
    is_person: bool

    @staticmethod
    def of(wanted: Field) -> "Headings":
        return _headings(wanted)

    def matches(self, heading: str, how: str) -> bool:
        text = plain(heading)
        if how == "key":
            return heading.strip().casefold() == self.key or text == plain(self.key)
        if how == "name":
            return text == self.label
        if how == "synonym":
            return text in self.synonyms
        return self._is_similar(text)

    def _is_similar(self, text: str) -> bool:
        """The same words in another order, or a heading of several words with some more around it."""
        words = frozenset(text.split()) - _FILLERS
        if not self.is_person and words & _PEOPLE:
            return False
        for known in (self.label, *self.synonyms):
            wanted = frozenset(known.split()) - _FILLERS
            if wanted and (words == wanted or (len(wanted) >= 2 and wanted < words)):
                return True
        return False


@lru_cache(maxsize=512)
def _headings(wanted: Field) -> Headings:
    last_part = wanted.key.rpartition(".")[2]
    return Headings(
        key=wanted.key.casefold(),
        label=plain(wanted.label),
        synonyms=_plain_set((*wanted.synonyms, wanted.key, last_part.replace("_", " "))),
        is_person=wanted.key.startswith("recipient."),
    )


def name_columns(header: Sequence[str], columns: Iterable[int]) -> tuple[int, ...]:
    """Columns (indexes from 0) that make up a name when joined, in the order of its language; () if they do not.

    "Name" and its like mean the surname when a first name stands beside it.
    """
    candidates = sorted(columns)

    def column_of(names: frozenset[str], *taken: int | None) -> int | None:
        return next((i for i in candidates if i not in taken and plain(header[i]) in names), None)

    first = column_of(_FIRST_NAMES)
    last = column_of(_LAST_NAMES, first)
    if last is None:
        last = column_of(_SURNAMES, first)
    if first is None or last is None:
        return ()
    middle = column_of(_MIDDLE_NAMES, first, last)
    surname_first = plain(header[last]) in _LEADING_SURNAMES
    order = (last, middle, first) if surname_first else (first, middle, last)
    return tuple(index for index in order if index is not None)
