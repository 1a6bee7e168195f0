"""Looks again, each day, whether proven domains still carry their proof: a domain that was sold speaks for nobody here."""

from datetime import timedelta
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit, tasks
from accounts.models import EmailDomain
from accounts.services import email_domains, letters
from accounts.sso import proofs

# How long a proof may be away when the domain answers without it, and when it does not answer at all.
GRACE = timedelta(days=7)
GRACE_SILENT = timedelta(days=30)


def look_at_all() -> int:
    """Queue a look at each proven domain. Returns how many."""
    ids = EmailDomain.objects.verified().values_list("pk", flat=True)
    for domain_id in ids:
        tasks.look_at_domain.delay(str(domain_id))
    return len(ids)


def look(*, domain_id: UUID) -> None:
    """Look at one: note that the proof was seen, or since when it is missing; after the days of grace the domain counts
    as not proven, and its owner is told both times. Nothing for a domain that is gone or was never proven."""
    domain = EmailDomain.objects.verified().filter(pk=domain_id).first()
    if domain is None:
        return
    looks = proofs.anywhere(domain.domain, email_domains.line_of(domain))
    with transaction.atomic():
        held = EmailDomain.objects.verified().select_for_update().filter(pk=domain_id).first()
        if held is None:
            return
        if looks[0].is_there:
            _seen(held)
        else:
            grace = GRACE if all(each.has_answer for each in looks) else GRACE_SILENT
            _missing(held, grace, " ".join(each.words for each in reversed(looks)))


def _seen(domain: EmailDomain) -> None:
    was_missing = domain.missing_since is not None
    domain.checked_at, domain.missing_since = timezone.now(), None
    domain.save(update_fields=["checked_at", "missing_since", "updated_at"])
    if was_missing:
        audit.record(team=domain.team, by=None, action="email_domain.find", target=domain)


def _missing(domain: EmailDomain, grace: timedelta, found: str) -> None:
    now = timezone.now()
    if domain.missing_since is None:
        domain.missing_since = now
        domain.save(update_fields=["missing_since", "updated_at"])
        audit.record(team=domain.team, by=None, action="email_domain.miss", target=domain, found=found)
    elif now - domain.missing_since >= grace:
        domain.verified_at = domain.missing_since = None
        domain.save(update_fields=["verified_at", "missing_since", "updated_at"])
        audit.record(team=domain.team, by=None, action="email_domain.lapse", target=domain, found=found)
    else:
        return
    transaction.on_commit(lambda: tasks.tell_of_domain.delay(str(domain.pk), found), robust=True)


def lapses_on(domain: EmailDomain) -> str:
    """The day on which a domain whose proof is missing counts no more, at the earliest: "3 May 2026"."""
    assert domain.missing_since is not None
    day = timezone.localdate(domain.missing_since + GRACE)
    return f"{day.day} {day:%B %Y}"


def tell(*, domain_id: UUID, found: str) -> None:
    """Write to the owner that the proof is missing, or that the domain counts no more. Nothing once it was found again."""
    domain = EmailDomain.objects.select_related("team__owner").filter(pk=domain_id).first()
    if domain is None or domain.team.owner is None:
        return
    if domain.verified_at and not domain.missing_since:
        return
    is_over = domain.verified_at is None
    says = "no longer counts as yours" if is_over else "has lost its proof"
    letters.send(
        to=domain.team.owner.email,
        subject=f"{domain.domain} {says}",
        template="domain_missing",
        context={
            "domain": domain.domain,
            "team": domain.team,
            "is_over": is_over,
            "until": "" if is_over else lapses_on(domain),
            "found": found,
            "url": settings.SITE_URL + reverse("accounts:sign_on"),
        },
    )
