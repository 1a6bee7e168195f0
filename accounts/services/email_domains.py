"""Domains of email addresses: a team says that one is its own, and proves it by a DNS record or a file on its web site."""

import secrets

from django.core.exceptions import ValidationError
from django.core.validators import DomainNameValidator
from django.db import IntegrityError, transaction
from django.utils import timezone

from accounts import audit
from accounts.models import EmailDomain, Team, User
from accounts.services.free_mail import FREE_MAIL
from accounts.sso import proofs
from iconikcerts.common.errors import Conflict

PREFIX = "iconikcerts-verification="
MOST_DOMAINS = 20
_is_domain = DomainNameValidator(accept_idna=False)


class NotProven(Conflict):
    """Neither record nor file is there, or they say something else."""

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


def line_of(domain: EmailDomain) -> str:
    """What the TXT record, or the file, must say."""
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


def check(*, domain: EmailDomain, by: User) -> EmailDomain:
    """Look for the record and the file, and take the domain for proven when one of them says what it must.

    Raises NotProven with what was found, and Conflict when another team has proven it before.
    """
    looks = proofs.anywhere(domain.domain, line_of(domain))
    if not looks[0].is_there:
        raise NotProven(
            " ".join(look.words for look in reversed(looks)),
            mend="Add the record or the file as it stands beside the domain, then check again. A new record can take an "
            "hour to be seen everywhere.",
        )
    return _proven(domain, by)


def _proven(domain: EmailDomain, by: User) -> EmailDomain:
    was_proven, now = domain.verified_at, timezone.now()
    domain.verified_at = was_proven or now
    domain.checked_at, domain.missing_since = now, None
    try:
        with transaction.atomic():
            domain.save(update_fields=["verified_at", "checked_at", "missing_since", "updated_at"])
            if was_proven:
                return domain
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
