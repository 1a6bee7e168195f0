"""Reads the environment. A value that is missing or of the wrong type stops the start and says the mend."""

from pathlib import Path
from typing import Any

import environ
from django.core.exceptions import ImproperlyConfigured

BASE_DIR = Path(__file__).resolve().parents[2]

environ.Env.read_env(BASE_DIR / ".env", overwrite=False)

_env = environ.Env()
_FLAGS = {
    "true": True,
    "yes": True,
    "on": True,
    "1": True,
    "false": False,
    "no": False,
    "off": False,
    "0": False,
}


def read(name: str, kind: type, default: Any = None) -> Any:
    """The variable `name` as `kind` (str, int, float, list). Without a default it must be set.

    Raises ImproperlyConfigured with the mend when it is missing or cannot be read as `kind`.
    """
    if default is None and not _env.ENVIRON.get(name):
        raise ImproperlyConfigured(
            f"The environment variable {name} is not set. Set it, or copy .env.example to .env and fill it in; "
            "`make run` writes a working .env for this machine."
        )
    try:
        return _env.get_value(name, cast=kind, default=default)
    except ValueError as error:
        raise ImproperlyConfigured(
            f"The environment variable {name} must be {kind.__name__}, but is {_env.ENVIRON[name]!r}. "
            "See .env.example for its form."
        ) from error


def text(name: str, default: str | None = None) -> str:
    return str(read(name, str, default))


def number(name: str, default: int | None = None) -> int:
    return int(read(name, int, default))


def flag(name: str, default: bool) -> bool:
    """A switch; empty is the default. A misspelt "ture" stops the start: it must not pass for false in silence."""
    value = text(name, "").strip().lower()
    if value and value not in _FLAGS:
        raise ImproperlyConfigured(
            f"The environment variable {name} must be true or false, but is {value!r}."
        )
    return _FLAGS.get(value, default)


def words(name: str, default: list[str] | None = None) -> list[str]:
    return [word.strip() for word in read(name, list, default) if word.strip()]


def url_config(name: str, parser: str) -> dict[str, Any]:
    """A URL such as DATABASE_URL taken apart by django-environ's `parser` ("db_url", "email_url")."""
    value = text(name)
    try:
        return dict(getattr(_env, f"{parser}_config")(value))
    except (ValueError, ImproperlyConfigured, KeyError) as error:
        raise ImproperlyConfigured(
            f"{name} cannot be read as an address. See .env.example for its form."
        ) from error
