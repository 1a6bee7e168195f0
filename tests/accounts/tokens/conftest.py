"""A team with a token."""

from collections.abc import Callable
from typing import Any

import pytest
from django.core.cache import cache

from accounts.models import ApiToken, Team
from accounts.services import tokens
from tests.factories import make_team

Made = tuple[ApiToken, str]


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def team(db: None) -> Team:
    return make_team("Lumen Academy")


@pytest.fixture
def make_token(team: Team) -> Callable[..., Made]:
    """A token of the owner for everything that the API can do, with other values where they are given."""

    def make(**given: Any) -> Made:
        values: dict[str, Any] = {
            "team": team,
            "by": team.owner,
            "name": "Course platform",
            "scopes_wanted": ["team.view", "design.view"],
            "days": 30,
            "per_minute": 60,
        }
        return tokens.create(**(values | given))

    return make
