"""A valid document for the tests of this app: the example of the guide, so that the guide stays true."""

import json
import re
from pathlib import Path
from typing import Any

import pytest
from django.test import Client

from accounts.models import Team, User
from accounts.services import teams, users

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "document-format.md"


def read_example() -> dict[str, Any]:
    block = re.search(r"```json\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert block, "the guide has no example"
    example: dict[str, Any] = json.loads(block[1])
    return example


@pytest.fixture
def document() -> dict[str, Any]:
    """A fresh copy of the example: landscape A4 with one element of every type."""
    return read_example()


@pytest.fixture
def user(db: None) -> User:
    return users.register(email="amina@example.org", name="Amina", password=None)


@pytest.fixture
def team(user: User) -> Team:
    return teams.personal(user=user)


@pytest.fixture
def member(client: Client, user: User) -> User:
    """The owner of `team`, logged in."""
    client.force_login(user)
    return user


@pytest.fixture
def other_team(db: None) -> Team:
    """A team that has nothing to do with `team`."""
    return teams.personal(user=users.register(email="boris@example.org", name="Boris", password=None))
