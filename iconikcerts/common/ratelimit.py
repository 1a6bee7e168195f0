"""How often something may be done in a while: a small counter on Django's cache.

Fixed windows: simple, and the wait that is told is exact. Around the turn of a window up to twice the amount may pass,
which is no harm for what is limited here.
"""

import contextlib
import hashlib
import logging
import time
from dataclasses import dataclass

from django.core.cache import cache
from redis.exceptions import RedisError

from iconikcerts.common.errors import TooManyRequests

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class Limit:
    """At most `times` in every `seconds`; `name` keeps the counters of different limits apart. 0 times: no limit."""

    name: str
    times: int
    seconds: int


def wait(limit: Limit, key: str) -> int:
    """Count one more for `key` (such as a network) and return 0, or the seconds until it may be tried again.

    While the cache cannot be reached everybody is let through, and the log says so: a limit must not close the site.
    """
    if not limit.times:
        return 0
    now = int(time.time())
    window = now // limit.seconds
    try:
        count = _count_up(_name(limit, key, window), limit.seconds)
    except (RedisError, OSError) as fault:
        log.warning("rate limit %s is off, the cache does not answer: %s", limit.name, type(fault).__name__)
        return 0
    return 0 if count <= limit.times else (window + 1) * limit.seconds - now


def take(limit: Limit, key: str, *, message: str, again: str) -> None:
    """Like `wait`, but raises TooManyRequests with `message`; `again` says what to do after the pause."""
    seconds = wait(limit, key)
    if seconds:
        raise TooManyRequests(message, mend=f"Wait {in_words(seconds)}, then {again}.", retry_after_s=seconds)


def give_back(limit: Limit, key: str) -> None:
    """Take back what `wait` counted a moment ago: the attempt was none of those that are limited."""
    if limit.times:
        with contextlib.suppress(ValueError, RedisError, OSError):  # ValueError: the window is over
            cache.incr(_name(limit, key, int(time.time()) // limit.seconds), -1)


def clear(limit: Limit, key: str) -> None:
    """Begin anew for `key`."""
    with contextlib.suppress(RedisError, OSError):
        cache.delete(_name(limit, key, int(time.time()) // limit.seconds))


def in_words(seconds: int) -> str:
    """A pause as people say it, rounded up: "1 second", "40 seconds", "2 minutes", "11 hours"."""
    if seconds < 60:
        count, unit = seconds, "second"
    elif seconds < 2 * 3600:
        count, unit = -(-seconds // 60), "minute"
    else:
        count, unit = -(-seconds // 3600), "hour"
    return f"{count} {unit}{'s' if count != 1 else ''}"


def _name(limit: Limit, key: str, window: int) -> str:
    digest = hashlib.sha256(key.encode()).hexdigest()[:32]
    return f"ratelimit:{limit.name}:{digest}:{window}"


def _count_up(key: str, seconds: int) -> int:
    if cache.add(key, 1, timeout=seconds):
        return 1
    try:
        return int(cache.incr(key))
    except ValueError:  # ran out between the two
        cache.add(key, 1, timeout=seconds)
        return 1
