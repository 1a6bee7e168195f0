"""`python -m bench`: measure, print tables, say which targets are reached. Exit 1 only when something did not run."""

import argparse
import json
import subprocess
import sys
import tempfile
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from playwright.sync_api import Error

from bench import comparison, editor, machine, pipeline, report, targets
from bench.scene import make_scene
from bench.site import ROOT, SiteFailed, private_site

QUICK_ROWS = [200]
FULL_ROWS = [500, 5_000, 20_000]
PROFILE_ROWS = 450


def main(arguments: Sequence[str]) -> int:
    """Run what was asked for in a temporary folder, which is removed."""
    options = _parse(arguments)
    cores = machine.use_cores(options.cores)
    facts = machine.describe(cores)
    print(report.machine_text(facts), flush=True)
    faults: list[str] = []
    with tempfile.TemporaryDirectory(prefix="iconikcerts-bench-", dir=options.folder) as name:
        folder = Path(name)
        lines = [] if options.no_comparison else _compare(folder, options, cores)
        faults += [f"{line.entry.title}: {line.fault}" for line in lines if line.fault]
        runs = _run_pipeline(folder, options.rows, cores, faults)
        stages = _profile(folder, faults) if options.profile else {}
        drawing = _edit(folder, faults) if options.editor else []
    verdicts = targets.judge(lines, runs, cores) + targets.judge_editor(drawing)
    verdicts += targets.judge_stages(stages)
    if lines:
        _print_part("Side by side, for one certificate (median)", report.comparison_text(lines, runs, cores))
    if runs:
        _print_part("The whole job: CSV to ZIP", report.pipeline_text(runs))
    if stages:
        _print_part(f"Where the time goes ({PROFILE_ROWS} rows)", report.stages_text(stages))
    if drawing:
        _print_part("The editor", report.editor_text(drawing))
    _print_part("Targets", report.verdicts_text(verdicts))
    if options.json:
        content = report.as_json(facts, lines, runs, stages, drawing, verdicts)
        options.json.write_text(json.dumps(content, indent=1, ensure_ascii=False) + "\n")
    if faults:
        _print_part("Did not run", "\n".join(faults))
    return 1 if faults else 0


def _parse(arguments: Sequence[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m bench", description=__doc__)
    parser.add_argument(
        "--rows", type=int, nargs="*", default=None, help="sizes of whole jobs (default: 200)"
    )
    parser.add_argument("--full", action="store_true", help="whole jobs of 500, 5,000 and 20,000 rows")
    parser.add_argument("--rounds", type=int, default=3, help="rounds of the comparison (default: 3)")
    parser.add_argument(
        "--scale", type=float, default=1.0, help="size of the samples of a round (default: 1)"
    )
    parser.add_argument("--cores", type=int, default=2, help="cores to use (default: 2)")
    parser.add_argument("--no-comparison", action="store_true", help="only whole jobs")
    parser.add_argument("--profile", action="store_true", help="where the time of the whole job goes")
    parser.add_argument("--editor", action="store_true", help="opening a design in the editor, and dragging")
    parser.add_argument("--json", type=Path, default=None, metavar="FILE", help="write all figures there")
    parser.add_argument(
        "--folder", type=Path, default=None, help="where temporary files go (default: TMPDIR)"
    )
    options = parser.parse_args(arguments)
    if options.rows is None:
        options.rows = FULL_ROWS if options.full else QUICK_ROWS
    return options


def _compare(folder: Path, options: argparse.Namespace, cores: int) -> list[comparison.Line]:
    pictures = folder / "scene"
    pictures.mkdir()
    _tell("drawing the design's pictures")
    scene = make_scene(pictures)
    return comparison.compare(scene, rounds=options.rounds, cores=cores, scale=options.scale, tell=_tell)


def _run_pipeline(
    folder: Path, sizes: Sequence[int], cores: int, faults: list[str]
) -> list[pipeline.PipelineRun]:
    runs = []
    for rows in sizes:
        try:
            runs.append(pipeline.run(rows, cores=cores, parent=folder, tell=_tell))
        except (pipeline.PipelineFailed, pipeline.NoRoom, SiteFailed) as error:
            faults.append(f"whole job of {rows:,} rows: {error}")
    return runs


def _profile(folder: Path, faults: list[str]) -> dict[str, dict[str, float]]:
    home = folder / "profile"
    home.mkdir()
    _tell("profile: issuing in one process")
    scene = make_scene(home)
    with private_site(home, scene) as site:
        source = home / "recipients.csv"
        pipeline.write_recipients(source, PROFILE_ROWS)
        command = [sys.executable, "-m", "bench.stages", str(source), site.design, site.team]
        done = subprocess.run(command, env=site.env, cwd=ROOT, capture_output=True, text=True, check=False)
    if done.returncode:
        faults.append(f"profile: {done.stderr[-2000:]}")
        return {}
    stages: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return stages


def _edit(folder: Path, faults: list[str]) -> list[editor.EditorRun]:
    home = folder / "editor"
    home.mkdir()
    _tell("editor: opening and dragging")
    try:
        with private_site(home, make_scene(home)) as site:
            return editor.measure(site)
    except (SiteFailed, Error) as error:
        faults.append(f"editor: {error}")
        return []


def _tell(what: str) -> None:
    """Progress goes to standard error, so that standard output holds the tables alone."""
    print(what, file=sys.stderr, flush=True)


def _print_part(title: str, text: str) -> None:
    print(f"\n{title}\n{'-' * len(title)}\n{text}", flush=True)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
