"""Finding events: of a team, of a person, by who, what, which thing, when, and text."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast
from django.utils import timezone

from accounts.audit import words
from accounts.models import AuditEvent, Team, User

Kind = AuditEvent.ActorKind


@dataclass(frozen=True, slots=True)
class AuditFilter:
    """What a list is narrowed to; nothing by default.

    `person`: id of the actor; `noun`: the first part of the act; `target`: id of the thing; both days are included.
    """

    text: str = ""
    person: UUID | None = None
    kind: str = ""
    noun: str = ""
    target: str = ""
    since: date | None = None
    until: date | None = None


def of_team(team: Team) -> QuerySet[AuditEvent]:
    return AuditEvent.objects.filter(team=team)


def of_person(user: User) -> QuerySet[AuditEvent]:
    """What a person did without a team, and what was done to the account."""
    return AuditEvent.objects.filter(
        Q(team=None, actor=user) | Q(team=None, target_type="User", target_id=str(user.pk))
    )


def matching(events: QuerySet[AuditEvent], wanted: AuditFilter) -> QuerySet[AuditEvent]:
    """The events under a filter, in no order."""
    if wanted.person:
        events = events.filter(actor=wanted.person)
    if wanted.kind:
        events = events.filter(actor_kind=wanted.kind)
    if wanted.noun:
        events = events.filter(action__startswith=f"{wanted.noun}.")
    if wanted.target:
        events = events.filter(target_id=wanted.target)
    if wanted.since:
        events = events.filter(created_at__gte=_midnight(wanted.since))
    if wanted.until:
        events = events.filter(created_at__lt=_midnight(wanted.until + timedelta(days=1)))
    for word in wanted.text.split()[:5]:
        events = _with_word(events, word)
    return events


def _with_word(events: QuerySet[AuditEvent], word: str) -> QuerySet[AuditEvent]:
    """Those that say the word: in the name of the act, thing or person, in a value, or as the beginning of an id."""
    acts = Q(action__in=words.saying(word))
    for stem in words.stems(word):
        acts |= Q(action__icontains=stem)
    for noun in words.nouns_saying(word):
        acts |= Q(action__startswith=f"{noun}.")
    people = User.objects.filter(Q(name__icontains=word) | Q(email__icontains=word)).values("pk")
    things = Q(target_label__icontains=word) | Q(target_id__istartswith=word) | Q(actor_ref__icontains=word)
    values = Q(data_text__icontains=word) | Q(changes_text__icontains=word)
    searched = events.annotate(data_text=Cast("data", TextField()), changes_text=Cast("changes", TextField()))
    return searched.filter(acts | things | values | Q(actor__in=people))


def actors(team: Team) -> list[tuple[str, str]]:
    """Id and name of the people who are in the team, by name: whom its trail can be narrowed to."""
    people = User.objects.filter(memberships__team=team).order_by("name", "email")
    return [(str(person.pk), person.get_full_name()) for person in people]


def _midnight(day: date) -> datetime:
    return timezone.make_aware(datetime.combine(day, time.min))
