"""Runs Lighthouse and reads its reports: scores from 0 to 100 for each page and form, and what costs them."""

from __future__ import annotations

import json
import os
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any

FOLDER = Path(__file__).parent
PROGRAM = FOLDER / "node_modules" / "lighthouse" / "cli" / "index.js"
CATEGORIES = ("performance", "accessibility", "best-practices", "seo")
FORMS = ("mobile", "desktop")
RUNS = 3  # performance moves with the load of the machine: the middle one counts
TARGET = 95


@dataclass(frozen=True, slots=True)
class Page:
    """A page to measure. `left_out`: audits that do not apply, each with its reason."""

    name: str
    path: str
    left_out: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Result:
    """Scores by category, and the audits (id: title, value) that are not passed in the middle run."""

    page: str
    form: str
    scores: dict[str, int]
    open_points: list[str]

    @property
    def is_good(self) -> bool:
        """Whether every category reaches TARGET."""
        return all(score >= TARGET for score in self.scores.values())


def command(node: str, site: str, page: Page, form: str, report: Path) -> list[str]:
    """The command line of one run, as root without the browser's sandbox. SHOTS_* as in `scripts.setup.showcase`."""
    rule = f"MAP {os.environ['SHOTS_HOST']}:80 {os.environ['SHOTS_WEB']}"
    sandbox = " --no-sandbox" if os.geteuid() == 0 else ""
    options = [f"--skip-audits={','.join(page.left_out)}"] if page.left_out else []
    return [
        node,
        str(PROGRAM),
        site + page.path,
        "--quiet",
        "--no-enable-error-reporting",
        "--output=json",
        f"--output-path={report}",
        f"--only-categories={','.join(CATEGORIES)}",
        f'--chrome-flags=--headless=new{sandbox} --host-resolver-rules="{rule}"',
        *(["--preset=desktop"] if form == "desktop" else []),
        *options,
    ]


def read(page: Page, form: str, reports: Sequence[Path]) -> Result:
    """The middle score of each category over several runs of one page. Raises ValueError when a run failed."""
    runs: list[dict[str, Any]] = [json.loads(report.read_text()) for report in reports]
    for run in runs:
        if error := run.get("runtimeError"):
            raise ValueError(f"{page.name}, {form}: {error['code']} {error.get('message', '')}")
    scores = {
        category: round(100 * median(run["categories"][category]["score"] or 0 for run in runs))
        for category in CATEGORIES
    }
    middle = sorted(runs, key=lambda run: run["categories"]["performance"]["score"] or 0)[len(runs) // 2]
    return Result(page.name, form, scores, open_points(middle))


def open_points(run: dict[str, Any]) -> list[str]:
    """Audits that count and are not passed, the heaviest first."""
    weighed = {
        ref["id"]: ref["weight"]
        for category in CATEGORIES
        for ref in run["categories"][category]["auditRefs"]
        if ref["weight"]
    }
    failed = [
        audit
        for audit in run["audits"].values()
        if audit["id"] in weighed and audit["score"] is not None and audit["score"] < 0.9
    ]
    failed.sort(key=lambda audit: -weighed[audit["id"]])
    return [f"{audit['id']}: {audit['title']} {audit.get('displayValue', '')}".strip() for audit in failed]


def table(results: Sequence[Result]) -> str:
    """The scores as a Markdown table."""
    lines = [
        f"| page | form | {' | '.join(CATEGORIES)} |",
        "|---|---|" + "---|" * len(CATEGORIES),
    ]
    for result in results:
        cells = " | ".join(str(result.scores[category]) for category in CATEGORIES)
        lines.append(f"| {result.page} | {result.form} | {cells} |")
    return "\n".join(lines)
