"""Cells of files that spreadsheet programs open: none of them may run as a formula (CWE-1236)."""

# Spreadsheets run a cell that begins so as a formula (OWASP, "CSV Injection"), full-width forms included.
FORMULA_STARTS = frozenset("=+-@\t\r\n＝＋－＠")


def defuse(cell: str) -> str:
    """The cell with an apostrophe before it if a spreadsheet program could run it; for every file that we write.

    Leading spaces do not hide a formula sign, for some programs trim them.
    """
    return f"'{cell}" if is_formula(cell) else cell


def is_formula(cell: str) -> bool:
    """Whether a spreadsheet program could take the cell for a formula."""
    return bool(cell) and (
        cell[0] in FORMULA_STARTS or (cell[0].isspace() and cell.lstrip()[:1] in FORMULA_STARTS)
    )
