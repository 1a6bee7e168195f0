"""`python -m scripts.lighthouse CODE`: measures landing, verify and one certificate's page; called by `make lighthouse`.

Exit code 1 when a category stays below the target, with the audits that cost it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

from scripts.lighthouse.measure import FORMS, RUNS, TARGET, Page, Result, command, read, table

RUN_SECONDS = 180


def main(code: str) -> int:
    """Measure, print the table, and return the exit code."""
    # Pages of certificates ask search engines to stay away, on purpose: that audit would count it as a fault.
    pages = [Page("/", "/"), Page("/verify", "/verify"), Page("/v/…", f"/v/{code}", ("is-crawlable",))]
    results = [_measured(page, form) for page in pages for form in FORMS]
    print(f"\n{table(results)}")
    for line in [f"  {each.page}, {each.form}: {point}" for each in results for point in each.open_points]:
        print(line)
    good = all(result.is_good for result in results)
    print(f"All reach {TARGET}." if good else f"Not all reach {TARGET}.")
    return 0 if good else 1


def _measured(page: Page, form: str) -> Result:
    folder = Path(os.environ["LIGHTHOUSE_DIR"])
    stem = page.path.strip("/").split("/")[0] or "home"
    reports = [folder / f"{stem}-{form}-{number}.json" for number in range(1, RUNS + 1)]
    for report in reports:
        report.unlink(missing_ok=True)
        line = command(os.environ["NODE"], os.environ["SITE_URL"], page, form, report)
        done = subprocess.run(line, capture_output=True, text=True, timeout=RUN_SECONDS)
        if not report.exists():
            raise SystemExit(f"Lighthouse wrote no report of {page.name}, {form}:\n{done.stderr[-3000:]}")
    result = read(page, form, reports)
    print(f"{page.name} {form}: {result.scores}", flush=True)
    return result


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
