"""What is read from Lighthouse's reports: the middle of several runs, and what costs points."""

import json
from pathlib import Path
from typing import Any

import pytest

from scripts.lighthouse.measure import CATEGORIES, Page, Result, open_points, read, table

VERIFY = Page("/verify", "/verify")


def report(performance: float, **failed: float) -> dict[str, Any]:
    """A report as Lighthouse writes one; `failed`: weight of each performance audit that scored nothing."""
    audits = {name: {"id": name, "title": name.upper(), "score": 0, "displayValue": "3 s"} for name in failed}
    audits["informative"] = {"id": "informative", "title": "", "score": None}
    categories: dict[str, Any] = {
        name: {"score": 1, "auditRefs": [{"id": "informative", "weight": 0}]} for name in CATEGORIES
    }
    refs = [{"id": name, "weight": weight} for name, weight in failed.items()]
    categories["performance"] = {"score": performance, "auditRefs": refs}
    return {"categories": categories, "audits": audits}


def written(folder: Path, *reports: dict[str, Any]) -> list[Path]:
    paths = [folder / f"{number}.json" for number in range(len(reports))]
    for path, content in zip(paths, reports, strict=True):
        path.write_text(json.dumps(content))
    return paths


def test_the_middle_run_counts(tmp_path: Path) -> None:
    runs = written(tmp_path, report(0.99), report(0.5, lcp=25), report(0.9, cls=5, lcp=25))

    result = read(VERIFY, "mobile", runs)

    assert result.scores == {"performance": 90, "accessibility": 100, "best-practices": 100, "seo": 100}
    assert result.open_points == ["lcp: LCP 3 s", "cls: CLS 3 s"]
    assert result.is_good is False


def test_a_run_that_failed_is_no_score_of_nothing(tmp_path: Path) -> None:
    runs = written(
        tmp_path, report(0.99) | {"runtimeError": {"code": "NO_FCP", "message": "nothing was drawn"}}
    )

    with pytest.raises(ValueError, match=r"/verify, mobile: NO_FCP nothing was drawn"):
        read(VERIFY, "mobile", runs)


def test_an_audit_that_weighs_nothing_is_no_open_point() -> None:
    assert open_points(report(1.0, trivial=0)) == []


def test_the_table_has_a_line_for_each_page_and_form() -> None:
    scores = dict.fromkeys(CATEGORIES, 98)

    assert table([Result("/", "mobile", scores, []), Result("/", "desktop", scores, [])]).splitlines()[
        2:
    ] == [
        "| / | mobile | 98 | 98 | 98 | 98 |",
        "| / | desktop | 98 | 98 | 98 | 98 |",
    ]
