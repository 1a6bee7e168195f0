"""The benchmark runs and tells the truth: each contender's file is proved, each promise is judged as it should be."""

from pathlib import Path
from types import SimpleNamespace

import pytest

from bench import pictures, pipeline, targets
from bench.comparison import Line, compare
from bench.contenders import ENTRIES, Entry, make
from bench.editor import EditorRun
from bench.lanes import Measurement
from bench.pipeline import PipelineRun
from bench.proof import NotTheCertificate, prove
from bench.scene import Scene, make_scene, recipients, rows
from templates_app.document import validate

ENGINE = next(entry for entry in ENTRIES if entry.key == "engine")
NEW_PAGE = next(entry for entry in ENTRIES if entry.key == "new_page")


@pytest.fixture(scope="module")
def scene(tmp_path_factory: pytest.TempPathFactory) -> Scene:
    return make_scene(tmp_path_factory.mktemp("scene"), pictures.SMALL_BYTES)


def test_the_design_is_valid_and_its_background_has_the_size_asked_for(scene: Scene) -> None:
    validate(scene.document)
    assert abs(len(scene.background) - pictures.SMALL_BYTES) <= pictures.SMALL_BYTES * 0.05
    assert pictures.background(pictures.SMALL_BYTES) == scene.background


def test_every_recipient_is_another_person() -> None:
    assert len({name for name, _ in recipients(2500)}) == 2500


@pytest.mark.parametrize("key", ["engine", "reused_page"])
def test_a_contender_is_measured_and_what_it_made_is_proved(scene: Scene, key: str) -> None:
    entry = next(entry for entry in ENTRIES if entry.key == key)
    [line] = compare(scene, rounds=1, cores=1, scale=0.02, entries=[entry])
    assert line.fault == ""
    assert [len(line.alone), len(line.together)] == [1, 1]
    assert 0 < line.ms < 60_000
    assert line.bytes > len(scene.background)


def test_a_contender_that_cannot_run_says_why_and_the_others_go_on(scene: Scene) -> None:
    missing = Entry("missing", "Missing", "bench.contenders.nothing", "Nothing", 5)
    broken, good = compare(scene, rounds=1, cores=1, scale=0.02, entries=[missing, ENGINE])
    assert broken.fault == "ModuleNotFoundError: No module named 'bench.contenders.nothing'"
    assert good.fault == ""


def test_a_file_with_another_name_is_not_the_certificate(scene: Scene) -> None:
    engine = make(ENGINE, scene)
    mine, other = rows(2)
    [content] = engine.render([mine])
    prove(content, mine)
    with pytest.raises(NotTheCertificate, match=other["recipient.name"]):
        prove(content, other)


def test_the_whole_job_runs_in_an_installation_of_its_own(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(pictures, "LARGE_BYTES", pictures.SMALL_BYTES)
    monkeypatch.delenv("DATABASE_URL", raising=False)
    run = pipeline.run(3, cores=1, parent=tmp_path)
    assert (run.rows, run.database) == (3, "SQLite")
    assert run.seconds > 0
    assert run.peak_mb > 50
    assert list(tmp_path.iterdir()) == []


def test_a_disk_without_room_gets_the_small_background(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(
        "bench.pipeline.shutil.disk_usage", lambda folder: SimpleNamespace(free=20_000 * 400_000)
    )
    assert pipeline.background_for(1_000, tmp_path) == pictures.LARGE_BYTES
    assert pipeline.background_for(20_000, tmp_path) == pictures.SMALL_BYTES
    with pytest.raises(pipeline.NoRoom):
        pipeline.background_for(200_000, tmp_path)


def test_promises_are_judged_by_the_figures_of_the_run() -> None:
    lines = [_line(ENGINE, 7.0), _line(NEW_PAGE, 350.0)]
    runs = [_run(500, 20.0), _run(5_000, 19.0), _run(20_000, 23.0)]
    reached = [verdict.reached for verdict in targets.judge(lines, runs, 2)]
    assert reached == [True, True, True, True, False]


def test_a_promise_that_needs_another_run_is_not_judged() -> None:
    reached = [verdict.reached for verdict in targets.judge([], [_run(200, 50.0)], 2)]
    assert reached == [None, True, None]


def _line(entry: Entry, ms: float) -> Line:
    measured = [Measurement(ms=ms, cpu_ms=ms, bytes=1)]
    return Line(entry, measured, measured)


def _run(count: int, ms: float) -> PipelineRun:
    return PipelineRun(count, ms * count / 1000, ms, 900.0, pictures.LARGE_BYTES, "SQLite")


def test_the_editor_is_judged_by_the_largest_design() -> None:
    few, slow, fast = EditorRun(10, 0.2, 60, 60), EditorRun(500, 1.2, 31, 29), EditorRun(500, 0.9, 31, 30)

    judged = [[verdict.reached for verdict in targets.judge_editor([few, one])] for one in (slow, fast)]

    assert judged == [[False, True, False], [True, True, True]]
    assert targets.judge_editor([few]) == []
