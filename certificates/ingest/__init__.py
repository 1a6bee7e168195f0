"""Lists of recipients: read any file that a spreadsheet program writes, match its columns, check its rows.

Pure: paths and values in, values out; no database, no settings. The way of a file:

    seen = peek(path, filename="class.csv")                         # raises UnusableFile
    mapping = guess(seen.header, fields, sample_rows=seen.sample)    # or .overridden_by(parse_map([...], ...))
    for row in check_file(path, seen.options, mapping, fields):      # row.is_good, row.values, row.problems
        ...
    write_report(out, seen.header, bad_rows)                         # what was held back, with notes
"""

from .blank_list import write_blank
from .duplicates import Duplicates
from .encoding import ENCODINGS, display_name
from .mapping import ColumnMapping, InvalidMapping, guess, parse_map
from .problems import Problem, Severity, UnusableFile
from .readers import Peek, peek, read_rows
from .report import NOTE_COLUMNS, ReportRow, write_report
from .row_checks import RowChecker, check_file, check_row, date_orders
from .row_stream import RowStream
from .source import DEFAULT_LIMITS, CheckedRow, Limits, ReadOptions, SourceRow

__all__ = [
    "DEFAULT_LIMITS",
    "ENCODINGS",
    "NOTE_COLUMNS",
    "CheckedRow",
    "ColumnMapping",
    "Duplicates",
    "InvalidMapping",
    "Limits",
    "Peek",
    "Problem",
    "ReadOptions",
    "ReportRow",
    "RowChecker",
    "RowStream",
    "Severity",
    "SourceRow",
    "UnusableFile",
    "check_file",
    "check_row",
    "date_orders",
    "display_name",
    "guess",
    "parse_map",
    "peek",
    "read_rows",
    "write_blank",
    "write_report",
]
