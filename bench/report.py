"""The measurements as tables for people and as JSON for programs."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict
from typing import Any

from bench.comparison import Line
from bench.editor import EditorRun
from bench.pipeline import PipelineRun
from bench.targets import Verdict

_MARKS = {True: "PASS", False: "short of target", None: "not measured"}


def machine_text(facts: Mapping[str, str]) -> str:
    """One fact a line."""
    width = max(len(name) for name in facts)
    return "\n".join(f"{name:<{width}}  {value}" for name, value in facts.items())


def comparison_text(lines: Sequence[Line], runs: Sequence[PipelineRun], cores: int) -> str:
    """Contenders and, of the whole pipeline, the largest job.

    `×`: how many times as long a new page each takes, with as many processes.
    """
    header = ("", "ms, 1 process", "×", f"ms, {cores} processes", "×", "CPU ms", "file kB")
    base = next((line for line in lines if line.entry.key == "new_page" and not line.fault), None)
    table = [header]
    for line in lines:
        if line.fault:
            table.append((line.entry.title, f"not run: {line.fault}", "", "", "", "", ""))
            continue
        times = [base.ms / line.ms, base.ms_together / line.ms_together] if base else [None, None]
        table.append(
            (
                line.entry.title,
                f"{line.ms:.1f}",
                _times(times[0]),
                f"{line.ms_together:.1f}",
                _times(times[1]),
                f"{line.cpu_ms:.1f}",
                f"{line.bytes / 1000:.0f}",
            )
        )
    for run in runs[-1:]:
        ratio = base.ms_together / run.ms if base else None
        title = f"IconikCerts, CSV to ZIP, {run.rows:,} rows"
        table.append((title, "", "", f"{run.ms:.1f}", _times(ratio), f"{run.cpu_ms:.1f}", ""))
    return _table(table)


def pipeline_text(runs: Sequence[PipelineRun]) -> str:
    """Jobs of several sizes; memory as the sum of PSS of all their processes."""
    header = (
        "rows",
        "seconds",
        "ms each",
        "to the first",
        "CPU ms each",
        "peak MiB (PSS)",
        "background kB",
        "database",
    )
    table = [header]
    for run in runs:
        table.append(
            (
                f"{run.rows:,}",
                f"{run.seconds:.1f}",
                f"{run.ms:.1f}",
                f"{run.ms / runs[0].ms:.2f}",
                f"{run.cpu_ms:.1f}",
                f"{run.peak_mb:,.0f}",
                f"{run.background_bytes / 1000:.0f}",
                run.database,
            )
        )
    return _table(table)


def stages_text(stages: Mapping[str, Mapping[str, float]]) -> str:
    """Stages of the job, the dearest first, in ms for a certificate."""
    ordered = sorted(stages.items(), key=lambda item: -item[1]["cpu_s"])
    table = [("stage (one process)", "CPU ms", "wall ms")]
    table += [(name, f"{stage['cpu_s']:.2f}", f"{stage['wall_s']:.2f}") for name, stage in ordered]
    return _table([*table, ("sum of CPU", f"{sum(stage['cpu_s'] for _, stage in ordered):.2f}", "")])


def editor_text(runs: Sequence[EditorRun]) -> str:
    """Designs of several sizes, each beside the smallest."""
    table = [
        ("elements", "opened in s", "to the first", "frames/s, one dragged", "all dragged", "to the first")
    ]
    for run in runs:
        table.append(
            (
                f"{run.elements:,}",
                f"{run.open_s:.2f}",
                f"{run.open_s / runs[0].open_s:.2f}",
                f"{run.frames_one:.0f}",
                f"{run.frames_all:.0f}",
                f"{run.frames_all / runs[0].frames_all:.2f}",
            )
        )
    return _table(table)


def verdicts_text(verdicts: Sequence[Verdict]) -> str:
    """One promise a line."""
    return "\n".join(f"{_MARKS[one.reached]:<16} {one.promise} – {one.measured}" for one in verdicts)


def as_json(
    facts: Mapping[str, str],
    lines: Sequence[Line],
    runs: Sequence[PipelineRun],
    stages: Mapping[str, Mapping[str, float]],
    drawing: Sequence[EditorRun],
    verdicts: Sequence[Verdict],
) -> dict[str, Any]:
    """Everything, with each round of the comparison."""
    return {
        "machine": dict(facts),
        "comparison": {
            line.entry.key: {"fault": line.fault}
            if line.fault
            else {
                "ms": line.ms,
                "ms_together": line.ms_together,
                "cpu_ms": line.cpu_ms,
                "bytes": line.bytes,
                "rounds": {
                    "alone": [asdict(one) for one in line.alone],
                    "together": [asdict(one) for one in line.together],
                },
            }
            for line in lines
        },
        "pipeline": [{**asdict(run), "ms": run.ms} for run in runs],
        "stages_ms": {
            name: {"cpu": stage["cpu_s"], "wall": stage["wall_s"]} for name, stage in stages.items()
        },
        "editor": [asdict(run) for run in drawing],
        "targets": [asdict(one) for one in verdicts],
    }


def _times(ratio: float | None) -> str:
    return "" if ratio is None else f"{ratio:.1f}"


def _table(rows: Sequence[Sequence[str]]) -> str:
    # A fault may be long; it runs on to the right and does not widen its column.
    widths = [
        max(len(row[at]) for row in rows if not row[at].startswith("not run")) for at in range(len(rows[0]))
    ]
    return "\n".join(
        "  ".join(
            cell.ljust(width) if at == 0 or cell.startswith("not run") else cell.rjust(width)
            for at, (cell, width) in enumerate(zip(row, widths, strict=True))
        ).rstrip()
        for row in rows
    )
