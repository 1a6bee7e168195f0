"""Settings of the tests: the product's own, with test values where the environment names none.

`make test` names real servers in DATABASE_URL and REDIS_URL. A plain `pytest` gets SQLite in memory and a cache in
memory, and the tests that need more say so. Processes that tests start use this module too.
"""

import os
import secrets
import tempfile
from urllib.parse import urlsplit, urlunsplit

_process = os.environ.get("PYTEST_XDIST_WORKER", "main")
_has_redis = bool(os.environ.get("TEST_HAS_REDIS", os.environ.get("REDIS_URL")))

# Ahead of the product's settings, which read the environment (and a developer's .env, which must not matter here).
for _name, _value in {
    "SECRET_KEY": "only-for-tests",
    "SITE_URL": "http://127.0.0.1:8000",
    "DATABASE_URL": "sqlite://:memory:",
    "REDIS_URL": "redis://127.0.0.1:1/0",
    "EMAIL_URL": "memorymail://",
    "ALLOWED_HOSTS": "127.0.0.1,localhost,testserver",
    "S3_BUCKET": "",
    "TEST_HAS_REDIS": "yes" if _has_redis else "",
}.items():
    os.environ.setdefault(_name, _value)

# Each process of pytest has queue, cache and files of its own, and so have the servers that it starts. pytest-xdist's
# processes inherit the environment of the one that starts them, hence the name of the owner beside the values.
if os.environ.get("TEST_PROCESS") != _process:
    _run = f"test-{_process}-{secrets.token_hex(4)}"
    _media = tempfile.mkdtemp(prefix=f"iconikcerts-media-{_process}-")
    # A numbered database of its own too: clearing a cache empties the whole database. Redis has 16 of them.
    if _has_redis and os.environ["REDIS_URL"].startswith("redis://") and _process != "main":
        _number = int(_process.removeprefix("gw")) % 15 + 1
        os.environ["REDIS_URL"] = urlunsplit(urlsplit(os.environ["REDIS_URL"])._replace(path=f"/{_number}"))
    os.environ |= {
        "TEST_PROCESS": _process,
        "CACHE_PREFIX": _run,
        "QUEUE_PREFIX": f"{_run}:",
        "TEST_MEDIA_ROOT": _media,
        "MEDIA_ROOT": _media,
    }

from iconikcerts.settings import *  # noqa: E402, F403 - the environment had to be complete first

HAS_REDIS = bool(os.environ["TEST_HAS_REDIS"])
if not HAS_REDIS:
    CACHES = {"default": {"BACKEND": "django.core.cache.backends.locmem.LocMemCache"}}

# Hashed file names need `collectstatic`; the tests serve the source files.
STORAGES = {  # type: ignore[name-defined]
    **STORAGES,  # noqa: F405
    "staticfiles": {"BACKEND": "django.contrib.staticfiles.storage.StaticFilesStorage"},
}
WHITENOISE_USE_FINDERS = True
# Each test client makes its own middleware, which would list four thousand files: look for each when it is asked for.
WHITENOISE_AUTOREFRESH = True
# As with hashed names, what a browser has it need not ask for again.
WHITENOISE_MAX_AGE = 3600
# Argon2 takes its time on purpose, which tests that log somebody in need not.
PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]
