"""Fixtures for all tests. What needs real servers says so by a skip that `make test` lists; there none is skipped."""

import gc
import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from urllib.parse import urlsplit, urlunsplit

import pytest
import redis
from django.conf import settings as django_settings
from django.db import connection
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from iconikcerts.celery import app
from templates_app.rendering.browser import find_browser
from tests.emptying import emptier, without_guards
from tests.servers import (
    HOST,
    Bucket,
    ClamdServer,
    IdentityProviderProcess,
    Mailbox,
    S3Server,
    SmtpServer,
    WebProcess,
    WorkerProcess,
    clamd,
    free_port,
)

IDLE_SECONDS = 0.5
IDLE_ATTEMPTS = 40
OUTPUT_SHOWN = 6000  # characters of the worker's log
OBJECTS_TO_COLLECT_AFTER = 100_000


def pytest_collection_finish() -> None:
    """Have the garbage collector pass over what stays until the end, modules and the tests themselves."""
    gc.collect()
    gc.freeze()
    gc.set_threshold(OBJECTS_TO_COLLECT_AFTER)


def pytest_unconfigure(config: pytest.Config) -> None:
    """Remove what this run left: its files, and its keys on a Redis that may be somebody's own."""
    gc.unfreeze()
    if folder := os.environ.get("TEST_MEDIA_ROOT"):
        shutil.rmtree(folder, ignore_errors=True)
    if os.environ.get("TEST_HAS_REDIS"):
        client = redis.Redis.from_url(os.environ["REDIS_URL"])
        for key in client.scan_iter(f"{os.environ['CACHE_PREFIX']}*"):
            client.delete(key)
        client.close()


@pytest.fixture(scope="session", autouse=True)
def _quick_emptying() -> Iterator[None]:
    """Tests that commit leave an empty database behind, without a second's work."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(
            TransactionTestCase, "_fixture_teardown", emptier(TransactionTestCase._fixture_teardown)
        )
        patch.setattr(connection.ops, "sql_flush", without_guards(connection.ops.sql_flush))
        yield


@pytest.fixture
def postgresql(db: None) -> None:
    """For tests of what only PostgreSQL does, such as locks between two connections."""
    if connection.vendor != "postgresql":
        pytest.skip("needs PostgreSQL: set DATABASE_URL, or run `make test`")


@pytest.fixture(scope="session")
def chromium() -> str:
    """The path of the browser that the engine uses."""
    return str(find_browser())


@pytest.fixture(scope="session")
def identity_provider_port() -> int:
    """Where the SAML identity provider of this run listens, once a test asks for it."""
    return free_port()


@pytest.fixture(scope="session")
def identity_provider(
    identity_provider_port: int, tmp_path_factory: pytest.TempPathFactory
) -> Iterator[IdentityProviderProcess]:
    """A real SAML identity provider in a process of its own."""
    if not shutil.which("xmlsec1"):
        pytest.skip("needs xmlsec1: run `make test`")
    server = IdentityProviderProcess(identity_provider_port, tmp_path_factory.mktemp("saml"))
    server.begin()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def server_env(
    django_db_setup: None,
    django_db_blocker: DjangoDbBlocker,
    smtp: Mailbox,
    chromium: str,
    identity_provider_port: int,
) -> dict[str, str]:
    """The environment in which a process works on this run's test database, Redis, files and SMTP server."""
    if connection.vendor != "postgresql" or not django_settings.HAS_REDIS:
        pytest.skip("needs PostgreSQL and Redis: set DATABASE_URL and REDIS_URL, or run `make test`")
    parts = urlsplit(os.environ["DATABASE_URL"])
    return {
        "DJANGO_SETTINGS_MODULE": "tests.settings",
        "DATABASE_URL": urlunsplit(parts._replace(path=f"/{connection.settings_dict['NAME']}")),
        "EMAIL_URL": f"smtp://{smtp.host}:{smtp.port}",
        "MAIL_PER_SECOND": "0",
        "MAIL_RETRY_S": "1",
        "CHROMIUM_PATH": chromium,
        "SIGN_ON_INTERNAL_HOSTS": f"{HOST}:{identity_provider_port}",
    }


@pytest.fixture(scope="session")
def _worker(server_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[WorkerProcess]:
    worker = WorkerProcess(server_env, tmp_path_factory.mktemp("worker") / "worker.log")
    yield worker
    worker.stop()


@pytest.fixture
def celery_worker_process(_worker: WorkerProcess, transactional_db: None) -> Iterator[WorkerProcess]:
    """A real Celery worker in its own process on the test database; a test may kill it, the next gets a new one."""
    if not _worker.is_alive:
        _worker.begin()
    yield _worker
    print(_worker.output[-OUTPUT_SHOWN:])  # noqa: T201 - pytest shows it when the test failed
    app.control.purge()
    if _worker.is_alive and not _is_idle():
        _worker.stop()  # the tables are emptied next: nobody may still be writing


def _is_idle() -> bool:
    """Wait until the worker of this run has no task in hand; tell whether that came about."""
    for _ in range(IDLE_ATTEMPTS):
        active = app.control.inspect(timeout=IDLE_SECONDS, limit=1).active() or {}
        if not any(active.values()):
            return True
    return False


@pytest.fixture(scope="session")
def _web(server_env: dict[str, str], tmp_path_factory: pytest.TempPathFactory) -> Iterator[WebProcess]:
    web = WebProcess(server_env, tmp_path_factory.mktemp("web") / "web.log")
    web.begin()
    yield web
    web.stop()


@pytest.fixture
def live_server_process(_web: WebProcess, transactional_db: None) -> WebProcess:
    """The real web server in its own process on the test database, at `.url`."""
    return _web


@pytest.fixture(scope="session")
def smtp_process() -> Iterator[SmtpServer]:
    """The SMTP server of this run, which the worker and web processes send to; a test that stops it starts it again."""
    server = SmtpServer()
    server.start()
    yield server
    server.stop()


@pytest.fixture(scope="session")
def smtp(smtp_process: SmtpServer) -> Mailbox:
    """What arrives at the SMTP server of this run."""
    return smtp_process.mailbox


@pytest.fixture
def smtp_server(smtp: Mailbox, settings: Settings) -> Mailbox:
    """An empty mailbox behind a real SMTP server; mail sent in this process goes there too."""
    smtp.clear()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = smtp.host, smtp.port
    return smtp


@pytest.fixture
def s3_server() -> Iterator[Bucket]:
    """An S3 API with one empty bucket."""
    server = S3Server()
    yield server.start()
    server.stop()


@pytest.fixture(scope="session")
def _clamd(tmp_path_factory: pytest.TempPathFactory) -> Iterator[ClamdServer]:
    if not clamd():
        pytest.skip("needs clamd: apt-get install clamav-daemon, or run `make test`")
    server = ClamdServer(tmp_path_factory.mktemp("clamd") / "home")
    server.begin()
    yield server
    server.stop()


@pytest.fixture
def scanner(_clamd: ClamdServer, settings: Settings) -> ClamdServer:
    """ClamAV's daemon, to which this process sends every upload."""
    settings.CLAMD_URL = _clamd.url
    return _clamd


@pytest.fixture
def media_root(tmp_path: Path, settings: Settings) -> Path:
    """An empty folder for the files of one test. Processes of their own keep the folder of the run."""
    settings.MEDIA_ROOT = str(tmp_path / "media")
    return tmp_path / "media"
