"""Metadata of SAML identity providers (SAML 2.0 Metadata): read, and fetched from where a team says that it lies."""

import re
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime

import requests
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser
from onelogin.saml2.utils import OneLogin_Saml2_Utils
from onelogin.saml2.xml_utils import OneLogin_Saml2_XML
from onelogin.saml2.xmlparser import DTDForbidden, EntitiesForbidden

from accounts.sso import outside

_PEM = re.compile(r"-----BEGIN CERTIFICATE-----(.+?)-----END CERTIFICATE-----", re.DOTALL)


class Unreadable(Exception):
    """Why there is no metadata, as a sentence that says how to mend it."""


@dataclass(frozen=True, slots=True)
class Metadata:
    """What we take of it. `certificates`: PEM, all that it signs with, one below the other; `clock_s`: by how many seconds
    the clock of its server goes ahead of ours, None for metadata that was pasted."""

    entity_id: str
    sso_url: str
    slo_url: str
    certificates: str
    clock_s: int | None = None


def read(xml: bytes, *, clock_s: int | None = None) -> Metadata:
    """Raises Unreadable. Document types are refused: they could name files of ours (XML external entities)."""
    try:
        root = OneLogin_Saml2_XML.to_etree(xml)
        idp = OneLogin_Saml2_IdPMetadataParser.parse(xml).get("idp", {})
    except (DTDForbidden, EntitiesForbidden) as fault:
        raise Unreadable("The metadata has a document type (DTD), which metadata never needs.") from fault
    except (SyntaxError, ValueError) as fault:
        raise Unreadable("This is no metadata: it is not XML.") from fault
    if not idp.get("entityId"):
        raise Unreadable("This is no metadata of an identity provider: it has no IDPSSODescriptor.")
    _require_current(root.get("validUntil"))
    if not idp.get("singleSignOnService", {}).get("url"):
        raise Unreadable(
            "The metadata names no address for log-in by HTTP-Redirect. Switch this binding on at the provider."
        )
    signing = idp.get("x509certMulti", {}).get("signing") or [idp.get("x509cert", "")]
    certificates = "".join(pem_of(text) for text in signing if text)
    if not certificates:
        raise Unreadable("The metadata names no certificate that the provider signs with.")
    slo_url = idp.get("singleLogoutService", {}).get("url", "")
    return Metadata(idp["entityId"], idp["singleSignOnService"]["url"], slo_url, certificates, clock_s)


def _require_current(valid_until: str | None) -> None:
    try:
        until = OneLogin_Saml2_Utils.parse_SAML_to_time(valid_until) if valid_until else None
    except ValueError as fault:
        raise Unreadable(f"The metadata is valid until “{valid_until}”, which is no time.") from fault
    if until is not None and until < datetime.now(UTC).timestamp():
        raise Unreadable(f"The metadata has run out: it was valid until {valid_until}. Fetch it anew.")


def fetch(url: str) -> Metadata:
    """Ask its address, guarded (`outside`). Raises Unreadable."""
    try:
        response = outside.get(url)
    except requests.RequestException as fault:
        raise Unreadable(f"The metadata at {url} cannot be read: {outside.reason(fault)}") from fault
    return read(response.content, clock_s=_ahead_s(response))


def _ahead_s(response: requests.Response) -> int | None:
    try:
        theirs = parsedate_to_datetime(response.headers["Date"])
    except (KeyError, ValueError):
        return None
    return round((theirs - datetime.now(UTC)).total_seconds()) if theirs.tzinfo else None


def pem_of(text: str) -> str:
    """One or several certificates, with or without their frame, as PEM one below the other. Raises Unreadable."""
    bodies = _PEM.findall(text) or [text]
    try:
        return "".join(_pem(body) for body in bodies)
    except ValueError as fault:
        raise Unreadable("This is no X.509 certificate in PEM form.") from fault


def _pem(body: str) -> str:
    framed = f"-----BEGIN CERTIFICATE-----\n{''.join(body.split())}\n-----END CERTIFICATE-----\n"
    return x509.load_pem_x509_certificate(framed.encode()).public_bytes(Encoding.PEM).decode()


def parted(certificates: str) -> list[str]:
    """Each certificate of a text that holds several, in PEM."""
    return [_pem(body) for body in _PEM.findall(certificates)]


def times_of(certificates: str) -> list[tuple[datetime, datetime]]:
    """From when until when each certificate is valid."""
    read_in = (x509.load_pem_x509_certificate(pem.encode()) for pem in parted(certificates))
    return [(each.not_valid_before_utc, each.not_valid_after_utc) for each in read_in]


def faults_of_certificates(certificates: str, *, soon: timedelta) -> tuple[str, str]:
    """What is wrong with them, and what will be `soon`; each a sentence, "" where nothing is."""
    now, times = datetime.now(UTC), times_of(certificates)
    good = [until for since, until in times if since <= now < until]
    if good:
        last = max(good)
        near = f"The provider's last certificate runs out on {_day(last)}. Have a new one made there."
        return "", near if last - now < soon else ""
    if all(until <= now for _, until in times):
        last = max(until for _, until in times)
        return (
            f"The provider's certificate ran out on {_day(last)}. Make a new one there, then read the metadata anew.",
            "",
        )
    first = min(since for since, _ in times)
    return f"The provider's certificate is not valid before {_day(first)}.", ""


def _day(at: datetime) -> str:
    return f"{at.day} {at:%B %Y}"
