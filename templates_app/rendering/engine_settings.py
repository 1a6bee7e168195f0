"""Settings of the engine, from the environment: it knows nothing of Django."""

import os
from collections.abc import Mapping
from dataclasses import dataclass

from .errors import RenderError


@dataclass(frozen=True, slots=True)
class EngineSettings:
    """Limits of rendering. Every field has its environment variable."""

    chromium_path: str = ""  # CHROMIUM_PATH; empty: look for one
    chunk_size: int = 50  # RENDER_CHUNK_SIZE; certificates that are printed at once
    browser_max_chunks: int = 60  # RENDER_BROWSER_MAX_CHUNKS; then the browser is started anew
    browser_max_mb: int = 900  # RENDER_BROWSER_MAX_MB; memory of all its processes
    timeout_s: float = 60  # RENDER_TIMEOUT_S; for one chunk

    @classmethod
    def from_environment(cls, environment: Mapping[str, str] = os.environ) -> "EngineSettings":
        """Read the settings. Raises `RenderError` for a value that is no positive number."""
        default = cls()
        return cls(
            chromium_path=environment.get("CHROMIUM_PATH", ""),
            chunk_size=int(_positive(environment, "RENDER_CHUNK_SIZE", default.chunk_size)),
            browser_max_chunks=int(
                _positive(environment, "RENDER_BROWSER_MAX_CHUNKS", default.browser_max_chunks)
            ),
            browser_max_mb=int(_positive(environment, "RENDER_BROWSER_MAX_MB", default.browser_max_mb)),
            timeout_s=_positive(environment, "RENDER_TIMEOUT_S", default.timeout_s),
        )


def _positive(environment: Mapping[str, str], name: str, default: float) -> float:
    text = environment.get(name, "").strip()
    if not text:
        return default
    try:
        number = float(text)
    except ValueError:
        number = 0
    if number < 1:
        raise RenderError(f"{name} is '{text}'.", mend="Set it to a number of at least 1, or leave it out.")
    return number
