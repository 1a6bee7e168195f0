"""A cache that may be away: the site then works without it, more slowly and without its limits."""

import logging
from typing import Any

from django.core.cache.backends.redis import RedisCache
from redis import exceptions

log = logging.getLogger(__name__)
AWAY = (exceptions.ConnectionError, exceptions.TimeoutError)


class ForgivingRedisCache(RedisCache):
    """Redis, or nothing while it cannot be reached: reads find nothing, writes are lost, and the log says so."""

    def get(self, key: Any, default: Any = None, version: int | None = None) -> Any:
        try:
            return super().get(key, default, version)
        except AWAY as fault:
            return _without(fault, default)

    def set(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> None:
        try:
            super().set(key, value, timeout, version)
        except AWAY as fault:
            _without(fault, None)

    def add(self, key: Any, value: Any, timeout: Any = 300, version: int | None = None) -> bool:
        try:
            return bool(super().add(key, value, timeout, version))
        except AWAY as fault:
            return bool(_without(fault, True))

    def delete(self, key: Any, version: int | None = None) -> bool:
        try:
            return bool(super().delete(key, version))
        except AWAY as fault:
            return bool(_without(fault, False))

    def incr(self, key: Any, delta: int = 1, version: int | None = None) -> int:
        try:
            return int(super().incr(key, delta, version))
        except AWAY as fault:
            return int(_without(fault, delta))


def _without(fault: Exception, answer: Any) -> Any:
    log.error("the cache cannot be reached (%s); going on without it", type(fault).__name__)
    return answer
