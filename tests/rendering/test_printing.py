"""Chunks, bisecting, dead and hanging browsers, on a real browser that is really killed."""

import asyncio
import os
import signal
import threading
import time
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Page

from templates_app.rendering import BrowserMissing, BrowserTimeout, RenderedPdf, RenderFailure, render_pdfs
from templates_app.rendering import engine as engine_module
from templates_app.rendering.chromium import Chromium
from templates_app.rendering.engine import Engine
from templates_app.rendering.engine_settings import EngineSettings
from templates_app.rendering.errors import BrowserGone
from templates_app.rendering.layout_page import LayoutPage

from .designs import document, text, values

DESIGN = document(
    text("name", 10, 10, 180, 20, "{recipient.name}"), text("n", 10, 40, 90, 10, "{certificate.number}")
)


class SabotagedPage(LayoutPage):
    """The layout page, but for rows that a test names: those do to the browser what the test says."""

    def __init__(self, deeds: dict[str, Any]) -> None:
        super().__init__()
        self.deeds = deeds
        self.sizes: list[int] = []

    def print_rows(self, page: Page, design: Any, rows: Any, pictures: Any) -> Any:
        self.sizes.append(len(rows))
        for row in rows:
            deed = self.deeds.get(row["recipient.name"])
            if deed is not None:
                deed(page)
        return super().print_rows(page, design, rows, pictures)


@pytest.fixture
def sabotage(monkeypatch: pytest.MonkeyPatch) -> Iterator[Any]:
    """Make the process's engine another: `sabotage(deeds, **settings)`."""
    made: list[Engine] = []

    def make(deeds: dict[str, Any], **settings: Any) -> Engine:
        chosen = replace(EngineSettings.from_environment(), **settings)
        made.append(Engine(chosen, SabotagedPage(deeds)))
        monkeypatch.setitem(engine_module._engines, os.getpid(), made[-1])
        return made[-1]

    yield make
    for one in made:
        one.chromium.close()


def rows(count: int, **bad: int) -> list[dict[str, str]]:
    places = {place: name for name, place in bad.items()}
    return [values(places.get(at, f"Person {at}"), certificate__number=f"A-{at}") for at in range(count)]


def hang(page: Page) -> None:
    page.evaluate("() => { for (;;) {} }")


def crash(page: Page) -> None:
    protocol = page.context.browser.new_browser_cdp_session()  # type: ignore[union-attr]
    processes = protocol.send("SystemInfo.getProcessInfo")["processInfo"]
    os.kill(next(one["id"] for one in processes if one["type"] == "browser"), signal.SIGKILL)


def test_results_come_in_the_order_of_the_rows_over_several_chunks(sabotage: Any) -> None:
    engine = sabotage({}, chunk_size=3)
    results = list(render_pdfs(DESIGN, rows(8)))
    assert [(result.index, result.texts) for result in results] == [
        (at, (f"Person {at}", f"A-{at}")) for at in range(8)
    ]
    assert engine.layout.sizes == [3, 3, 2]


def test_no_rows_give_no_results_and_start_no_browser(sabotage: Any) -> None:
    engine = sabotage({})
    assert list(render_pdfs(DESIGN, [])) == []
    assert engine.chromium.pid == 0


def test_a_row_that_hangs_the_browser_fails_alone(sabotage: Any) -> None:
    sabotage({"hangs": hang}, chunk_size=2, timeout_s=2.5)
    results = list(render_pdfs(DESIGN, rows(4, hangs=2)))
    assert [type(result) for result in results] == [RenderedPdf, RenderedPdf, RenderFailure, RenderedPdf]
    assert (results[2].index, results[2].code) == (2, "timed_out")


def test_a_row_that_kills_the_browser_fails_alone(sabotage: Any) -> None:
    sabotage({"kills": crash}, chunk_size=4)
    results = list(render_pdfs(DESIGN, rows(4, kills=1)))
    assert [type(result) for result in results] == [RenderedPdf, RenderFailure, RenderedPdf, RenderedPdf]
    assert (results[1].index, results[1].code) == (1, "browser_gone")


def test_a_browser_killed_by_somebody_else_is_retried(sabotage: Any) -> None:
    engine = sabotage({}, chunk_size=2)
    results = []
    for result in render_pdfs(DESIGN, rows(6)):
        results.append(result)
        if len(results) == 2:
            os.kill(engine.chromium.pid, signal.SIGKILL)
    assert [type(result) for result in results] == [RenderedPdf] * 6


def test_when_every_row_kills_the_browser_the_batch_stops(sabotage: Any) -> None:
    sabotage({f"Person {at}": crash for at in range(8)}, chunk_size=8)
    with pytest.raises(BrowserGone):
        list(render_pdfs(DESIGN, rows(8)))


def test_a_driver_that_does_not_start_stops_the_batch_and_says_how_to_find_out_why(
    sabotage: Any, monkeypatch: pytest.MonkeyPatch
) -> None:
    sabotage({})
    monkeypatch.setenv("NODE_OPTIONS", "--no-such-option")  # Node, and so Playwright's driver, refuses it
    with pytest.raises(
        BrowserMissing, match=r"The driver that starts the browser does not work: .*--version"
    ):
        list(render_pdfs(DESIGN, [values("Ana")]))
    monkeypatch.delenv("NODE_OPTIONS")
    assert [result.index for result in render_pdfs(DESIGN, [values("Ana")])] == [0]


def test_the_browser_is_started_anew_after_its_share_of_chunks(sabotage: Any) -> None:
    engine = sabotage({}, chunk_size=1, browser_max_chunks=2)
    pids = []
    for _ in range(4):
        list(render_pdfs(DESIGN, rows(1)))
        pids.append(engine.chromium.pid)
    assert pids[0] == pids[1]
    assert pids[2] == pids[3]
    assert pids[1] != pids[2]
    assert not _is_alive(pids[0])


def test_the_browser_is_started_anew_at_the_memory_mark(sabotage: Any) -> None:
    engine = sabotage({}, browser_max_mb=1)
    list(render_pdfs(DESIGN, rows(1)))
    first = engine.chromium.pid
    list(render_pdfs(DESIGN, rows(1)))
    assert engine.chromium.pid != first
    assert not _is_alive(first)


def test_closing_ends_the_browser(sabotage: Any) -> None:
    engine = sabotage({})
    list(render_pdfs(DESIGN, rows(1)))
    pid = engine.chromium.pid
    engine.chromium.close()
    assert not _is_alive(pid)


def test_it_works_under_a_running_event_loop(sabotage: Any) -> None:
    sabotage({})

    async def caller() -> list[Any]:
        return list(render_pdfs(DESIGN, rows(1)))

    assert [type(result) for result in asyncio.run(caller())] == [RenderedPdf]


def test_threads_share_one_browser(sabotage: Any) -> None:
    engine = sabotage({}, chunk_size=2)
    found: dict[str, list[str]] = {}

    def work(name: str) -> None:
        batch = [values(f"{name} {at}") for at in range(4)]
        found[name] = [
            result.texts[0] for result in render_pdfs(DESIGN, batch) if isinstance(result, RenderedPdf)
        ]

    threads = [threading.Thread(target=work, args=(name,)) for name in ("Ada", "Bea")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == {name: [f"{name} {at}" for at in range(4)] for name in ("Ada", "Bea")}
    assert _is_alive(engine.chromium.pid)


def test_a_forked_child_starts_its_own_browser(sabotage: Any) -> None:
    engine = sabotage({})
    list(render_pdfs(DESIGN, rows(1)))
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:  # pragma: no cover - runs in the child
        results = list(render_pdfs(DESIGN, rows(1)))
        pid = engine_module.engine().chromium.pid
        engine_module.close_browser()
        os.write(writing, f"{type(results[0]).__name__} {pid}".encode())
        os._exit(0)
    os.close(writing)
    with os.fdopen(reading) as answer:
        name, pid = answer.read().split()
    os.waitpid(child, 0)
    assert name == "RenderedPdf"
    assert int(pid) != engine.chromium.pid
    assert [type(result) for result in render_pdfs(DESIGN, rows(1))] == [RenderedPdf]


def test_a_job_over_the_time_limit_ends_the_browser() -> None:
    chromium = Chromium(replace(EngineSettings(), timeout_s=2), lambda page: None)
    try:
        started = time.monotonic()
        with pytest.raises(BrowserTimeout):
            chromium.run(hang)
        assert time.monotonic() - started < 10
        assert chromium.run(lambda page: page.evaluate("1 + 1")) == 2
    finally:
        chromium.close()


def _is_alive(pid: int) -> bool:
    for _ in range(50):
        try:
            state = Path(f"/proc/{pid}/stat").read_text().rsplit(")", 1)[1].split()[0]
        except FileNotFoundError:
            return False
        if state == "Z":
            return False
        time.sleep(0.1)
    return True
