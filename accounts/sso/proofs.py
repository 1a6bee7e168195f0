"""Looks for the proof that a domain is a team's: a TXT record in its DNS, or a file on its web site.

Both say the same line. The record stands at a name of its own, as the IETF's "Domain Control Validation using DNS"
(draft-ietf-dnsop-domain-verification-techniques) advises; at the domain itself it is found as well.
"""

from dataclasses import dataclass
from functools import partial

import dns.exception
import dns.resolver
import requests
from django.conf import settings

from accounts.sso import outside

PATH = "/.well-known/iconikcerts-verification.txt"
LABEL = "_iconikcerts-challenge"
# Seconds for all servers and tries of one name.
DNS_S = 4.0
DNS_PORT = 53


@dataclass(frozen=True, slots=True)
class Look:
    """What one look found: whether the line is there, whether there was an answer at all, and all that as a sentence."""

    is_there: bool
    has_answer: bool
    words: str


def name_of_record(domain: str) -> str:
    """Where the TXT record stands."""
    return f"{LABEL}.{domain}"


def address_of_file(domain: str) -> str:
    """Where the file lies."""
    return f"https://{domain}{PATH}"


def in_dns(domain: str, line: str) -> Look:
    """Ask for TXT records at the name of its own, then at the domain."""
    own = _at(name_of_record(domain), line)
    if own.is_there:
        return own
    above = _at(domain, line)
    if above.is_there:
        return above
    return Look(False, own.has_answer and above.has_answer, f"{own.words} {above.words}")


def _at(name: str, line: str) -> Look:
    silent = partial(Look, False, False)
    try:
        answer = _resolver().resolve(name, "TXT", search=False)
    except (dns.resolver.NXDOMAIN, dns.resolver.NoAnswer):
        return Look(False, True, f"{name} has no TXT record.")
    except dns.resolver.LifetimeTimeout:
        return silent(f"The name servers of {name} take too long to answer.")
    except (dns.exception.DNSException, OSError):
        return silent(f"{name} cannot be looked up: its name servers do not answer as they should.")
    texts = [b"".join(record.strings).decode(errors="replace").strip() for record in answer]
    if line in texts:
        return Look(True, True, f"The TXT record of {name} fits.")
    count = (
        "1 TXT record, which is not ours" if len(texts) == 1 else f"{len(texts)} TXT records, none of ours"
    )
    return Look(False, True, f"{name} has {count}.")


def _resolver() -> dns.resolver.Resolver:
    """Keeps nothing: who has just mended a record is not told of the old one by us."""
    host, _, port = settings.SIGN_ON_DNS.rpartition(":")
    resolver = dns.resolver.Resolver(configure=not host)
    if host:
        resolver.nameservers, resolver.port = [host], int(port or DNS_PORT)
    resolver.lifetime = DNS_S
    return resolver


def on_web_site(domain: str, line: str) -> Look:
    """Fetch the file, without following redirects."""
    address = address_of_file(domain)
    try:
        said = outside.get(address).text
    except requests.RequestException as fault:
        is_refused = isinstance(fault, outside.Refused)
        reason = str(fault) if is_refused else "It cannot be reached."
        # "404 Not Found" and a redirect are answers: the file is not there.
        return Look(False, is_refused, f"The file at {address} cannot be read. {reason}")
    if line in said.split():
        return Look(True, True, f"The file at {address} fits.")
    return Look(False, True, f"The file at {address} says something else.")


def anywhere(domain: str, line: str) -> list[Look]:
    """Look for the record, then for the file, until one fits: what each look found, the last one first."""
    looks: list[Look] = []
    for look in (in_dns, on_web_site):
        looks.insert(0, look(domain, line))
        if looks[0].is_there:
            break
    return looks
