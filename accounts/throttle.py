"""How often a log-in may fail: guessing is stopped, and nobody can lock another out by guessing.

After OWASP's "Device Cookies": whoever has logged in with an address on a device before has an allowance of their own
there, by a signed cookie. All other devices are counted by network, and together for each address. An attacker uses up
what unknown devices have; the owner goes on with a known one, or by the mail that resets the password.
"""

import ipaddress
import secrets
from dataclasses import dataclass

from django.conf import settings
from django.core import signing
from django.http import HttpRequest, HttpResponse
from django.utils.crypto import salted_hmac

from iconikcerts.common import ratelimit
from iconikcerts.common.ratelimit import Limit

COOKIE, SALT = f"{settings.COOKIE_PREFIX}known_device", "accounts.throttle"
COOKIE_AGE_S = 365 * 24 * 3600
PEOPLE_ON_A_DEVICE = 5
FIVE_MINUTES, QUARTER, HOUR = 300, 900, 3600


@dataclass(frozen=True, slots=True)
class Attempt:
    """One try, counted against each of `counters` (limit, key). `is_allowed`: none of them was used up before."""

    counters: tuple[tuple[Limit, str], ...]
    is_allowed: bool

    def give_back(self) -> None:
        """The try was right: only failures count."""
        for limit, key in self.counters:
            ratelimit.give_back(limit, key)


def attempt(request: HttpRequest, whose: str, *, known_as: str = "") -> Attempt:
    """Count one try to get in. `whose`: the address that is typed, or what else stands for one person; `known_as`: the
    address under which the device knows them, when that is another."""
    counters = _counters(request, whose, known_as or whose)
    waits = [ratelimit.wait(limit, key) for limit, key in counters]
    return Attempt(counters, not any(waits))


def forget(request: HttpRequest, whose: str) -> None:
    """Begin anew, for somebody who has proven by mail that the address is theirs."""
    for limit, key in _counters(request, whose, whose):
        if limit.name != "login-network":
            ratelimit.clear(limit, key)


def remember(request: HttpRequest, response: HttpResponse, whose: str) -> None:
    """From now on this device is known for `whose`."""
    known = {**_known(request)}
    known[_digest(whose)] = known.pop(_digest(whose), secrets.token_urlsafe(12))
    kept = dict(list(known.items())[-PEOPLE_ON_A_DEVICE:])
    response.set_cookie(
        COOKIE,
        signing.dumps(kept, salt=SALT),
        max_age=COOKIE_AGE_S,
        secure=settings.SESSION_COOKIE_SECURE,
        httponly=True,
        samesite="Lax",
    )


def network_of(address: str) -> str:
    """An IPv4 address, or the /64 that one IPv6 host can choose addresses from."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return address
    return str(parsed) if parsed.version == 4 else str(ipaddress.ip_network(f"{parsed}/64", strict=False))


def _counters(request: HttpRequest, whose: str, known_as: str) -> tuple[tuple[Limit, str], ...]:
    person = _digest(whose)
    pair = Limit("login", settings.LOGIN_FAILURES, FIVE_MINUTES)
    if device := _known(request).get(_digest(known_as)):
        return ((pair, f"{person}:device:{device}"),)
    network = network_of(request.META.get("REMOTE_ADDR", ""))
    return (
        (pair, f"{person}:network:{network}"),
        (Limit("login-address", settings.LOGIN_FAILURES_PER_ADDRESS, HOUR), person),
        (Limit("login-network", settings.LOGIN_FAILURES_PER_NETWORK, QUARTER), network),
    )


def _known(request: HttpRequest) -> dict[str, str]:
    """By digest of the person, the number of this device."""
    try:
        found = signing.loads(request.COOKIES.get(COOKIE, ""), salt=SALT, max_age=COOKIE_AGE_S)
    except signing.BadSignature:
        return {}
    return {str(person): str(device) for person, device in found.items()} if isinstance(found, dict) else {}


def _digest(whose: str) -> str:
    """Addresses do not stand in cookies and caches."""
    return salted_hmac(SALT, whose.strip().casefold(), algorithm="sha256").hexdigest()[:32]
