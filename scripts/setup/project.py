"""Where things lie in the checkout, and who else is at work in it."""

from __future__ import annotations

import fcntl
import json
import os
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO

from scripts.setup.console import Failure

PRIVATE = 0o600


@dataclass(frozen=True, slots=True)
class Project:
    """A checkout. Everything that is made at run time lies in `.venv` and `var`."""

    root: Path

    @property
    def venv(self) -> Path:
        """The virtual environment."""
        return self.root / ".venv"

    @property
    def python(self) -> Path:
        """The interpreter of the virtual environment."""
        return self.venv / "bin" / "python"

    @property
    def var(self) -> Path:
        """Databases, files and logs of this machine."""
        return self.root / "var"

    @property
    def log(self) -> Path:
        """What the set-up commands printed."""
        return self.var / "setup.log"

    @property
    def services_log(self) -> Path:
        """What web, worker and queue printed since the last start."""
        return self.var / "services.log"

    def prepare(self) -> None:
        """Make the folders that everything else needs. Raises Failure when this user may not write here."""
        try:
            self.var.mkdir(mode=0o700, exist_ok=True)  # it holds names and addresses of people
        except PermissionError:
            raise self._not_writable(self.root) from None
        for folder in (self.root, self.var, self.venv):
            if folder.exists() and not os.access(folder, os.W_OK):
                raise self._not_writable(folder)

    def write_private(self, name: str, content: str) -> Path:
        """Write `var/<name>` for this user's eyes only, in one step, and return its path."""
        path = self.var / name
        path.parent.mkdir(parents=True, exist_ok=True)
        draft = path.with_name(f"{path.name}.new")
        draft.unlink(missing_ok=True)
        with os.fdopen(os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE), "w") as file:
            file.write(content)
        draft.replace(path)
        return path

    def _not_writable(self, folder: Path) -> Failure:
        owner = folder.stat().st_uid
        return Failure(
            f"{folder} cannot be written by this user (id {os.getuid()}; it belongs to id {owner}).",
            mend=f"run the command as its owner, or: chown -R {os.getuid()} '{self.root}'",
        )


@contextmanager
def locked(project: Project, name: str) -> Iterator[IO[str] | None]:
    """Hold `var/<name>.lock`; gives None when another process holds it. The kernel frees it however we end."""
    with open(project.var / f"{name}.lock", "a+") as file:
        try:
            fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            yield None
            return
        file.truncate(0)
        yield file


def announce(lock: IO[str], facts: dict[str, str]) -> None:
    """Write into a held lock what other commands may want to know of its holder."""
    lock.truncate(0)
    json.dump(facts, lock)
    lock.flush()


def announced(project: Project, name: str) -> dict[str, str]:
    """Read what the holder of `var/<name>.lock` announced; empty while it has not."""
    content = (project.var / f"{name}.lock").read_text()
    facts: dict[str, str] = json.loads(content) if content else {}
    return facts
