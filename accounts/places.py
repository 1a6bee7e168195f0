"""Roughly where a network address is, by a file that the operator may have."""

import ipaddress
import logging
from functools import lru_cache
from typing import Any

import maxminddb
from django.conf import settings

log = logging.getLogger(__name__)


def place_of(address: str) -> str:
    """Such as "Lagos, Nigeria"; "" when no database is named, or it does not know the address."""
    reader = _reader(settings.GEOIP_DATABASE) if settings.GEOIP_DATABASE else None
    try:
        found: Any = reader.get(ipaddress.ip_address(address)) if reader else None
    except ValueError:  # no address, or IPv6 and a database of IPv4
        return ""
    if not isinstance(found, dict):
        return ""
    names = [found.get(kind, {}).get("names", {}).get("en", "") for kind in ("city", "country")]
    return ", ".join(name for name in names if name)


@lru_cache(maxsize=2)
def _reader(path: str) -> Any:
    """Read into memory once. None, and a line in the log, when the file is not what it should be."""
    try:
        return maxminddb.open_database(path, maxminddb.MODE_MEMORY)
    except (OSError, ValueError, maxminddb.InvalidDatabaseError) as fault:
        log.error("GEOIP_DATABASE cannot be read, sessions show no places: %s", type(fault).__name__)
        return None
