"""How often something may be done in a while."""

import logging

import pytest
from django.core.cache import cache
from pytest_django.fixtures import Settings

from iconikcerts.common import ratelimit
from iconikcerts.common.errors import TooManyRequests
from iconikcerts.common.ratelimit import Limit

TWO_A_MINUTE = Limit("test", 2, 60)
NOON = 1_800_000_000 - 1_800_000_000 % 60


class Clock:
    """A time that only a test moves."""

    def __init__(self) -> None:
        self.now = NOON

    def time(self) -> float:
        return self.now + 0.25


@pytest.fixture
def clock(monkeypatch: pytest.MonkeyPatch) -> Clock:
    cache.clear()
    clock = Clock()
    monkeypatch.setattr(ratelimit, "time", clock)
    return clock


def test_so_many_pass_and_the_next_is_told_how_long_to_wait(clock: Clock) -> None:
    clock.now = NOON + 20

    assert [ratelimit.wait(TWO_A_MINUTE, "203.0.113.0/24") for _ in range(4)] == [0, 0, 40, 40]


def test_after_the_wait_it_passes_again(clock: Clock) -> None:
    for _ in range(3):
        seconds = ratelimit.wait(TWO_A_MINUTE, "203.0.113.0/24")
    clock.now += seconds

    assert ratelimit.wait(TWO_A_MINUTE, "203.0.113.0/24") == 0


def test_networks_and_limits_are_counted_apart(clock: Clock) -> None:
    for _ in range(3):
        ratelimit.wait(TWO_A_MINUTE, "203.0.113.0/24")

    assert ratelimit.wait(TWO_A_MINUTE, "198.51.100.0/24") == 0
    assert ratelimit.wait(Limit("other", 2, 60), "203.0.113.0/24") == 0
    assert ratelimit.wait(TWO_A_MINUTE, "203.0.113.0/24") == 60


def test_none_is_no_limit(clock: Clock) -> None:
    assert [ratelimit.wait(Limit("test", 0, 60), "x") for _ in range(3)] == [0, 0, 0]


def test_a_refusal_says_what_to_do_and_when(clock: Clock) -> None:
    limit = Limit("hourly", 1, 3600)
    clock.now = NOON - NOON % 3600 + 3600 - 130
    ratelimit.take(limit, "x", message="Too many.", again="send it again")

    with pytest.raises(TooManyRequests) as refusal:
        ratelimit.take(limit, "x", message="Too many.", again="send it again")

    assert str(refusal.value) == "Too many. Wait 3 minutes, then send it again."
    assert refusal.value.retry_after_s == 130


@pytest.mark.parametrize(
    ("seconds", "words"),
    [
        (1, "1 second"),
        (59, "59 seconds"),
        (60, "1 minute"),
        (61, "2 minutes"),
        (3600, "60 minutes"),
        (37_680, "11 hours"),
    ],
)
def test_a_pause_is_said_in_words(seconds: int, words: str) -> None:
    assert ratelimit.in_words(seconds) == words


def test_without_its_cache_nobody_is_kept_out_and_the_log_says_so(
    settings: Settings, caplog: pytest.LogCaptureFixture
) -> None:
    settings.CACHES = {
        "default": {
            "BACKEND": "django.core.cache.backends.redis.RedisCache",
            "LOCATION": "redis://127.0.0.1:1/0",  # nothing listens there
            "OPTIONS": {"socket_timeout": 1},
        }
    }

    with caplog.at_level(logging.WARNING, logger="iconikcerts.common.ratelimit"):
        waits = [ratelimit.wait(TWO_A_MINUTE, "203.0.113.0/24") for _ in range(3)]

    assert waits == [0, 0, 0]
    assert {record.getMessage() for record in caplog.records} == {
        "rate limit test is off, the cache does not answer: ConnectionError"
    }


class LosesIt:
    """The cache, but what `add` finds is gone before `incr` comes."""

    def add(self, key: str, value: int, timeout: int) -> bool:
        is_new = cache.add(key, value, timeout=timeout)
        if not is_new:
            cache.delete(key)
        return is_new

    def incr(self, key: str) -> int:
        return cache.incr(key)


def test_a_counter_that_runs_out_between_two_steps_starts_anew(
    clock: Clock, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(ratelimit, "cache", LosesIt())

    assert [ratelimit.wait(TWO_A_MINUTE, "x") for _ in range(5)] == [0] * 5
