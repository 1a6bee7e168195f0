"""Domains of email addresses: a team says that one is its own, and proves it by a file on the domain's web site."""

import secrets
from collections.abc import Callable

import requests
from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import EmailDomain, Team, User
from accounts.sso import outside
from iconikcerts.common.errors import Conflict

PATH = "/.well-known/iconikcerts-verification.txt"
PREFIX = "iconikcerts-verification="
MOST_DOMAINS = 20
# Where anybody gets an address. Nobody could prove one of them; whoever tries is told at once.
FREE_MAIL = frozenset(
    [
        "gmail.com",
        "googlemail.com",
        "outlook.com",
        "hotmail.com",
        "live.com",
        "msn.com",
        "yahoo.com",
        "yahoo.co.uk",
        "ymail.com",
        "aol.com",
        "icloud.com",
        "me.com",
        "mac.com",
        "gmx.de",
        "gmx.net",
        "gmx.at",
        "gmx.ch",
        "web.de",
        "t-online.de",
        "mail.com",
        "proton.me",
        "protonmail.com",
        "pm.me",
        "tutanota.com",
        "tuta.io",
        "zoho.com",
        "yandex.ru",
        "yandex.com",
        "mail.ru",
        "fastmail.com",
        "hey.com",
        "qq.com",
        "163.com",
        "126.com",
        "naver.com",
        "libero.it",
        "orange.fr",
        "free.fr",
        "laposte.net",
        "wanadoo.fr",
        "hotmail.co.uk",
        "hotmail.fr",
        "btinternet.com",
        "rediffmail.com",
        "seznam.cz",
        "wp.pl",
        "o2.pl",
        "onet.pl",
        "bluewin.ch",
    ]
)
_is_domain = DomainNameValidator(accept_idna=False)


class NotProven(Conflict):
    """The file on the domain's web site is not there, or says something else."""

    code = "domain_not_proven"


def normal(text: str) -> str:
    """A domain as DNS has it: "@Schule-Köln.DE" is "xn--schule-kln-lcb.de". Raises Conflict when it is none."""
    try:
        domain = text.strip().lstrip("@").rstrip(".").lower().encode("idna").decode()
        _is_domain(domain)
    except (UnicodeError, ValidationError) as fault:
        raise Conflict(
            "This is no domain.", mend="Enter what stands after the @, as in school.example."
        ) from fault
    return domain


def address_of_proof(domain: EmailDomain) -> str:
    """Where the file must lie."""
    return f"https://{domain.domain}{PATH}"


def content_of_proof(domain: EmailDomain) -> str:
    """What the file must say."""
    return f"{PREFIX}{domain.token}"


@transaction.atomic
def claim(*, team: Team, domain: str, by: User) -> EmailDomain:
    """Say that a domain is the team's; it counts for nothing until it is proven. Raises Conflict."""
    name = normal(domain)
    Team.objects.select_for_update().get(pk=team.pk)
    mine = EmailDomain.objects.for_team(team)
    if name in FREE_MAIL:
        raise Conflict(f"Anybody can have an address at {name}.", mend="Enter a domain of your own.")
    if mine.filter(domain=name).exists():
        raise Conflict(f"{name} is in the list already.", mend="Check it there.")
    if mine.count() >= MOST_DOMAINS:
        raise Conflict(f"A team has at most {MOST_DOMAINS} domains.", mend="Remove one first.")
    made = EmailDomain.objects.create(team=team, domain=name, token=secrets.token_urlsafe(32))
    audit.record(team=team, by=by, action="email_domain.add", target=made)
    return made


def check(
    *, domain: EmailDomain, by: User, fetch: Callable[[str], requests.Response] = outside.get
) -> EmailDomain:
    """Look at the file, and take the domain for proven when it says what it must.

    Raises NotProven, and Conflict when another team has proven it before.
    """
    try:
        said = fetch(address_of_proof(domain)).text
    except requests.RequestException as fault:
        reason = str(fault) if isinstance(fault, outside.Refused) else "It cannot be reached."
        raise NotProven(
            f"The file at {address_of_proof(domain)} cannot be read. {reason}",
            mend="Put it there, reachable by everybody and without a redirect, then check again.",
        ) from fault
    if content_of_proof(domain) not in said.split():
        raise NotProven(
            f"The file at {address_of_proof(domain)} says something else.",
            mend="Put in the line that stands beside the domain, then check again.",
        )
    return _proven(domain, by)


def _proven(domain: EmailDomain, by: User) -> EmailDomain:
    if domain.verified_at:
        return domain
    try:
        with transaction.atomic():
            domain.verified_at = timezone.now()
            domain.save(update_fields=["verified_at", "updated_at"])
            audit.record(team=domain.team, by=by, action="email_domain.verify", target=domain)
    except IntegrityError as fault:
        domain.verified_at = None
        raise Conflict(
            f"Another team has proven that {domain.domain} is its own.",
            mend="Ask your administrators who set it up, or write to support.",
        ) from fault
    return domain


@transaction.atomic
def remove(*, domain: EmailDomain, by: User) -> None:
    """Give a domain up: from now on single sign-on speaks for none of its addresses.

    Raises Conflict for the last proven one while people must come by single sign-on.
    """
    others = EmailDomain.objects.for_team(domain.team).verified().exclude(pk=domain.pk)
    connection = getattr(domain.team, "sign_on", None)
    if domain.verified_at and connection and connection.is_enforced and not others.exists():
        raise Conflict(
            "People of this domain must log in by single sign-on.",
            mend="Switch that off first, then remove it.",
        )
    audit.record(team=domain.team, by=by, action="email_domain.remove", target=domain)
    domain.delete()
