"""The site goes on without its cache."""

import pytest
from django.core.cache import caches
from django.test import Client
from django.urls import reverse
from pytest_django.fixtures import Settings

from accounts.services import users
from tests.factories import PASSWORD, make_user
from tests.servers import free_port


@pytest.fixture
def nobody_there(settings: Settings) -> None:
    """A cache at an address where nothing listens."""
    settings.CACHES = {
        "default": {
            "BACKEND": "iconikcerts.common.cache.ForgivingRedisCache",
            "LOCATION": f"redis://127.0.0.1:{free_port()}/0",
        }
    }


def test_reads_find_nothing_and_writes_are_lost_while_redis_is_away(nobody_there: None) -> None:
    cache = caches["default"]
    cache.set("key", "value")
    assert (cache.get("key"), cache.get("key", "none")) == (None, "none")
    assert (cache.add("key", 1), cache.delete("key"), cache.incr("key")) == (True, False, 1)


def test_people_can_log_in_while_redis_is_away(nobody_there: None, db: None, client: Client) -> None:
    user = make_user()
    users.vouch_for_address(user=user)
    response = client.post(reverse("account_login"), {"login": user.email, "password": PASSWORD})
    assert (response.status_code, response["Location"]) == (302, reverse("dashboard"))
