"""How much API tokens are used. Requests are counted in the cache and written to their token at most once a minute:
a request that only reads would else write, and wait for whoever writes before it."""

from datetime import UTC, date, datetime, timedelta

from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.db.models import F
from django.utils import timezone

from accounts.models import ApiToken, ApiTokenUse

WRITE_EVERY_S = 60
_COUNTED_FOR_S = 2 * 86_400
_KEPT_DAYS = 90
_KINDS = ("requests", "limited")


def note(*, token: ApiToken, is_limited: bool) -> None:
    """Count one request, and write down what was counted if that was not done in the last minute."""
    today = timezone.now().astimezone(UTC).date()
    for kind in _KINDS if is_limited else _KINDS[:1]:
        key = _key(token, today, kind)
        if not cache.add(key, 1, timeout=_COUNTED_FOR_S):
            try:
                cache.incr(key)
            except ValueError:  # ran out between the two
                cache.add(key, 1, timeout=_COUNTED_FOR_S)
    _write(token, timezone.now())


def waiting(*, token: ApiToken, day: date) -> tuple[int, int]:
    """(requests, limited) of a day that are counted and not written yet."""
    requests, limited = (int(cache.get(_key(token, day, kind)) or 0) for kind in _KINDS)
    return requests, limited


def write_rest() -> None:
    """What was counted of tokens that were not used again since; and forget days that no page shows."""
    now = timezone.now()
    for token in ApiToken.objects.filter(last_used_at__gte=now - timedelta(days=2)):
        _write(token, None)
    ApiTokenUse.objects.filter(day__lt=now.date() - timedelta(days=_KEPT_DAYS)).delete()


def _write(token: ApiToken, used_at: datetime | None) -> None:
    """`used_at`: when the token was used, None where it was not. Only one process at a time, and once a minute."""
    if not cache.add(f"token-use:{token.pk}:written", 1, timeout=WRITE_EVERY_S):
        return
    if used_at:
        ApiToken.objects.filter(pk=token.pk).update(last_used_at=used_at)
    today = timezone.now().astimezone(UTC).date()
    for day in (today - timedelta(days=1), today):
        requests, limited = waiting(token=token, day=day)
        if requests:
            _add(token, day, requests, limited)
            _taken(token, day, "requests", requests)
            _taken(token, day, "limited", limited)


def _add(token: ApiToken, day: date, requests: int, limited: int) -> None:
    more = {"requests": F("requests") + requests, "limited": F("limited") + limited}
    row = ApiTokenUse.objects.filter(token=token, day=day)
    if row.update(**more):
        return
    try:
        with transaction.atomic():
            ApiTokenUse.objects.create(token=token, day=day, requests=requests, limited=limited)
    except IntegrityError:  # the minute was over, and another process made it
        row.update(**more)


def _taken(token: ApiToken, day: date, kind: str, amount: int) -> None:
    if amount:
        try:
            cache.incr(_key(token, day, kind), -amount)
        except ValueError:  # ran out between the two
            return


def _key(token: ApiToken, day: date, kind: str) -> str:
    return f"token-use:{token.pk}:{day}:{kind}"
