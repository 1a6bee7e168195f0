"""From where an act comes: set once for a request, read by what writes the act down.

Services take objects, not requests; the network address and the device of who asked reach the audit trail by this
context variable, which lives as long as the request.
"""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, replace

MAX_USER_AGENT = 400  # characters; longer ones are cut


@dataclass(frozen=True, slots=True)
class Origin:
    """`address`: IP address, "" when nobody asked over a network; `device`: the User-Agent header.

    `channel`: web, admin, token, job, command or "" (unknown). `reference`: what the channel is known by without being a secret: the prefix of a
    token, the id of a job.
    """

    address: str = ""
    device: str = ""
    channel: str = ""
    reference: str = ""


_UNKNOWN = Origin()
_current: ContextVar[Origin] = ContextVar("origin", default=_UNKNOWN)


def current() -> Origin:
    return _current.get()


@contextmanager
def acting(origin: Origin) -> Iterator[None]:
    """All that is written down inside comes from `origin`."""
    token = _current.set(origin)
    try:
        yield
    finally:
        _current.reset(token)


def by_channel(channel: str, reference: str = "") -> None:
    """From here on this request acts through `channel`; call it where a token has proven who asks."""
    _current.set(replace(current(), channel=channel, reference=reference))
