"""A browser for this process: started when first needed, started anew after its share of work, never shared.

The browser lives in a thread of its own, so callers may be threads, Celery's forked children, or code under an
asyncio loop. A fork forgets its parent's browser. When this process dies by any signal, Playwright's driver sees
its pipe closed and ends the browser.
"""

import atexit
import contextlib
import logging
import os
import queue
import signal
import threading
from collections.abc import Callable
from concurrent.futures import Future
from concurrent.futures import TimeoutError as FutureTimeout
from pathlib import Path
from typing import Any

from playwright.sync_api import Browser, CDPSession, Page, sync_playwright
from playwright.sync_api import Error as PlaywrightError

from .browser import FoundBrowser, find_tried_browser
from .engine_settings import EngineSettings
from .errors import BrowserGone, BrowserMissing, BrowserTimeout

log = logging.getLogger(__name__)

START_LIMIT_S = 40
STOP_LIMIT_S = 10
ARGUMENTS = (
    # Letters keep their exact widths at every size, as they have on paper.
    "--font-render-hinting=none",
    "--force-color-profile=srgb",
    # No network: neither of our own making nor of the browser's.
    "--host-resolver-rules=MAP * ~NOTFOUND",
    "--force-webrtc-ip-handling-policy=disable_non_proxied_udp",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--disable-quic",
    "--disable-domain-reliability",
    "--no-first-run",
    "--no-pings",
    "--disable-dev-shm-usage",
)
_DRIVER_MEND = (
    "Run 'python -m playwright --version': it names what is missing ('apt-get install libatomic1' on Debian)."
)

PageJob = Callable[[Page], Any]


class _BrowserThread(threading.Thread):
    """One life of one browser. Jobs run one after the other on its only page."""

    def __init__(self, found: FoundBrowser, prepare: Callable[[Page], None]) -> None:
        super().__init__(name="chromium", daemon=True)
        self.jobs: queue.SimpleQueue[tuple[PageJob, Future[Any]] | None] = queue.SimpleQueue()
        self.started: Future[None] = Future()
        self.pid = 0
        self.memory_mb = 0
        self.chunks = 0
        self.ended = threading.Event()
        self._found = found
        self._prepare = prepare

    def run(self) -> None:
        try:
            with sync_playwright() as playwright:
                browser = playwright.chromium.launch(
                    executable_path=str(self._found.path),
                    args=list(ARGUMENTS),
                    chromium_sandbox=self._found.sandbox,
                    timeout=START_LIMIT_S * 1000,
                    handle_sigint=False,
                    handle_sigterm=False,
                    handle_sighup=False,
                )
                try:
                    self._serve(browser)
                finally:
                    with contextlib.suppress(PlaywrightError):
                        browser.close()
        except BaseException as error:
            if not self.started.done():
                self.started.set_exception(error)
            else:
                log.warning("The browser thread ended: %s", error)
        finally:
            self._refuse_the_rest()

    def _serve(self, browser: Browser) -> None:
        protocol = browser.new_browser_cdp_session()
        self.pid = _browser_pid(protocol)
        context = browser.new_context(service_workers="block", accept_downloads=False)
        page = context.new_page()
        self._prepare(page)
        self.started.set_result(None)
        while (task := self.jobs.get()) is not None:
            job, outcome = task
            if not outcome.set_running_or_notify_cancel():
                continue
            try:
                result = job(page)
            except BaseException as error:
                if isinstance(error, PlaywrightError) and not answers(page):
                    outcome.set_exception(BrowserGone("The browser died while rendering.", mend="Try again."))
                    return
                outcome.set_exception(error)
            else:
                self.chunks += 1
                self.memory_mb = _memory_mb(protocol)
                outcome.set_result(result)

    def _refuse_the_rest(self) -> None:
        self.ended.set()
        with contextlib.suppress(queue.Empty):
            while True:
                task = self.jobs.get_nowait()
                if task is not None and task[1].set_running_or_notify_cancel():
                    task[1].set_exception(BrowserGone("The browser ended.", mend="Try again."))

    def submit(self, job: PageJob) -> "Future[Any]":
        outcome: Future[Any] = Future()
        self.jobs.put((job, outcome))
        if self.ended.is_set():
            self._refuse_the_rest()
        return outcome

    def is_worn(self, settings: EngineSettings) -> bool:
        """Has it had its share of work or memory?"""
        return self.chunks >= settings.browser_max_chunks or self.memory_mb > settings.browser_max_mb

    def kill(self) -> None:
        """End a browser that does not answer."""
        self.ended.set()
        self.jobs.put(None)
        if self.pid:
            with contextlib.suppress(ProcessLookupError):
                os.kill(self.pid, signal.SIGKILL)

    def stop(self) -> None:
        """End the browser in peace, or by force after a while."""
        self.jobs.put(None)
        self.join(STOP_LIMIT_S)
        if self.is_alive():
            self.kill()


class Chromium:
    """The browser of this process. `prepare` makes a new page ready for jobs."""

    def __init__(self, settings: EngineSettings, prepare: Callable[[Page], None]) -> None:
        self.settings = settings
        self._prepare = prepare
        self._lock = threading.RLock()
        self._thread: _BrowserThread | None = None
        self._owner = os.getpid()
        atexit.register(self.close)

    def run(self, job: PageJob) -> Any:
        """Run a job on the page and give back its result.

        Raises `BrowserTimeout` after the time limit (the browser is ended), `BrowserGone` when the browser died or
        could not be started, and whatever the job raises.
        """
        thread = self._ready_thread()
        outcome = thread.submit(job)
        try:
            return outcome.result(self.settings.timeout_s)
        except FutureTimeout as error:
            thread.kill()
            raise BrowserTimeout(
                f"Rendering took longer than {self.settings.timeout_s:g} s.",
                mend="Try again, or simplify the design.",
            ) from error

    def _ready_thread(self) -> _BrowserThread:
        with self._lock:
            thread = self._thread
            if thread is not None and self._owner != os.getpid():
                thread = None  # a fork: the browser belongs to the parent
            if thread is not None and not thread.ended.is_set() and thread.is_worn(self.settings):
                thread.stop()
            if thread is None or thread.ended.is_set():
                thread = self._start()
            self._owner = os.getpid()
            self._thread = thread
            return thread

    def _start(self) -> _BrowserThread:
        thread = _BrowserThread(find_tried_browser(self.settings), self._prepare)
        thread.start()
        try:
            thread.started.result(START_LIMIT_S + STOP_LIMIT_S)
        except (PlaywrightError, FutureTimeout, OSError) as error:
            thread.kill()
            raise BrowserGone(
                f"The browser could not be started: {_first_line(error)}", mend="Try again."
            ) from error
        except Exception as error:
            # Playwright raises a bare Exception when its driver, a Node program, ends before it answers.
            thread.kill()
            raise BrowserMissing(
                f"The driver that starts the browser does not work: {_first_line(error)}.", mend=_DRIVER_MEND
            ) from error
        return thread

    @property
    def pid(self) -> int:
        """Process id of the running browser, 0 when there is none."""
        return self._thread.pid if self._thread and self._owner == os.getpid() else 0

    def close(self) -> None:
        """End the browser. The next job starts another."""
        with self._lock:
            thread, self._thread = self._thread, None
        if thread is not None and self._owner == os.getpid():
            thread.stop()


def answers(page: Page) -> bool:
    """Is the page still there? After an error this tells a script's fault from a dead browser."""
    try:
        return bool(page.evaluate("1") == 1)
    except PlaywrightError:
        return False


def _process_ids(protocol: CDPSession) -> list[tuple[str, int]]:
    found = protocol.send("SystemInfo.getProcessInfo")
    return [(process["type"], int(process["id"])) for process in found["processInfo"]]


def _browser_pid(protocol: CDPSession) -> int:
    return next((pid for kind, pid in _process_ids(protocol) if kind == "browser"), 0)


def _memory_mb(protocol: CDPSession) -> int:
    """Memory of the browser's processes in MiB, shared pages counted once; 0 where the system does not tell."""
    return sum(_proportional_kb(pid) for _, pid in _process_ids(protocol)) // 1024


def _proportional_kb(pid: int) -> int:
    try:
        lines = Path(f"/proc/{pid}/smaps_rollup").read_text().splitlines()
    except OSError:
        return 0
    return next((int(line.split()[1]) for line in lines if line.startswith("Pss:")), 0)


def _first_line(error: BaseException) -> str:
    return (str(error) or type(error).__name__).splitlines()[0]
