"""The settings of this machine: `.env`, written at the first start, read at every one.

Django reads the same file, so that `manage.py` works in any terminal. The environment wins over the file.
"""

from __future__ import annotations

import os
import re
import secrets
from collections.abc import Mapping

from scripts.setup.project import PRIVATE, Project

FILE = ".env"
ASSIGNMENT = re.compile(r"""^(?:export\s+)?([A-Z][A-Z0-9_]*)=(["']?)(.*)\2\s*$""")
LOCAL_ADDRESS = re.compile(r"http://127\.0\.0\.1:\d+")
TEMPLATE = """\
# Written by `make run` for this machine. Every setting, with its form: .env.example
SECRET_KEY={secret}
SITE_URL={address}
DATABASE_URL=sqlite:///var/db.sqlite3
# The queue that `make run` starts and stops. Name a server of your own in its place.
REDIS_URL={queue}
# Mails are printed to the log of the web process.
EMAIL_URL=consolemail://
ALLOWED_HOSTS=127.0.0.1,localhost
# Nobody but this machine loads the pages.
STATIC_COMPRESS=false
"""


def ensure(project: Project, *, address: str, queue: str) -> bool:
    """Write `.env` for the embedded start unless there is one; tell whether it was written."""
    path = project.root / FILE
    content = TEMPLATE.format(secret=secrets.token_urlsafe(50), address=address, queue=queue)
    try:
        descriptor = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, PRIVATE)
    except FileExistsError:
        return False
    with os.fdopen(descriptor, "w") as file:
        file.write(content)
    return True


def read(project: Project) -> dict[str, str]:
    """Return the assignments in `.env`, without quotes; empty when there is no such file."""
    try:
        lines = (project.root / FILE).read_text().splitlines()
    except FileNotFoundError:
        return {}
    found = (ASSIGNMENT.match(line.strip()) for line in lines)
    return {match[1]: match[3] for match in found if match}


def effective(project: Project, *, address: str, environ: Mapping[str, str] = os.environ) -> dict[str, str]:
    """Return the whole environment for our processes: the file, then what is set already.

    A SITE_URL in the file that names this machine follows the port that is served now.
    """
    settings = {name: value for name, value in read(project).items() if value}
    if LOCAL_ADDRESS.fullmatch(settings.get("SITE_URL", "")):
        settings["SITE_URL"] = address
    return settings | {"PYTHONUNBUFFERED": "1"} | dict(environ)
