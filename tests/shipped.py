"""Shipped designs in the database of a test. All of them take seconds; most tests need one."""

import shutil
import tempfile
from pathlib import Path

from templates_app.services import starters


def install_only(*slugs: str) -> None:
    """Bring in the shipped designs of these names, as `manage.py install_designs` does with all."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name)
        (folder / "previews").mkdir()
        for slug in slugs:
            for path in (starters.FOLDER / f"{slug}.json", *starters.FOLDER.glob(f"previews/{slug}.*")):
                shutil.copy(path, folder / path.relative_to(starters.FOLDER))
        starters.install(folder=folder)
