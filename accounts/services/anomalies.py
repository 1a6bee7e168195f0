"""What is unusual: a few plain rules with their thresholds, each asked right after the act that it is about.

They count events of the audit trail, so they need no counters of their own and can be reckoned up again by anybody.
A rule that hits raises a `SecurityEvent`; nothing is blocked, for each of these can be quite in order.
"""

import ipaddress
from collections.abc import Iterable
from datetime import timedelta

from django.db.models import QuerySet
from django.utils import timezone

from accounts.models import AuditEvent, AuditParticulars, SecurityEvent, Team, User
from accounts.services import security_events
from iconikcerts.common import devices, origin

Kind = SecurityEvent.Kind

# A device or place is new when no sign-in of so many days came from it. The first sign-in of all is never new.
KNOWN_FOR = timedelta(days=180)
# A place is a network: providers give addresses of one region out of such blocks, and they change within them daily.
PLACE_BITS = {4: 16, 6: 32}

# Failed sign-ins within an hour: of one account, and from one address over all accounts. Log-in itself is throttled long before.
FAILURES_WINDOW = timedelta(hours=1)
FAILURES_OF_ACCOUNT = 10
FAILURES_OF_ADDRESS = 50

# Certificates that one person downloads within an hour, not counting those issued in the last day: to take along what one has just issued is
# what everybody does.
DOWNLOAD_WINDOW = timedelta(hours=1)
DOWNLOAD_FRESH = timedelta(days=1)
DOWNLOADS = 500

# Certificates issued in a day: so many times the team's busiest day of the last 90, but never below the least. A team
# without history has only the first limit.
ISSUE_HISTORY = timedelta(days=90)
ISSUES_OF_NEWCOMERS = 2_000
ISSUE_TIMES, ISSUES_LEAST = 5, 500


def after_sign_in(*, user: User) -> None:
    """Compares device and network of this sign-in with those before."""
    here = origin.current()
    before = list(_signed_in_from(user))
    if not before:
        return
    if here.device and devices.named(here.device) not in {devices.named(each.device) for each in before}:
        security_events.raise_for(
            kind=Kind.NEW_DEVICE, person=user, facts={"device": devices.named(here.device)}
        )
    if here.address and place_of(here.address) not in {place_of(str(each.address or "")) for each in before}:
        security_events.raise_for(
            kind=Kind.NEW_PLACE, person=user, facts={"device": devices.named(here.device)}
        )


def _signed_in_from(user: User) -> Iterable[AuditParticulars]:
    """Of the sign-ins before this one, newest first; a person has few devices, so a hundred are enough."""
    events = AuditEvent.objects.filter(
        team=None, actor=user, action="login.succeed", created_at__gt=timezone.now() - KNOWN_FOR
    ).exclude(particulars=None)
    told = events.select_related("particulars").order_by("-created_at")[1:101]
    return [event.particulars for event in told if event.particulars]


def place_of(address: str) -> str:
    """The network that stands for a place, "" for no address."""
    if not address:
        return ""
    found = ipaddress.ip_address(address)
    return str(ipaddress.ip_network(f"{found}/{PLACE_BITS[found.version]}", strict=False))


def after_failure(*, user: User | None) -> None:
    """Counts the failures of the last hour: of the account, and from this address."""
    since = timezone.now() - FAILURES_WINDOW
    failed = AuditEvent.objects.filter(team=None, action="login.fail", created_at__gt=since)
    if user:
        count = failed.filter(target_id=str(user.pk)).count()
        if count >= FAILURES_OF_ACCOUNT:
            security_events.raise_for(kind=Kind.MANY_FAILURES, person=user, facts={"failures": count})
    address = origin.current().address
    if address:
        count = failed.filter(particulars__address=address).count()
        if count >= FAILURES_OF_ADDRESS:
            security_events.raise_for(kind=Kind.MANY_FAILURES, facts={"failures": count})


def after_download(*, team: Team, by: User | None) -> None:
    """Adds up what this person downloaded in the last hour: `old` of each event, certificates older than a day."""
    since = timezone.now() - DOWNLOAD_WINDOW
    events = AuditEvent.objects.filter(
        team=team, actor=by, action__in=["certificate.download", "job.download"], created_at__gt=since
    )
    count = sum(int(data.get("old", 0)) for data in events.values_list("data", flat=True))
    if by and count >= DOWNLOADS:
        security_events.raise_for(
            kind=Kind.MASS_DOWNLOAD, team=team, person=by, facts={"certificates": count}
        )


def after_issue(*, team: Team, by: User | None) -> None:
    """Compares what the team issues today with its busiest day so far."""
    now = timezone.now()
    today = now.replace(hour=0, minute=0, second=0, microsecond=0)
    events = AuditEvent.objects.filter(
        team=team, action__in=["job.start", "job.retry"], created_at__gt=now - ISSUE_HISTORY
    )
    count = _rows(events.filter(created_at__gte=today))
    if count < ISSUES_LEAST:
        return
    usual = _busiest_day(events.filter(created_at__lt=today))
    limit = max(ISSUE_TIMES * usual, ISSUES_LEAST) if usual else ISSUES_OF_NEWCOMERS
    if count >= limit:
        facts = {"certificates": count, "busiest_day_before": usual}
        security_events.raise_for(kind=Kind.ISSUE_VOLUME, team=team, person=by, facts=facts)


def _rows(events: QuerySet[AuditEvent]) -> int:
    return sum(int(data.get("rows", 0)) for data in events.values_list("data", flat=True))


def _busiest_day(events: QuerySet[AuditEvent]) -> int:
    days: dict[object, int] = {}
    for at, data in events.values_list("created_at", "data"):
        days[at.date()] = days.get(at.date(), 0) + int(data.get("rows", 0))
    return max(days.values(), default=0)
