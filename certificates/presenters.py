"""What the job pages show, in the words and shapes of their templates."""

from typing import Any

from certificates import selectors
from certificates.ingest.encoding import display_name
from certificates.ingest.mapping import ColumnMapping
from certificates.ingest.problems import Problem
from certificates.models import BulkGenerationJob, JobRow
from certificates.services.reports import problem_of
from templates_app.document.fields import Field, importable_fields

State = JobRow.State
LISTED_ROWS = 50
LISTED_PROBLEMS = 20  # rows whose problems the review shows; the report has all
SAMPLES = 3
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


def progress_context(job: BulkGenerationJob) -> dict[str, Any]:
    """The context of the progress region."""
    progress = selectors.progress(job)
    rows = list(selectors.rows_for_progress(job)[:LISTED_ROWS])
    return {
        "job": job,
        "progress": progress,
        "time_left": duration(progress.seconds_left),
        "rows": rows,
        "rows_left": max(0, progress.total - len(rows)),
        "can_cancel": job.status == job.Status.PROCESSING and not job.cancelled_at,
        "can_retry": job.status == job.Status.FAILED or (job.has_ended and progress.failed > 0),
        "has_zip": job.has_ended and bool(job.output_file),
        "has_report": bool(progress.failed or progress.invalid),
    }


def duration(seconds: int | None) -> str:
    """ "about 2 minutes"; "" while unknown."""
    if seconds is None:
        return ""
    if seconds < 60:
        return f"{max(1, seconds)} second{'s' if seconds > 1 else ''}"
    minutes = round(seconds / 60)
    return f"about {minutes} minute{'s' if minutes > 1 else ''}"


def review_context(job: BulkGenerationJob) -> dict[str, Any]:
    """The context of the review page, from what the last check left on the job and its rows."""
    source, mapping = job.source, ColumnMapping.from_json(job.mapping)
    fields = importable_fields(job.template_version.document)
    progress = selectors.progress(job)
    missing = {problem.field: str(problem) for problem in mapping.missing(fields)}
    problems = [problem_of(entry) for entry in source["problems"] if not entry["line"]] + _row_problems(job)
    return {
        "job": job,
        "reading": _reading(source),
        "preview": _preview(source),
        "fields": [_field(field, mapping, source, missing.get(field.key, "")) for field in fields],
        "columns": _columns(mapping),
        "check": {
            "good": progress.ready,
            "bad": progress.invalid,
            "problems": problems,
            "more": max(0, selectors.rows_with_remarks(job).count() - LISTED_PROBLEMS),
            "has_report": bool(progress.invalid),
        },
        "can_start": progress.ready > 0,
        "blocked": " ".join(missing.values())
        or "No row of this file can be issued yet: mend the rows that are listed.",
    }


def _reading(source: dict[str, Any]) -> dict[str, Any]:
    guessed = source.get("encoding_how") == "guess"
    is_csv = source["kind"] == "csv"
    codecs = list(dict.fromkeys([source["encoding"], *ENCODINGS])) if is_csv else []
    sheets = source.get("sheets", [])
    return {
        "kind_label": KINDS[source["kind"]],
        "row_count": source["rows"],
        "guessed": guessed,
        "encoding": source["encoding"],
        "encodings": [(codec, display_name(codec)) for codec in codecs],
        "delimiter": source["delimiter"],
        "delimiters": DELIMITERS if is_csv else [],
        "sheet": source["sheet"],
        "sheets": [(sheet, sheet) for sheet in sheets] if len(sheets) > 1 else [],
    }


def _preview(source: dict[str, Any]) -> dict[str, Any]:
    return {"header": source["header"], "rows": [row["cells"] for row in source["sample"][:5]]}


def _columns(mapping: ColumnMapping) -> list[tuple[str, str]]:
    """One choice for each column, and one for each set of columns that is joined already."""
    single = [(str(index), name) for index, name in enumerate(mapping.header)]
    joined = [
        (column_value(source.columns), " + ".join(mapping.header[index] for index in source.columns))
        for source in mapping.sources.values()
        if len(source.columns) > 1
    ]
    return single + joined


def column_value(columns: tuple[int, ...]) -> str:
    """Columns as a form value: "2", "0+1", "" for none."""
    return "+".join(str(index) for index in columns)


def _field(field: Field, mapping: ColumnMapping, source: dict[str, Any], error: str) -> dict[str, Any]:
    columns = mapping.columns_of(field.key)
    rows = [row["cells"] for row in source["sample"][:SAMPLES]] if columns else []
    return {
        "key": field.key,
        "label": field.label,
        "required": field.required,
        "column": column_value(columns),
        "samples": [" ".join(cells[index] for index in columns) for cells in rows],
        "error": error,
    }


def _row_problems(job: BulkGenerationJob) -> list[Problem]:
    """Of the first rows that have any, refused rows before those that only carry a warning."""
    rows = selectors.rows_with_remarks(job).values_list("problems", flat=True)[:LISTED_PROBLEMS]
    return [problem_of(entry) for problems in rows for entry in problems]
