"""What the product promises about its speed, and whether this run shows it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bench.comparison import Line
from bench.editor import MANY, EditorRun
from bench.pipeline import PipelineRun
from bench.stages import TRAIL

RATIO_TO_NEW_PAGE = 40.0
ENGINE_MS = 8.0
PIPELINE_MS = 20.0
PIPELINE_ROWS = 5_000
MEMORY_MB = 1_200.0
# From 500 to 20,000 rows the cost of a certificate may not grow by more than what two runs differ anyway.
GROWTH = 1.10
GROWTH_ROWS = (500, 20_000)
OPEN_S = 1.0
FRAMES = 30.0
TRAIL_PERCENT = 4.0


@dataclass(frozen=True, slots=True)
class Verdict:
    """One promise: what was measured, and what it was to be. `reached` is None where this run cannot tell."""

    promise: str
    measured: str
    reached: bool | None


def judge(lines: Sequence[Line], runs: Sequence[PipelineRun], cores: int) -> list[Verdict]:
    """Every promise, also those that need another run to be judged."""
    by_key = {line.entry.key: line for line in lines if not line.fault}
    by_rows = {run.rows: run for run in runs}
    verdicts = []
    if "engine" in by_key:
        ms = by_key["engine"].ms_together
        verdicts.append(_at_most(f"engine on {cores} cores, ms for a certificate", ms, ENGINE_MS))
    if "engine" in by_key and "new_page" in by_key:
        ratio = by_key["new_page"].ms_together / by_key["engine"].ms_together
        verdicts.append(
            Verdict(
                f"engine, times as fast as a new page each, both with {cores} processes: at least {RATIO_TO_NEW_PAGE:g}",
                f"{ratio:.1f}",
                ratio >= RATIO_TO_NEW_PAGE,
            )
        )
    verdicts.append(_pipeline_ms(by_rows))
    if runs:
        peak = max(run.peak_mb for run in runs)
        verdicts.append(_at_most("whole job, memory of all its processes at the peak, MiB", peak, MEMORY_MB))
    verdicts.append(_growth(by_rows))
    return verdicts


def judge_editor(runs: Sequence[EditorRun]) -> list[Verdict]:
    """What the editor promises for the largest design; nothing where it was not measured."""
    verdicts = []
    for run in (run for run in runs if run.elements == MANY):
        verdicts.append(_at_most(f"editor, a design of {MANY} elements opens in s", run.open_s, OPEN_S))
        for what, frames in (
            (f"one of {MANY} elements is", run.frames_one),
            (f"all {MANY} are", run.frames_all),
        ):
            promise = f"editor, frames a second while {what} dragged: at least {FRAMES:g}"
            verdicts.append(Verdict(promise, f"{frames:.0f}", frames >= FRAMES))
    return verdicts


def judge_stages(stages: Mapping[str, Mapping[str, float]]) -> list[Verdict]:
    """What the audit trail takes of the processor time of a certificate, both of the same run; nothing without a profile."""
    if TRAIL not in stages:
        return []
    share = 100 * stages[TRAIL]["cpu_s"] / sum(stage["cpu_s"] for stage in stages.values())
    return [_at_most("audit trail, percent of the CPU of a certificate", share, TRAIL_PERCENT)]


def _at_most(what: str, measured: float, limit: float) -> Verdict:
    return Verdict(f"{what}: at most {limit:,g}", f"{measured:,.1f}", measured <= limit)


def _pipeline_ms(by_rows: dict[int, PipelineRun]) -> Verdict:
    promise = f"whole job at {PIPELINE_ROWS:,} rows, ms for a certificate"
    run = by_rows.get(PIPELINE_ROWS)
    if run is None:
        return Verdict(f"{promise}: at most {PIPELINE_MS:g}", f"needs --rows {PIPELINE_ROWS}", None)
    return _at_most(promise, run.ms, PIPELINE_MS)


def _growth(by_rows: dict[int, PipelineRun]) -> Verdict:
    few, many = (by_rows.get(rows) for rows in GROWTH_ROWS)
    promise = f"cost at {GROWTH_ROWS[1]:,} rows over that at {GROWTH_ROWS[0]:,}: at most {GROWTH:g}"
    if few is None or many is None:
        return Verdict(promise, "needs --full", None)
    if few.background_bytes != many.background_bytes:
        return Verdict(promise, "the disk had no room for the same background", None)
    growth = many.ms / few.ms
    return Verdict(promise, f"{growth:.2f}", growth <= GROWTH)
