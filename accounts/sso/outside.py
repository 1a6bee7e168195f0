"""Asks addresses that people of a team have typed: small answers, soon, and nothing in networks of our own.

Against server-side request forgery (OWASP): https only, no redirects, and a connection is made to the very address
that was looked at. An operator names hosts that may be asked nevertheless in SIGN_ON_INTERNAL_HOSTS.
"""

import ipaddress
import socket
import time
from typing import Any
from urllib.parse import urlsplit

import requests
from django.conf import settings
from requests.adapters import HTTPAdapter
from urllib3.connection import HTTPConnection, HTTPSConnection
from urllib3.connectionpool import HTTPConnectionPool, HTTPSConnectionPool

TIMEOUT_S, WHOLE_S = 5, 10
MOST_BYTES = 256_000


class Refused(requests.RequestException):
    """An address that is not asked, or an answer that is not taken."""


def is_address(url: str) -> bool:
    """Whether `url` may be asked, or people led there: https with a host, or a host that the operator has named."""
    try:
        parts = urlsplit(url)
        port = parts.port
    except ValueError:
        return False
    if parts.username or not parts.hostname:
        return False
    return parts.scheme == "https" or (parts.scheme == "http" and _is_internal(parts.hostname, port or 80))


def get(url: str) -> requests.Response:
    """The answer to a GET. Raises requests.RequestException, also for anything but 200."""
    with OutsideSession() as session:
        response = session.get(url)
    if response.status_code != requests.codes.ok:
        raise Refused(f"The answer was {response.status_code}.")
    return response


def reason(fault: requests.RequestException) -> str:
    """Why there was no answer, in plain words that end a sentence."""
    if isinstance(fault, Refused):
        return str(fault)
    if isinstance(fault, requests.exceptions.SSLError):
        return "its certificate is not trusted."
    if isinstance(fault, requests.Timeout):
        return "it takes too long to answer."
    if isinstance(fault, ValueError):
        return "it is not JSON."
    return "there is no connection."


class _NotPublic(Exception):
    """As Refused, on the way through urllib3, which takes all OSErrors for lost connections."""


class OutsideSession(requests.Session):
    """As django-allauth wants it (`get_requests_session`); raises Refused, which is a RequestException."""

    def __init__(self) -> None:
        super().__init__()
        self.trust_env = False  # no proxy and no .netrc of this machine
        self.mount("https://", _PublicAdapter())
        self.mount("http://", _PublicAdapter())

    def request(self, *args: Any, **kwargs: Any) -> requests.Response:
        return super().request(*args, **(kwargs | {"allow_redirects": False, "timeout": TIMEOUT_S}))

    def send(self, request: requests.PreparedRequest, **kwargs: Any) -> requests.Response:
        if not is_address(request.url or ""):
            raise Refused("Only addresses with https:// are asked.")
        try:
            response = super().send(request, **(kwargs | {"stream": True}))
        except _NotPublic as fault:
            raise Refused(str(fault)) from fault
        response._content = _read(response)
        response._content_consumed = True
        return response


def _read(response: requests.Response) -> bytes:
    """The body, unless it is long or comes in drops."""
    until, pieces, size = time.monotonic() + WHOLE_S, [], 0
    while piece := response.raw.read1(65_536, decode_content=True):
        pieces.append(piece)
        size += len(piece)
        if size > MOST_BYTES or time.monotonic() > until:
            response.close()
            raise Refused("The answer is too long, or takes too long.")
    return b"".join(pieces)


def _is_internal(host: str, port: int) -> bool:
    return f"{host}:{port}".lower() in settings.SIGN_ON_INTERNAL_HOSTS


def _public_address(host: str, port: int) -> str:
    """Raises _NotPublic when the name leads, or may lead, to anything but a public address."""
    try:
        found = [entry[4][0] for entry in socket.getaddrinfo(host, port, type=socket.SOCK_STREAM)]
    except (OSError, UnicodeError) as fault:
        raise _NotPublic(f"There is no host {host}.") from fault
    for address in found:
        parsed = ipaddress.ip_address(str(address).partition("%")[0])
        parsed = getattr(parsed, "ipv4_mapped", None) or parsed
        if not parsed.is_global or parsed.is_multicast:
            raise _NotPublic(f"{host} is not a host of the public network.")
    return str(found[0])


class _Public:
    """Connects to the address that was looked at: a name that leads elsewhere the next moment gains nothing."""

    _dns_host: Any

    def _new_conn(self) -> socket.socket:
        name: str = self._dns_host
        port: int = self.port  # type: ignore[attr-defined]
        if not _is_internal(name, port):
            self._dns_host = _public_address(name, port)
        try:
            made: socket.socket = super()._new_conn()  # type: ignore[misc]
        finally:
            self._dns_host = name
        return made


class _PublicHTTPConnection(_Public, HTTPConnection):
    pass


class _PublicHTTPSConnection(_Public, HTTPSConnection):
    pass


class _PublicHTTPPool(HTTPConnectionPool):
    ConnectionCls = _PublicHTTPConnection


class _PublicHTTPSPool(HTTPSConnectionPool):
    ConnectionCls = _PublicHTTPSConnection


class _PublicAdapter(HTTPAdapter):
    def init_poolmanager(self, *args: Any, **kwargs: Any) -> None:
        super().init_poolmanager(*args, **kwargs)
        self.poolmanager.pool_classes_by_scheme = {"http": _PublicHTTPPool, "https": _PublicHTTPSPool}
