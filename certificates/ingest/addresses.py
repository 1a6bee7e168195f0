"""Check e-mail and web addresses. An address that looks like a typing error is a warning, a broken one an error."""

import re
from urllib.parse import urlsplit

from .problems import Problem, error, warning

# RFC 5321 4.5.3.1: 64 octets before the @, 255 for the domain; 254 for both within the 256 of a path with <>.
_LOCAL_OCTETS, _DOMAIN_OCTETS, _ADDRESS_OCTETS, _LABEL_OCTETS = 64, 255, 254, 63
_LOCAL = re.compile(r"[\w!#$%&'*+/=?^`{|}~-]+(?:\.[\w!#$%&'*+/=?^`{|}~-]+)*")
_LABEL = re.compile(r"[a-z0-9](?:[a-z0-9-]*[a-z0-9])?", re.IGNORECASE)
_NAMED = re.compile(r"[^<>]*<\s*([^<>\s]+)\s*>")
_PLAIN_EMAIL = re.compile(
    r"[A-Za-z0-9_+-]+(?:\.[A-Za-z0-9_+-]+)*@[a-z0-9]+(?:-[a-z0-9]+)*(?:\.[a-z0-9]+)*\.[a-z]{2,}"
)

_TYPOS = {
    "gmail.com": "gmial.com gmal.com gmai.com gamil.com gnail.com gmaill.com gmail.con gmail.co gmail.cm gmail.om gmail.comm"
    " gmail.cmo gmail.vom gmaul.com gimail.com gmeil.com ggmail.com gmil.com",
    "hotmail.com": "hotmial.com hotmal.com hotmai.com hotmil.com hotmail.con hotmail.co hotmail.cm hotnail.com homail.com"
    " hotmaill.com",
    "outlook.com": "outlok.com outloo.com outlook.con outlook.co outllook.com oulook.com outlook.cm",
    "yahoo.com": "yaho.com yahooo.com yahoo.con yahoo.co yahoo.cm yhaoo.com yahho.com yaoo.com",
    "icloud.com": "iclod.com icloud.con icloud.co icoud.com iclould.com",
    "proton.me": "proton.mee porton.me",
    "web.de": "wed.de web.dee",
    "gmx.de": "gmx.dee gxm.de",
    "mail.ru": "mial.ru mail.ry maill.ru",
    "qq.com": "qq.con qq.cmo",
}
_MEANT = {typo: right for right, typos in _TYPOS.items() for typo in typos.split()}


def read_email(value: str) -> tuple[str, list[Problem]]:
    """The bare address, its domain in lower case. Takes "Amina <a@example.org>" and "mailto:". One address only.

    International domains and local parts (RFC 6531) are kept as written.
    """
    address = value.removeprefix("mailto:").strip()
    if found := _NAMED.fullmatch(address):
        address = found[1]
    local, _, domain = address.rpartition("@")
    domain = domain.lower()
    is_plain = _PLAIN_EMAIL.fullmatch(f"{local}@{domain}") and max(len(local), len(domain)) < _LABEL_OCTETS
    if not is_plain and (fault := _email_fault(address, local, domain)):
        return value, [fault]
    meant = _MEANT.get(domain)
    return f"{local}@{domain}", [_typo(domain, meant)] if meant else []


def _email_fault(address: str, local: str, domain: str) -> Problem | None:
    if len(re.findall(r"@", address)) > 1 and re.search(r"[,;\s/]", address):
        return error(
            "several_emails",
            f"'{address[:80]}' holds several addresses.",
            mend="Keep one address in each row.",
        )
    if not local or not _LOCAL.fullmatch(local) or not _is_domain(domain):
        return error(
            "bad_email", f"'{address[:80]}' is not an email address.", mend="Write it as name@example.org."
        )
    too_long = (
        len(local.encode()) > _LOCAL_OCTETS
        or len(address.encode()) > _ADDRESS_OCTETS
        or len(domain.encode()) > _DOMAIN_OCTETS
    )
    if too_long:
        return error(
            "bad_email", f"'{address[:80]}' is longer than an email address may be.", mend="Check it."
        )
    return None


def _is_domain(domain: str) -> bool:
    """At least two labels (RFC 1035 2.3.1), international ones by their ASCII form; no numeric top level."""
    try:
        labels = domain.encode("idna").decode().split(".")
    except UnicodeError:
        return False
    valid = all(_LABEL.fullmatch(label) and len(label) <= _LABEL_OCTETS for label in labels)
    return valid and len(labels) >= 2 and len(labels[-1]) >= 2 and not labels[-1].isdigit()


def _typo(domain: str, meant: str) -> Problem:
    return warning("email_typo", f"'{domain}' looks like a typing error.", mend=f"Did you mean {meant}?")


def read_url(value: str) -> tuple[str, list[Problem]]:
    """An absolute http or https address. "www.example.org" gets https. User names and passwords are refused."""
    url = f"https://{value}" if value.lower().startswith("www.") else value
    if len(url) > 2000 or re.search(r"[\s<>\"\\^`{|}]", url):
        return value, [_bad_url(value)]
    try:
        parts = urlsplit(url)
        host, _ = parts.hostname or "", parts.port
    except ValueError:
        return value, [_bad_url(value)]
    if parts.scheme.lower() not in ("http", "https") or "@" in parts.netloc or not _is_domain(host):
        return value, [_bad_url(value)]
    return url, []


def _bad_url(value: str) -> Problem:
    return error(
        "bad_url", f"'{value[:80]}' is not a web address.", mend="Write it as https://example.org/page."
    )
