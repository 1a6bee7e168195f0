"""PostgreSQL in production; SQLite with a write-ahead log for the embedded start."""

from typing import Any

from django.core.exceptions import ImproperlyConfigured

from iconikcerts.settings import env

_database: dict[str, Any] = env.url_config("DATABASE_URL", "db_url")

if _database["ENGINE"] not in ("django.db.backends.postgresql", "django.db.backends.sqlite3"):
    raise ImproperlyConfigured(
        "DATABASE_URL must begin with postgres:// or sqlite://. See .env.example for its form."
    )

if _database["ENGINE"].endswith("sqlite3"):
    if not _database["NAME"].startswith("/") and _database["NAME"] != ":memory:":
        _database["NAME"] = str(env.BASE_DIR / _database["NAME"])
    # IMMEDIATE: a transaction that will write waits for its turn instead of failing in the middle.
    _database["OPTIONS"] = {
        "transaction_mode": "IMMEDIATE",
        "timeout": 20,
        "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=NORMAL; PRAGMA foreign_keys=ON;",
    }
else:
    _database["CONN_HEALTH_CHECKS"] = True
    _database["CONN_MAX_AGE"] = env.number("DATABASE_MAX_AGE_S", 60)

DATABASES = {"default": _database}
