"""Entry point of every `make` target: `python3 scripts/bootstrap.py <command> [arguments]`.

This file keeps to syntax that old Python 3 releases can parse, so that they too get a plain message instead of
a syntax error. The work is in the package `scripts.setup`.
"""

import os
import shutil
import sys

MINIMUM = (3, 11)
NEWER_NAMES = ("python3.14", "python3.13", "python3.12", "python3.11")


def newer_python():
    """Return the path of a Python on this machine that is new enough, or None."""
    found = [shutil.which(name) for name in NEWER_NAMES]
    return next((path for path in found if path), None)


def require_python(version):
    """Go on with a Python that is new enough, or end with what to install."""
    if version >= MINIMUM:
        return
    replacement = newer_python()
    if replacement:
        os.execv(replacement, [replacement, *sys.argv])  # noqa: S606 - no shell is the point
    sys.exit(
        "IconikCerts needs Python {}.{} or newer, and {} is Python {}.{}.\n"
        "  Debian 12 or newer, Ubuntu 24.04 or newer:  apt-get install python3 python3-venv\n"
        "  elsewhere: install Python and name it:      make run PYTHON=/path/to/python3.11".format(
            *MINIMUM, sys.executable, *version
        )
    )


if __name__ == "__main__":
    require_python(tuple(sys.version_info[:2]))
    sys.path[0] = os.path.dirname(os.path.dirname(os.path.abspath(__file__)))
    sys.dont_write_bytecode = True

    from scripts.setup.cli import main

    sys.exit(main(sys.argv[1:]))
