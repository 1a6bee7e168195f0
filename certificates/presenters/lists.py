"""A list of recipients in the wizard: how it was given, how it is read, which column goes where."""

from typing import Any

from certificates.ingest.encoding import display_name
from certificates.ingest.mapping import ColumnMapping
from certificates.ingest.row_checks import joined
from certificates.models import BulkGenerationJob
from certificates.services import drafts
from certificates.services.reports import problem_of
from templates_app.document.fields import Field, importable_fields

SAMPLES = 3
EMPTY_ROWS = 5  # offered to type into, and added at a time
KINDS = {"csv": "CSV", "xlsx": "Excel", "xls": "Excel 97", "ods": "OpenDocument"}
DELIMITERS = [(",", "Comma"), (";", "Semicolon"), ("\t", "Tab"), ("|", "Bar"), ("", "Nothing: one column")]
ENCODINGS = [
    "utf-8",
    "cp1252",
    "cp1250",
    "cp1251",
    "cp1253",
    "cp1254",
    "cp1255",
    "cp1256",
    "shift_jis",
    "gb18030",
    "big5",
    "euc_kr",
]
LANGUAGE = "certificate.language"
SURE = 0.8  # below it a guess is shown as one


def grid(job: BulkGenerationJob, typed: list[list[str]]) -> dict[str, Any]:
    """Rows to type into: what was typed, then empty ones."""
    fields = drafts.columns_of(job)
    most = max(1, min(drafts.MOST_TYPED_ROWS, 1_800 // len(fields)))
    wanted = min(most, max(EMPTY_ROWS, len(typed)))
    filled = [[*row, *[""] * len(fields)][: len(fields)] for row in typed[:most]]
    rows = filled + [[""] * len(fields) for _ in range(wanted - len(filled))]
    titles = drafts.titles_of(job)
    return {
        "fields": [
            {"label": title, "required": field.required} for title, field in zip(titles, fields, strict=True)
        ],
        "rows": [list(zip(titles, row, strict=True)) for row in rows],
        "can_grow": wanted < most,
        "most": most,
    }


def map_context(job: BulkGenerationJob, *, joining: str = "") -> dict[str, Any]:
    """The context of the step that matches columns. `joining`: key of the field that is to get one more column."""
    source, mapping = job.source, ColumnMapping.from_json(job.mapping)
    fields = importable_fields(job.template_version.document)
    missing = {problem.field: problem.message for problem in mapping.missing(fields)}
    shown = [
        _field(field, mapping, source, missing.get(field.key, ""), is_joining=field.key == joining)
        for field in fields
    ]
    return {
        "job": job,
        "reading": _reading(source),
        "preview": {"header": source["header"], "rows": [row["cells"] for row in source["sample"][:5]]},
        "remarks": [problem_of(entry) for entry in source["problems"] if not entry["line"]],
        "fields": [field for field in shown if field["required"] or field["is_filled"]],
        "more_fields": [field for field in shown if not field["required"] and not field["is_filled"]],
        "columns": [(str(index), name) for index, name in enumerate(mapping.header)],
        "cards": _cards(mapping, source),
        "missing": len(missing),
    }


def _reading(source: dict[str, Any]) -> dict[str, Any]:
    is_csv = source["kind"] == "csv"
    codecs = list(dict.fromkeys([source["encoding"], *ENCODINGS])) if is_csv else []
    sheets = source.get("sheets", [])
    return {
        "kind_label": KINDS[source["kind"]],
        "row_count": source["rows"],
        "guessed": source.get("encoding_how") == "guess",
        "encoding": source["encoding"],
        "encodings": [(codec, display_name(codec)) for codec in codecs],
        "delimiter": source["delimiter"],
        "delimiters": DELIMITERS if is_csv else [],
        "sheet": source["sheet"],
        "sheets": [(sheet, sheet) for sheet in sheets] if len(sheets) > 1 else [],
    }


def _field(
    field: Field, mapping: ColumnMapping, source: dict[str, Any], error: str, *, is_joining: bool
) -> dict[str, Any]:
    """`parts`: the columns that are joined into it, in their order; with `is_joining` an empty one follows."""
    columns = mapping.columns_of(field.key)
    rows = [row["cells"] for row in source["sample"][:SAMPLES]] if columns else []
    guess = mapping.sources.get(field.key)
    is_open = bool(columns) and is_joining
    can_join = field.type == "text" and field.key != LANGUAGE and 0 < len(columns) < len(mapping.header)
    return {
        "key": field.key,
        "label": field.label,
        "required": field.required,
        "parts": [*map(str, columns or [""]), *([""] if is_open else [])],
        "is_filled": bool(columns),
        "can_join": can_join and not is_open,
        "is_joining": is_open,
        "samples": [text for cells in rows if (text := joined([cells[index] for index in columns]))],
        "is_doubtful": bool(guess and guess.confidence < SURE),
        "error": error,
    }


def _cards(mapping: ColumnMapping, source: dict[str, Any]) -> list[dict[str, Any]]:
    """Each column of the file with its samples, to drag onto a field."""
    used = {index for each in mapping.sources.values() for index in each.columns}
    return [
        {
            "value": str(index),
            "name": name,
            "samples": [
                row["cells"][index] for row in source["sample"][:SAMPLES] if row["cells"][index].strip()
            ],
            "is_used": index in used,
        }
        for index, name in enumerate(mapping.header)
    ]
