"""Raising, mailing and acknowledging what the rules of `anomalies` find."""

from datetime import timedelta
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.db import transaction
from django.db.models import F, QuerySet
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone

from accounts import audit, tasks
from accounts.models import SecurityEvent, Team, TeamMember, User

Kind = SecurityEvent.Kind
# A message that nobody took in hand within this is sent by the sweeper.
SWEPT_AFTER = timedelta(minutes=2)
SWEPT_WITHIN = timedelta(days=1)
SHOWN = 10


def raise_for(
    *,
    kind: SecurityEvent.Kind,
    team: Team | None = None,
    person: User | None = None,
    facts: dict[str, Any],
) -> SecurityEvent:
    """The event of this kind and day; its first raising is mailed after the commit, later ones only counted."""
    day = timezone.localdate()
    key = f"{kind}:{day}:{team.pk if team else ''}:{person.pk if person else ''}"
    event, is_new = SecurityEvent.objects.get_or_create(
        key=key, defaults={"kind": kind, "day": day, "team": team, "person": person, "facts": facts}
    )
    if not is_new:
        SecurityEvent.objects.filter(key=key).update(
            times=F("times") + 1, facts=facts, updated_at=timezone.now()
        )
        return event
    transaction.on_commit(lambda: tasks.mail_security_event.delay(str(event.pk)), robust=True)
    return event


def mail(*, event: SecurityEvent) -> int:
    """Send the event to those it concerns and to the operator, at most once. Returns how many messages went out.

    The mark is set first: of two who try one sends, and what is lost on the way is shown on the pages all the same.
    """
    now = timezone.now()
    if not SecurityEvent.objects.filter(pk=event.pk, mailed_at=None).update(mailed_at=now):
        return 0
    sent = 0
    for address, url in _recipients(event):
        context = {"event": event, "url": url, "site_url": settings.SITE_URL, "facts": said(event)}
        message = EmailMultiAlternatives(
            subject=f"{event.get_kind_display()}: IconikCerts",
            body=render_to_string("emails/security_event.txt", context),
            to=[address],
        )
        message.attach_alternative(render_to_string("emails/security_event.html", context), "text/html")
        sent += message.send()
    return sent


def _recipients(event: SecurityEvent) -> list[tuple[str, str]]:
    """Addresses, each with the page to look at: the person, or the owners of the team; and the operator."""
    site = settings.SITE_URL
    found: list[tuple[str, str]] = []
    if event.team:
        owners = TeamMember.objects.filter(team=event.team, role=TeamMember.Role.OWNER).select_related("user")
        url = f"{site}{reverse('accounts:audit')}"
        found += [(member.user.email, url) for member in owners]
    elif event.person:
        found.append((event.person.email, f"{site}{reverse('accounts:activity')}"))
    if settings.SECURITY_EMAIL and not _operator_was_told(event):
        found.append((settings.SECURITY_EMAIL, f"{site}{reverse('admin:accounts_securityevent_changelist')}"))
    return found


def _operator_was_told(event: SecurityEvent) -> bool:
    """Of each kind one message a day is enough: it leads to the list of all."""
    others = SecurityEvent.objects.filter(kind=event.kind, day=event.day, mailed_at__isnull=False)
    return bool(others.exclude(pk=event.pk).exists())


def said(event: SecurityEvent) -> str:
    """The event in a sentence, without who and when."""
    facts = event.facts
    if event.kind == Kind.NEW_DEVICE:
        return f"Somebody signed in with {facts.get('device') or 'a program'}, which was not used for this account lately."
    if event.kind == Kind.NEW_PLACE:
        return "Somebody signed in from a network that was not used for this account lately."
    if event.kind == Kind.MANY_FAILURES:
        return f"{facts['failures']:,} sign-ins failed within an hour."
    if event.kind == Kind.TOKEN_REUSED:
        return f"A key of {facts['device']} was used twice, as if somebody had copied it. It is signed out now; sign in there again."
    if event.kind == Kind.MASS_DOWNLOAD:
        return f"{facts['certificates']:,} certificates older than a day were downloaded within an hour."
    before = facts["busiest_day_before"]
    usual = (
        f"the busiest day of the last three months had {before:,}"
        if before
        else "the team never issued before"
    )
    return f"{facts['certificates']:,} certificates are issued today; {usual}."


@transaction.atomic
def acknowledge(*, event: SecurityEvent, by: User) -> None:
    """Somebody has looked at it: it is no longer shown as open. Safe to call twice."""
    hit = SecurityEvent.objects.filter(pk=event.pk, acknowledged_at=None).update(
        acknowledged_at=timezone.now(), acknowledged_by=by, updated_at=timezone.now()
    )
    if hit:
        audit.record(
            team=event.team, by=by, action="security_event.acknowledge", target=event, kind=event.kind
        )


def open_of_team(team: Team) -> list[tuple[SecurityEvent, str]]:
    """Those that nobody has acknowledged, newest first, each with its sentence."""
    return _told(SecurityEvent.objects.filter(team=team, acknowledged_at=None))


def open_of_person(user: User) -> list[tuple[SecurityEvent, str]]:
    """The same of a person's own account."""
    return _told(SecurityEvent.objects.filter(team=None, person=user, acknowledged_at=None))


def _told(events: QuerySet[SecurityEvent]) -> list[tuple[SecurityEvent, str]]:
    newest = events.select_related("person").order_by("-created_at")[:SHOWN]
    return [(event, said(event)) for event in newest]


def mail_waiting() -> int:
    """Send what a queue that was away left. Returns how many messages."""
    now = timezone.now()
    waiting = SecurityEvent.objects.filter(
        mailed_at=None, created_at__lt=now - SWEPT_AFTER, created_at__gt=now - SWEPT_WITHIN
    )
    return sum(mail(event=event) for event in waiting.select_related("team", "person"))
