"""How long a team keeps things: its rules, what they would delete, and their pauses. `retention_runs` applies them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from typing import Any, cast

from django.conf import settings
from django.db import transaction
from django.db.models import CharField, Count, Exists, Min, OuterRef, QuerySet, Subquery, Value
from django.db.models.functions import Cast, Concat
from django.utils import timezone

from accounts import audit, permissions, retention, tasks
from accounts.models import RetentionHold, RetentionRule, Team, User
from accounts.periods import Period, Unit
from accounts.permissions import Capability
from accounts.retention import Kind
from iconikcerts.common.errors import Conflict, DomainError

Rules = dict[str, RetentionRule]


class InvalidPeriod(DomainError):
    """A rule that is shorter or longer than its kind allows."""

    code = "invalid_period"


@dataclass(frozen=True, slots=True)
class Wish:
    """A rule as somebody wants it; `basis` as in `Kind.bases`."""

    period: Period
    basis: str = ""


Wishes = Mapping[str, Wish | None]  # by kind; None: no rule


@dataclass(frozen=True, slots=True)
class Change:
    """What saving would do to a kind: from when on, and how much the first run would delete. `oldest`: a date or a time, None
    for nothing.

    One that `is_stricter` waits for its days of grace; others count at once, and spare what went before.
    """

    kind: Kind
    before: Wish | None
    after: Wish | None
    is_stricter: bool
    starts_at: datetime
    count: int = 0
    oldest: Any = None

    @property
    def said(self) -> str:
        """ "12 lists"."""
        return self.kind.counted(self.count)


def in_force(*, team: Team, now: datetime) -> Rules:
    """The rule of each kind that counts at that time."""
    return _latest(RetentionRule.objects.filter(team=team, starts_at__lte=now).order_by("starts_at"))


def wanted(*, team: Team) -> Rules:
    """The rule of each kind that was set last, whether it counts already or waits."""
    return _latest(RetentionRule.objects.filter(team=team).order_by("starts_at"))


def _latest(rules: Iterable[RetentionRule]) -> Rules:
    return {rule.kind: rule for rule in rules}


def wish_of(rule: RetentionRule | None) -> Wish | None:
    """The rule without its row."""
    return Wish(rule.period, rule.basis) if rule else None


def _counting(team: Team | OuterRef, kind: str) -> QuerySet[RetentionRule]:
    """The rule of a team that counts and does not rest comes first."""
    resting = RetentionHold.objects.filter(team=OuterRef("team"), ended_at=None)
    rules = RetentionRule.objects.filter(~Exists(resting), team=team, kind=kind)
    return rules.filter(starts_at__lte=timezone.now()).order_by("-starts_at")


def counting_rule(kind: str) -> Subquery:
    """For a query over things with a column `team`: the rule of their team that counts and does not rest, to be read by
    `kept_by`. So a page that tells others what is kept asks nothing more of the database."""
    said = Concat(Cast("amount", CharField()), Value(" "), "unit", Value(" "), "basis")
    return Subquery(_counting(OuterRef("team"), kind).annotate(said=said).values("said")[:1])


def kept_by(rule: str | None, *, kind: Kind) -> Wish | None:
    """What `counting_rule` found, else the operator's days; None: for ever."""
    if not rule:
        return Wish(kind.usual) if kind.usual else None
    amount, unit, basis = rule.split(" ")
    return Wish(Period(int(amount), cast(Unit, unit)), basis)


def kept_of(*, team: Team, kind: Kind) -> Wish | None:
    """For how long a team keeps a kind at this moment; None: for ever. One query."""
    return wish_of(_counting(team, kind.key).first()) or kept_by(None, kind=kind)


def hold_of(*, team: Team) -> RetentionHold | None:
    """The pause that the team's rules are in, if any."""
    return RetentionHold.objects.filter(team=team, ended_at=None).select_related("begun_by").first()


def first_run(now: datetime) -> datetime:
    """When a rule that is set now deletes for the first time: the first daily run after the days of grace."""
    earliest = now + timedelta(days=settings.RETENTION_GRACE_DAYS)
    run = datetime.combine(earliest.date(), settings.RETENTION_RUN_AT, tzinfo=earliest.tzinfo)
    return run if run >= earliest else run + timedelta(days=1)


def found(*, kind: Kind, team: Team, wish: Wish, at: datetime) -> tuple[int, Any]:
    """How much a rule deletes in a run at that time, of what is there now, and since when the oldest of it is."""
    due = kind.due(team=team, before=wish.period.before(at), basis=wish.basis)
    said = due.aggregate(count=Count("pk"), oldest=Min(kind.since[wish.basis]))
    return said["count"], said["oldest"]


def preview(*, team: Team, wishes: Wishes) -> list[Change]:
    """What saving these wishes would change, in the order of the page; kinds that are not named stay as they are.

    Raises InvalidPeriod.
    """
    return _changes(team, wishes, timezone.now())


def _changes(team: Team, wishes: Wishes, now: datetime) -> list[Change]:
    last, counting = wanted(team=team), in_force(team=team, now=now)
    changes = []
    for kind in retention.of_teams():
        before = wish_of(last.get(kind.key))
        after = wishes.get(kind.key, before)
        if after:
            check(kind, after)
        if after != before:
            changes.append(_change(team, kind, before, after, wish_of(counting.get(kind.key)), now))
    return changes


def _change(
    team: Team, kind: Kind, before: Wish | None, after: Wish | None, counting: Wish | None, now: datetime
) -> Change:
    if after is None or not _is_stricter(after, counting, now):
        return Change(kind, before, after, is_stricter=False, starts_at=now)
    starts_at = first_run(now)
    return Change(
        kind, before, after, True, starts_at, *found(kind=kind, team=team, wish=after, at=starts_at)
    )


def _is_stricter(new: Wish, counting: Wish | None, now: datetime) -> bool:
    """Whether it can delete what the rule that counts would have spared."""
    if counting is None or counting.basis != new.basis:
        return True
    return new.period.before(now) > counting.period.before(now)


def check(kind: Kind, wish: Wish) -> None:
    """Raises InvalidPeriod when a team cannot have this rule for the kind."""
    if wish.basis not in kind.since:
        raise InvalidPeriod(f"{kind.label}: choose what the time counts from.", mend="Choose it in the list.")
    period = wish.period
    if period.before(_SOME_DAY) > _SOME_DAY - timedelta(days=kind.least_days):
        raise InvalidPeriod(
            f"{kind.label}: {period} is too short.", mend=f"Give at least {kind.least_days} days."
        )
    if period.days_at_most > kind.most_days:
        raise InvalidPeriod(
            f"{kind.label}: {period} is longer than this site keeps them.",
            mend=f"Give at most {Period(kind.most_days, 'days')}.",
        )


# A month before it has 28 days, so that a rule is judged alike on every day.
_SOME_DAY = datetime(2023, 3, 1)


@transaction.atomic
def set_rules(*, team: Team, wishes: Wishes, by: User) -> list[Change]:
    """Set how long kinds are kept; those that are not named stay as they are. Returns what changed.

    A stricter rule waits for RETENTION_GRACE_DAYS, and whoever may change it gets a mail about what will go. Raises
    NotAllowed, InvalidPeriod.
    """
    permissions.require(user=by, team=team, capability=Capability.PRIVACY_MANAGE)
    Team.objects.select_for_update().get(pk=team.pk)
    now = timezone.now()
    changes = _changes(team, wishes, now)
    if not changes:
        return []
    for change in changes:
        _apply(team, change, now)
    audit.record(
        team=team,
        by=by,
        action="retention.rules",
        target=team,
        before={change.kind.key: said(change.kind, change.before) for change in changes},
        after={change.kind.key: said(change.kind, change.after) for change in changes},
    )
    if any(change.is_stricter for change in changes):
        _tell(team)
    return changes


def _apply(team: Team, change: Change, now: datetime) -> None:
    rules = RetentionRule.objects.filter(team=team, kind=change.kind.key)
    # The rule that counts goes on to count until a stricter one takes its place.
    (rules.filter(starts_at__gt=now) if change.is_stricter else rules).delete()
    if change.after:
        RetentionRule.objects.create(
            team=team,
            kind=change.kind.key,
            amount=change.after.period.amount,
            unit=change.after.period.unit,
            basis=change.after.basis,
            starts_at=change.starts_at,
        )


def said(kind: Kind, wish: Wish | None) -> str:
    """A wish in words: "6 months", "2 years after expiry", "for ever", or the operator's own period."""
    if wish is None:
        return str(kind.usual) if kind.usual else "for ever"
    return f"{wish.period} {kind.bases[wish.basis]}" if wish.basis else str(wish.period)


def _tell(team: Team) -> None:
    """Mail the owner and the administrators what goes, and when."""
    members = permissions.members_with(team=team, capability=Capability.PRIVACY_MANAGE)
    for member_id in members.values_list("pk", flat=True):
        transaction.on_commit(partial(tasks.tell_of_retention.delay, str(member_id)), robust=True)


@transaction.atomic
def hold(*, team: Team, reason: str, by: User) -> RetentionHold:
    """Let all rules of the team rest until `release`: nothing goes by them. Raises NotAllowed, and Conflict when they do."""
    permissions.require(user=by, team=team, capability=Capability.PRIVACY_MANAGE)
    Team.objects.select_for_update().get(pk=team.pk)
    if hold_of(team=team):
        raise Conflict("The rules rest already.", mend="End the pause first to give another reason.")
    made = RetentionHold.objects.create(team=team, reason=reason, begun_by=by)
    audit.record(team=team, by=by, action="retention.hold", target=team, reason=reason, personal=["reason"])
    return made


@transaction.atomic
def release(*, team: Team, by: User) -> None:
    """Let the rules count again, after days of grace as for new ones. Raises NotAllowed, Conflict."""
    permissions.require(user=by, team=team, capability=Capability.PRIVACY_MANAGE)
    Team.objects.select_for_update().get(pk=team.pk)
    resting = hold_of(team=team)
    if resting is None:
        raise Conflict("The rules do not rest.", mend="There is nothing to end.")
    resting.ended_at, resting.ended_by = timezone.now(), by
    resting.save(update_fields=["ended_at", "ended_by", "updated_at"])
    kept, earliest = wanted(team=team), first_run(timezone.now())
    RetentionRule.objects.filter(team=team).exclude(pk__in=[rule.pk for rule in kept.values()]).delete()
    RetentionRule.objects.filter(team=team, starts_at__lt=earliest).update(starts_at=earliest)
    audit.record(team=team, by=by, action="retention.release", target=team)
    if kept:
        _tell(team)
