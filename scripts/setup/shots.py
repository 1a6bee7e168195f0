"""`make shots`: pictures of every page, and what is wrong with them."""

from __future__ import annotations

import os
from collections.abc import Sequence

from scripts.setup.preparation import Workshop
from scripts.setup.showcase import SHOWCASE_STEPS, showcase

SHOTS_STEPS = SHOWCASE_STEPS + 1
FOLDER = "shots"


def shots(shop: Workshop, arguments: Sequence[str]) -> int:
    """Take the pictures that `arguments` name, or all, into SHOTS_DIR (else var/shots); return the exit code."""
    with showcase(shop) as env:
        folder = os.environ.get("SHOTS_DIR") or str(shop.project.var / FOLDER)
        with shop.console.step(f"Pictures into {folder}") as step:
            done = shop.processes.run(
                [shop.project.python, "-m", "scripts.shots", *arguments],
                env={**env, "SHOTS_DIR": folder},
                cwd=shop.project.root,
                on_line=shop.console.say,
            )
            step.note("done" if not done.returncode else "see above")
    return done.returncode or 0
