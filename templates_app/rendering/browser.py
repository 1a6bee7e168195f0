"""Find a Chromium that can print. `python -m templates_app.rendering.browser` prints its path, or the mend and exits 1.

Order: CHROMIUM_PATH, a Chrome or Chromium on the machine, what Playwright installed. Each find makes a small
PDF within 20 seconds before it is trusted; the verdict is kept for as long as the file stays the same.
"""

import contextlib
import json
import os
import shutil
import signal
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from .engine_settings import EngineSettings
from .errors import BrowserMissing

TRIAL_LIMIT_S = 20
_NAMES = (
    "chromium-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "chrome",
    "microsoft-edge",
)
_OTHER_PLACES = (
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
    "/Applications/Chromium.app/Contents/MacOS/Chromium",
)
_PLAYWRIGHT_BUILDS = (
    "chromium_headless_shell-*/chrome-*/chrome-headless-shell",
    "chromium_headless_shell-*/chrome-*/headless_shell",
    "chromium-*/chrome-*/chrome",
    "chromium-*/chrome-mac*/*.app/Contents/MacOS/*",
)
_MEND = (
    "Install one: 'apt-get install chromium-headless-shell' on Debian, 'playwright install --with-deps chromium-headless-shell' elsewhere, "
    "or set CHROMIUM_PATH to the program."
)


@dataclass(frozen=True, slots=True)
class FoundBrowser:
    """A browser that made a PDF. `sandbox`: with its sandbox on, as for every user but root where the system allows."""

    path: Path
    sandbox: bool


_found: dict[str, FoundBrowser] = {}


def find_browser(settings: EngineSettings | None = None) -> Path:
    """Path of a Chromium that can print. Raises `BrowserMissing` with the command to run."""
    return find_tried_browser(settings).path


def find_tried_browser(settings: EngineSettings | None = None) -> FoundBrowser:
    """As `find_browser`, with what the trial showed. Raises `BrowserMissing`."""
    wanted = (settings or EngineSettings.from_environment()).chromium_path
    if wanted not in _found:
        _found[wanted] = _search(wanted)
    return _found[wanted]


def _search(wanted: str) -> FoundBrowser:
    if wanted:
        given = Path(shutil.which(wanted) or wanted)
        if not given.is_file():
            raise BrowserMissing(f"CHROMIUM_PATH is '{wanted}', and there is no such program.", mend=_MEND)
        found = _verdict(given)
        if found is None:
            raise BrowserMissing(
                f"'{wanted}' (CHROMIUM_PATH) did not make a PDF in {TRIAL_LIMIT_S} s.", mend=_MEND
            )
        return found
    tried = []
    for path in _candidates():
        found = _verdict(path)
        if found is not None:
            return found
        tried.append(str(path))
    message = (
        f"Found {', '.join(tried)}, but it does not make PDFs."
        if tried
        else "There is no Chrome or Chromium."
    )
    raise BrowserMissing(message, mend=_MEND)


def _candidates() -> Iterator[Path]:
    for name in _NAMES:
        on_path = shutil.which(name)
        if on_path:
            yield Path(on_path)
    yield from (Path(place) for place in _OTHER_PLACES if Path(place).is_file())
    named = os.environ.get("PLAYWRIGHT_BROWSERS_PATH", "")
    home = Path.home()
    for root in (
        Path(named) if named else home / ".cache/ms-playwright",
        home / "Library/Caches/ms-playwright",
    ):
        for pattern in _PLAYWRIGHT_BUILDS:
            yield from sorted(root.glob(pattern), reverse=True)


def _verdict(path: Path) -> FoundBrowser | None:
    facts = path.stat()
    key = f"{path} {facts.st_mtime_ns} {facts.st_size} {os.geteuid()}"
    kept = _read_verdicts()
    if key in kept:
        return FoundBrowser(path, bool(kept[key]))
    for sandbox in (False,) if os.geteuid() == 0 else (True, False):
        if makes_pdf(path, sandbox=sandbox):
            _keep_verdict(key, sandbox)
            return FoundBrowser(path, sandbox)
    return None


def makes_pdf(path: Path, *, sandbox: bool) -> bool:
    """Does this program print a page within the limit? Everything that it started is ended."""
    with tempfile.TemporaryDirectory(prefix="browser-trial-", ignore_cleanup_errors=True) as folder:
        result = Path(folder) / "trial.pdf"
        command = [
            str(path),
            "--headless",
            "--disable-gpu",
            "--no-first-run",
            "--disable-background-networking",
            "--disable-dev-shm-usage",
            f"--user-data-dir={folder}/profile",
            f"--print-to-pdf={result}",
            *([] if sandbox else ["--no-sandbox"]),
            "data:text/html,<p>trial",
        ]
        process = subprocess.Popen(  # noqa: S603 - a fixed list of arguments, no shell
            command,
            stdout=subprocess.DEVNULL,
            stderr=subprocess.DEVNULL,
            stdin=subprocess.DEVNULL,
            start_new_session=True,
        )
        with contextlib.suppress(subprocess.TimeoutExpired):
            process.wait(TRIAL_LIMIT_S)
        with contextlib.suppress(ProcessLookupError, PermissionError):
            os.killpg(process.pid, signal.SIGKILL)
        process.wait()
        return result.is_file() and result.read_bytes()[:5] == b"%PDF-"


def _verdict_file() -> Path:
    cache = os.environ.get("XDG_CACHE_HOME", "")
    return (Path(cache) if cache else Path.home() / ".cache") / "iconikcerts" / "browsers.json"


def _read_verdicts() -> dict[str, bool]:
    try:
        kept = json.loads(_verdict_file().read_text())
    except (OSError, ValueError):
        return {}
    return kept if isinstance(kept, dict) else {}


def _keep_verdict(key: str, sandbox: bool) -> None:
    # A home that cannot be written costs a second at each start, nothing else.
    with contextlib.suppress(OSError):
        file = _verdict_file()
        file.parent.mkdir(parents=True, exist_ok=True)
        draft = file.with_suffix(f".{os.getpid()}")
        draft.write_text(json.dumps({**_read_verdicts(), key: sandbox}))
        draft.replace(file)


def main() -> int:
    """Print the path, or the mend."""
    try:
        found = find_tried_browser()
    except BrowserMissing as error:
        sys.stderr.write(f"{error}\n")
        return 1
    sys.stdout.write(f"{found.path}\n")
    return 0


if __name__ == "__main__":
    sys.exit(main())
