"""A database of places with one network in it, in MaxMind's format (MaxMind DB File Format Specification 2.0)."""

import ipaddress
from pathlib import Path
from typing import Any

METADATA = b"\xab\xcd\xefMaxMind.com"
STRING, MAP, NUMBER = 2, 7, 6
RECORD_BITS = 24


def write_database(path: Path, network: str, *, city: str, country: str) -> None:
    """IPv4 only: a chain of nodes along the bits of `network`; every other way leads nowhere."""
    parsed = ipaddress.ip_network(network)
    bits = f"{int(parsed.network_address):032b}"[: parsed.prefixlen]
    count = len(bits)
    nothing, data = count, count + 16
    tree = b""
    for place, bit in enumerate(bits):
        onward = place + 1 if place + 1 < count else data
        left, right = (onward, nothing) if bit == "0" else (nothing, onward)
        tree += left.to_bytes(3, "big") + right.to_bytes(3, "big")
    record = {"city": {"names": {"en": city}}, "country": {"names": {"en": country}}}
    about = {
        "node_count": count, "record_size": RECORD_BITS, "ip_version": 4, "database_type": "Test",
        "binary_format_major_version": 2, "binary_format_minor_version": 0, "build_epoch": 1,
        "languages": "en", "description": {"en": "Test"},
    }  # fmt: skip
    path.write_bytes(tree + bytes(16) + _encoded(record) + METADATA + _encoded(about))


def _encoded(value: Any) -> bytes:
    if isinstance(value, dict):
        return bytes([MAP << 5 | len(value)]) + b"".join(
            _encoded(key) + _encoded(inner) for key, inner in value.items()
        )
    if isinstance(value, str):
        return bytes([STRING << 5 | len(value.encode())]) + value.encode()
    return bytes([NUMBER << 5 | 4]) + int(value).to_bytes(4, "big")
