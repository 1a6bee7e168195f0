"""Lines of the log can be told apart, and say when, what and to whom."""

import logging
import re
from importlib import import_module

import pytest
from django.conf import settings
from django.test import Client

from tests.factories import make_user


def line(message: str, *values: object) -> str:
    """A message as it leaves, by the formatter of the settings."""
    config = settings.LOGGING["formatters"]["line"]
    module, name = config["class"].rsplit(".", 1)
    formatter = getattr(import_module(module), name)(config["format"], config["datefmt"], config["style"])
    written: str = formatter.format(
        logging.LogRecord("somewhere", logging.WARNING, "", 0, message, values, None)
    )
    return written


def test_a_line_begins_with_its_time_in_utc() -> None:
    assert re.fullmatch(
        r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ WARNING somewhere hello you", line("hello %s", "you")
    )


@pytest.mark.parametrize(
    ("sent", "written"),
    [
        ("a\r\nb", r"a\x0d\x0ab"),
        ("a\x1b[31mb", r"a\x1b[31mb"),
        ("a\x85b\u2028c", r"a\x85b\u2028c"),
        ("Zoë Müller", "Zoë Müller"),
    ],
)
def test_nobody_can_write_a_line_of_ours(sent: str, written: str) -> None:
    assert line("%s", sent).endswith(f" somewhere {written}")


@pytest.mark.django_db
def test_a_refusal_names_the_account_by_its_id_and_nothing_else(
    client: Client, caplog: pytest.LogCaptureFixture
) -> None:
    user = make_user()
    careful = Client(enforce_csrf_checks=True)
    careful.force_login(user)

    careful.post("/dashboard/sample")
    client.get("/api/v1/team")
    client.get("/verify")

    said = [record.getMessage() for record in caplog.records if record.name == "iconikcerts.common.logs"]
    assert said == [
        f"refused 403 to {user.pk}: POST /dashboard/sample",
        "refused 401 to nobody: GET /api/v1/team",
    ]


@pytest.mark.parametrize("logger", ["root", "django.server"])
def test_all_that_is_logged_goes_the_same_way(logger: str) -> None:
    named = {"root": settings.LOGGING["root"], **settings.LOGGING["loggers"]}

    assert named[logger]["handlers"] == ["console"]
    assert settings.LOGGING["handlers"]["console"]["formatter"] == "line"
