"""People to try a design with: names that are short, long, in other scripts, and with signs that fonts stumble over."""

from dataclasses import dataclass
from typing import Any

from .fields import RECIPIENT_NAME, fields_of
from .formulas import Formulas
from .samples import sample_values


@dataclass(frozen=True, slots=True)
class SamplePerson:
    """`key` names it in addresses, `label` for people."""

    key: str
    label: str
    name: str


PEOPLE: tuple[SamplePerson, ...] = (
    SamplePerson("usual", "Sample values", ""),
    SamplePerson("short", "Short name", "Bo Li"),
    SamplePerson(
        "long",
        "Very long name",
        "Maximiliana Wilhelmina Friederike von Hohenstein-Wittelsbach zu Sonderhausen",
    ),
    SamplePerson("arabic", "Arabic name", "فاطمة الزهراء بنت عبد الرحمن المنصوري"),
    SamplePerson("chinese", "Chinese name", "欧阳静怡"),
    # The last word is written with combining marks, as some keyboards do.
    SamplePerson("accents", "Accents and marks", "Nguyễn Łucja Žďárská Zoe\u0308"),
    SamplePerson("hyphens", "Hyphens and apostrophes", "Anne-Sophie O’Connor-de’ Medici"),
)
BY_KEY = {person.key: person for person in PEOPLE}


def values_of_person(document: dict[str, Any], key: str) -> dict[str, str]:
    """The samples of a design with the name of one of PEOPLE, no longer than its field takes. Raises KeyError."""
    person, values = BY_KEY[key], sample_values(document)
    longest = next(
        (field.max_length for field in fields_of(document) if field.key == RECIPIENT_NAME.key), None
    )
    if person.name:
        values[RECIPIENT_NAME.key] = person.name[:longest].rstrip()
    return Formulas.of(document).work_out(values)[0]


def values_of_row(document: dict[str, Any], row: dict[str, str]) -> dict[str, str]:
    """A row of somebody's own list as the design would show it: fields without a value are empty, and what only an
    issued certificate has (number, code, address) is a sample."""
    own = {field.key for field in fields_of(document)}
    samples = {key: sample for key, sample in sample_values(document).items() if key not in own}
    known = {key: text for key, text in row.items() if key in own or (key in samples and text)}
    return Formulas.of(document).work_out(dict.fromkeys(own, "") | samples | known)[0]
