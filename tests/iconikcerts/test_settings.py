"""Settings come from the environment alone, and a wrong one stops the start with its mend."""

import ast
import json
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from templates_app.rendering.engine_settings import EngineSettings

ROOT = Path(__file__).resolve().parents[2]
EXAMPLE = ROOT / ".env.example"
REQUIRED = {
    "SECRET_KEY": "only-for-this-test",
    "SITE_URL": "http://127.0.0.1:8000",
    "DATABASE_URL": "postgres://u:p@db.example:5432/certs",
    "REDIS_URL": "redis://127.0.0.1:6379/0",
    "EMAIL_URL": "smtp+tls://user:pass@mail.example:587",
}
PRINT = "import json, sys; from iconikcerts import settings; print(json.dumps({n: getattr(settings, n) for n in sys.argv[1:]}, default=str))"
Start = Callable[..., dict[str, Any]]


class StartFailed(AssertionError):
    """The settings could not be loaded; the text is the last line of the error, `output` everything."""

    def __init__(self, output: str) -> None:
        super().__init__(output.strip().splitlines()[-1])
        self.output = output


@pytest.fixture
def start(tmp_path: Path) -> Start:
    """Load the settings in a new process, in a copy of the project package that has no .env of a developer."""
    shutil.copytree(ROOT / "iconikcerts", tmp_path / "iconikcerts")

    def run(environment: Mapping[str, str], *names: str) -> dict[str, Any]:
        done = subprocess.run(
            [sys.executable, "-c", PRINT, *names],
            cwd=tmp_path,
            env={"PATH": os.environ["PATH"], **environment},
            capture_output=True,
            text=True,
            check=False,
        )
        if done.returncode:
            raise StartFailed(done.stderr)
        values: dict[str, Any] = json.loads(done.stdout)
        return values

    return run


@pytest.mark.parametrize("name", REQUIRED)
def test_a_missing_variable_stops_the_start_and_says_the_mend(start: Start, name: str) -> None:
    with pytest.raises(StartFailed) as failure:
        start({key: value for key, value in REQUIRED.items() if key != name})

    assert str(failure.value) == (
        f"django.core.exceptions.ImproperlyConfigured: The environment variable {name} is not set. Set it, or copy "
        ".env.example to .env and fill it in; `make run` writes a working .env for this machine."
    )


def test_an_empty_required_variable_counts_as_missing(start: Start) -> None:
    with pytest.raises(StartFailed, match="SECRET_KEY is not set"):
        start(REQUIRED | {"SECRET_KEY": ""})


@pytest.mark.parametrize(
    ("name", "value", "says"),
    [
        ("JOB_LANES", "four", "JOB_LANES must be int, but is 'four'. See .env.example for its form."),
        ("UPLOAD_MAX_MB", "5.5", "UPLOAD_MAX_MB must be int, but is '5.5'"),
        ("DEBUG", "maybe", "DEBUG must be true or false, but is 'maybe'"),
        ("DATABASE_URL", "nonsense://x", "DATABASE_URL must begin with postgres:// or sqlite://"),
        ("EMAIL_URL", "carrier-pigeon://x", "EMAIL_URL cannot be read as an address"),
    ],
)
def test_a_value_of_the_wrong_type_stops_the_start(start: Start, name: str, value: str, says: str) -> None:
    with pytest.raises(StartFailed) as failure:
        start(REQUIRED | {name: value})

    assert says in str(failure.value)


def test_the_password_in_an_address_that_cannot_be_read_is_not_printed(start: Start) -> None:
    with pytest.raises(StartFailed) as failure:
        start(REQUIRED | {"EMAIL_URL": "carrier-pigeon://user:hunter2@mail.example"})

    assert "hunter2" not in failure.value.output


@pytest.mark.parametrize(
    ("value", "is_on"), [("true", True), ("1", True), ("False", False), ("off", False), ("", False)]
)
def test_a_switch_takes_the_usual_words(start: Start, value: str, is_on: bool) -> None:
    assert start(REQUIRED | {"DEBUG": value}, "DEBUG") == {"DEBUG": is_on}


def test_the_environment_is_stronger_than_the_file(start: Start, tmp_path: Path) -> None:
    (tmp_path / ".env").write_text("UPLOAD_MAX_MB=7\nJOB_LANES=7\n")

    values = start(REQUIRED | {"JOB_LANES": "2"}, "UPLOAD_MAX_MB", "JOB_LANES")

    assert values == {"UPLOAD_MAX_MB": 7, "JOB_LANES": 2}


COOKIES = ["SESSION_COOKIE_SECURE", "CSRF_COOKIE_SECURE", "SECURE_SSL_REDIRECT", "SECURE_HSTS_SECONDS"]


@pytest.mark.parametrize(
    ("address", "values"),
    [
        ("https://certs.example.org/", [True, True, True, 31_536_000]),
        ("http://127.0.0.1:8000", [False, False, False, 0]),
    ],
)
def test_an_https_address_switches_on_what_only_https_allows(
    start: Start, address: str, values: list[object]
) -> None:
    loaded = start(REQUIRED | {"SITE_URL": address}, *COOKIES)

    assert list(loaded.values()) == values


def test_under_https_cookies_are_for_this_host_alone(start: Start) -> None:
    names = ["SESSION_COOKIE_NAME", "CSRF_COOKIE_NAME"]

    under = start(REQUIRED | {"SITE_URL": "https://certs.example.org"}, *names)

    assert list(under.values()) == ["__Host-sessionid", "__Host-csrftoken"]
    assert list(start(REQUIRED, *names).values()) == ["sessionid", "csrftoken"]


def test_a_proxy_that_redirects_by_itself_can_have_the_redirect_alone(start: Start) -> None:
    environment = REQUIRED | {"SITE_URL": "https://certs.example.org", "SSL_REDIRECT": "false"}

    assert list(start(environment, *COOKIES).values()) == [True, True, False, 31_536_000]


@pytest.mark.parametrize("behind", ["true", "false"])
def test_the_header_of_a_proxy_is_believed_only_behind_one(start: Start, behind: str) -> None:
    environment = REQUIRED | {"BEHIND_PROXY": behind}

    if behind == "true":
        header = start(environment, "SECURE_PROXY_SSL_HEADER")["SECURE_PROXY_SSL_HEADER"]
        assert header == ["HTTP_X_FORWARDED_PROTO", "https"]
    else:
        with pytest.raises(StartFailed, match="has no attribute 'SECURE_PROXY_SSL_HEADER'"):
            start(environment, "SECURE_PROXY_SSL_HEADER")


def test_a_bucket_moves_files_to_s3_and_none_keeps_them_here(start: Start) -> None:
    here = start(REQUIRED, "STORAGES")["STORAGES"]["default"]
    there = start(REQUIRED | {"S3_BUCKET": "certs", "S3_REGION": "eu-1"}, "STORAGES")["STORAGES"]["default"]

    assert here["BACKEND"] == "django.core.files.storage.FileSystemStorage"
    assert there["BACKEND"] == "storages.backends.s3.S3Storage"
    assert (there["OPTIONS"]["bucket_name"], there["OPTIONS"]["region_name"]) == ("certs", "eu-1")


def test_sqlite_waits_for_its_turn_instead_of_failing(start: Start, tmp_path: Path) -> None:
    database = start(REQUIRED | {"DATABASE_URL": "sqlite:///var/db.sqlite3"}, "DATABASES")["DATABASES"][
        "default"
    ]

    assert database["NAME"] == str(tmp_path / "var/db.sqlite3")
    assert database["OPTIONS"]["transaction_mode"] == "IMMEDIATE"
    assert database["OPTIONS"]["timeout"] == 20


@pytest.mark.parametrize(
    ("address", "broker"),
    [
        ("redis://10.0.0.5:6379/2", "redis://10.0.0.5:6379/2"),
        ("unix:///run/valkey.sock", "redis+socket:///run/valkey.sock"),
    ],
)
def test_queue_and_cache_share_one_server_whatever_the_form_of_its_address(
    start: Start, address: str, broker: str
) -> None:
    loaded = start(REQUIRED | {"REDIS_URL": address}, "CACHES", "CELERY_BROKER_URL")

    assert loaded["CACHES"]["default"]["LOCATION"] == address
    assert loaded["CELERY_BROKER_URL"] == broker


def example() -> dict[str, str]:
    """The variables of .env.example with their values."""
    return dict(re.findall(r"^([A-Z0-9_]+)=(.*)$", EXAMPLE.read_text(), re.M))


class Listening(Mapping[str, str]):
    """An empty environment that notes what it is asked for."""

    def __init__(self) -> None:
        self.asked: set[str] = set()

    def __getitem__(self, name: str) -> str:
        self.asked.add(name)
        raise KeyError(name)

    def __iter__(self) -> Iterator[str]:
        return iter(())

    def __len__(self) -> int:
        return 0


def read_by_the_settings() -> set[str]:
    """Names in every `env.<reader>("NAME", …)` of the settings."""
    calls = (
        call
        for path in (ROOT / "iconikcerts" / "settings").glob("*.py")
        for call in ast.walk(ast.parse(path.read_text()))
        if isinstance(call, ast.Call) and isinstance(call.func, ast.Attribute)
    )
    return {
        str(call.args[0].value)
        for call in calls
        if isinstance(call.func, ast.Attribute)
        and isinstance(call.func.value, ast.Name)
        and call.func.value.id == "env"
        and isinstance(call.args[0], ast.Constant)
    }


def read_by_the_engine() -> set[str]:
    environment = Listening()
    EngineSettings.from_environment(environment)
    return environment.asked


def test_the_example_lists_exactly_the_variables_that_are_read() -> None:
    assert set(example()) == read_by_the_settings() | read_by_the_engine()


def test_no_other_module_of_the_product_reads_the_environment() -> None:
    apps = ["accounts", "billing", "certificates", "iconikcerts", "marketplace", "templates_app", "wallet"]
    readers = {
        str(path.relative_to(ROOT))
        for app in apps
        for path in (ROOT / app).rglob("*.py")
        if re.search(r"\bos\.(environ|getenv)\b", path.read_text())
    }

    assert readers == {
        "iconikcerts/celery.py",  # names the settings module, as Django's own entry points do
        "iconikcerts/wsgi.py",
        "templates_app/rendering/browser.py",  # where Playwright and the XDG standard say that browsers lie
        "templates_app/rendering/engine_settings.py",
    }


def test_the_example_starts_once_its_key_is_filled_in_and_holds_the_defaults(start: Start) -> None:
    names = ["JOB_CHUNK_ROWS", "JOB_LANES", "JOB_LEASE_S", "JOB_STALE_S", "UPLOAD_MAX_MB"]
    names += ["FREE_CERTIFICATES_PER_MONTH", "TIME_ZONE", "DEBUG", "BEHIND_PROXY", "SECURE_SSL_REDIRECT"]

    from_example = start(example() | {"SECRET_KEY": "filled-in"}, *names)
    from_defaults = start(REQUIRED | {"SITE_URL": "https://certs.example.org"}, *names)

    assert from_example == from_defaults
    with pytest.raises(StartFailed, match="SECRET_KEY is not set"):
        start(example())


def test_the_example_holds_the_defaults_of_the_engine() -> None:
    assert EngineSettings.from_environment(example()) == EngineSettings()
