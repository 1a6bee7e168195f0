"""Which column of a list fills which field of a design: guessed from headings and contents, or told by the user."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from typing import Any, Literal, Self

from iconikcerts.common.errors import DomainError
from templates_app.document.fields import Field

from .columns import guess_type
from .headings import Headings, name_columns, plain
from .problems import Problem, error
from .source import SourceRow

How = Literal["key", "name", "synonym", "similar", "content", "chosen"]
_CONFIDENCE: dict[How, float] = {
    "chosen": 1.0,
    "key": 1.0,
    "name": 0.98,
    "synonym": 0.9,
    "similar": 0.6,
    "content": 0.6,
}


class InvalidMapping(DomainError):
    """A column or field that was named does not exist, or is used twice."""

    code = "invalid_mapping"


@dataclass(frozen=True, slots=True)
class Source:
    """The columns (indexes from 0) of one field; several are joined. `confidence`: 0..1."""

    columns: tuple[int, ...]
    how: How
    confidence: float


@dataclass(frozen=True, slots=True)
class ColumnMapping:
    """Field key → columns. Each column fills at most one field; columns of no field are left alone."""

    header: tuple[str, ...]
    sources: Mapping[str, Source] = field(default_factory=dict)

    def columns_of(self, key: str) -> tuple[int, ...]:
        return self.sources[key].columns if key in self.sources else ()

    def names_of(self, key: str) -> str:
        """The headers of a field's columns, for messages: "First name + Last name"."""
        return " + ".join(self.header[index] for index in self.columns_of(key))

    @property
    def unused(self) -> tuple[str, ...]:
        used = {index for source in self.sources.values() for index in source.columns}
        return tuple(name for index, name in enumerate(self.header) if index not in used)

    def missing(self, fields: Iterable[Field]) -> list[Problem]:
        """An error for each required field that no column fills."""
        return [
            replace(
                error(
                    "field_not_mapped",
                    f"No column holds '{wanted.label}', which every certificate of this design needs.",
                    mend=f"Choose its column. The file has: {', '.join(self.header)}.",
                ),
                field=wanted.key,
            )
            for wanted in fields
            if wanted.required and wanted.key not in self.sources
        ]

    def overridden_by(self, other: Self) -> Self:
        """`other` wins: its fields take their columns away from the guesses of this one."""
        taken = {index for source in other.sources.values() for index in source.columns}
        kept = {
            key: source
            for key, source in self.sources.items()
            if key not in other.sources and not taken & set(source.columns)
        }
        chosen = {key: source for key, source in other.sources.items() if source.columns}
        return replace(self, sources={**kept, **chosen})

    def to_json(self) -> dict[str, Any]:
        return {
            "header": list(self.header),
            "fields": {
                key: {"columns": list(source.columns), "how": source.how, "confidence": source.confidence}
                for key, source in self.sources.items()
            },
        }

    @classmethod
    def from_json(cls, data: Mapping[str, Any]) -> Self:
        sources = {
            key: Source(tuple(entry["columns"]), entry["how"], entry["confidence"])
            for key, entry in data["fields"].items()
        }
        return cls(tuple(data["header"]), sources)


def guess(
    header: Sequence[str], fields: Sequence[Field], *, sample_rows: Sequence[SourceRow] = ()
) -> ColumnMapping:
    """Match columns to fields: by key or label, by synonym, by similar words, an e-mail column by its contents.

    The surest matches take their columns first. First and last name make up recipient.name where no column holds
    the whole name.
    """
    guesses: dict[str, Source] = {}
    free = set(range(len(header)))
    for how in ("key", "name", "synonym"):
        _match(header, fields, how, guesses, free)
    _join_name_parts(header, fields, guesses, free)
    _match(header, fields, "similar", guesses, free)
    _match_email_by_content(fields, sample_rows, guesses, free)
    return ColumnMapping(tuple(header), {f.key: guesses[f.key] for f in fields if f.key in guesses})


def _match(
    header: Sequence[str], fields: Sequence[Field], how: How, guesses: dict[str, Source], free: set[int]
) -> None:
    for wanted in fields:
        if wanted.key in guesses:
            continue
        headings = Headings.of(wanted)
        column = next((index for index in sorted(free) if headings.matches(header[index], how)), None)
        if column is not None:
            guesses[wanted.key] = Source((column,), how, _CONFIDENCE[how])
            free.remove(column)


def _join_name_parts(
    header: Sequence[str], fields: Sequence[Field], guesses: dict[str, Source], free: set[int]
) -> None:
    """First and last name make up the recipient's. A heading that means the whole name alone may mean one of them."""
    known = guesses.get("recipient.name")
    if not any(wanted.key == "recipient.name" for wanted in fields) or (known and known.how == "key"):
        return
    mine = set(known.columns) if known else set()
    columns = name_columns(header, free | mine)
    if not columns or not mine <= set(columns):
        return
    guesses["recipient.name"] = Source(columns, "synonym", 0.85)
    free.difference_update(columns)


def _match_email_by_content(
    fields: Sequence[Field], rows: Sequence[SourceRow], guesses: dict[str, Source], free: set[int]
) -> None:
    for wanted in fields:
        if wanted.type != "email" or wanted.key in guesses:
            continue
        for column in sorted(free):
            if guess_type(row.cells[column] for row in rows if column < len(row.cells)) == "email":
                guesses[wanted.key] = Source((column,), "content", _CONFIDENCE["content"])
                free.remove(column)
                break


def parse_map(entries: Iterable[str], header: Sequence[str], fields: Sequence[Field]) -> ColumnMapping:
    """Entries "field=column": field by key or label, column by header. "First + Last" joins columns; "field=" leaves
    the field empty. Names are compared without case, accents and punctuation. Raises `InvalidMapping`.
    """
    sources: dict[str, Source] = {}
    taken: dict[int, str] = {}
    for entry in entries:
        left, equals, right = entry.partition("=")
        if not equals:
            raise InvalidMapping(
                f"'{entry}' is not of the form field=column.", mend="Write, say, recipient.name=Name."
            )
        wanted = _field_named(left, fields)
        if wanted.key in sources:
            raise InvalidMapping(f"The field '{wanted.key}' is given twice.", mend="Name it once.")
        columns = _columns_named(right, header)
        for column in columns:
            if column in taken:
                raise InvalidMapping(
                    f"The column '{header[column]}' is given to '{taken[column]}' and to '{wanted.key}'.",
                    mend="A column fills one field; copy the column in your list if both need it.",
                )
            taken[column] = wanted.key
        sources[wanted.key] = Source(columns, "chosen", 1.0)
    return ColumnMapping(tuple(header), sources)


def _field_named(text: str, fields: Sequence[Field]) -> Field:
    name = text.strip()
    for how in ("key", "name", "synonym"):
        for wanted in fields:
            if Headings.of(wanted).matches(name, how):
                return wanted
    known = ", ".join(f.key for f in fields)
    raise InvalidMapping(f"The design has no field '{name}'.", mend=f"Its fields are: {known}.")


def _columns_named(text: str, header: Sequence[str]) -> tuple[int, ...]:
    name = text.strip()
    if not name:
        return ()
    column = _column_named(name, header)
    if column is not None:
        return (column,)
    columns = [_column_named(part.strip(), header) for part in name.split("+")]
    found = tuple(index for index in columns if index is not None)
    if len(found) < len(columns) or len(set(found)) < len(found):
        raise InvalidMapping(
            f"The file has no column '{name}'.", mend=f"Its columns are: {', '.join(header)}."
        )
    return found


def _column_named(name: str, header: Sequence[str]) -> int | None:
    if name in header:
        return header.index(name)
    return next((index for index, title in enumerate(header) if plain(title) == plain(name) != ""), None)
