"""Rules about how long things are kept: who sets them, what is said before, the days of grace, and pauses."""

from collections.abc import Callable
from datetime import UTC, datetime, timedelta

import pytest
from django.core import mail
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent, RetentionHold, RetentionRule, RetentionRun, Team, User
from accounts.periods import Period
from accounts.services import retention, retention_mails
from accounts.services.retention import InvalidPeriod, Wish
from iconikcerts.common.errors import Conflict, NotAllowed
from tests.factories.people import PASSWORD
from tests.iconikcerts.retention.things import invitation, ruled

pytestmark = pytest.mark.usefixtures("media_root")
AsRole = Callable[[str], Client]
MONTH, WEEK = Wish(Period(30, "days")), Wish(Period(7, "days"))
SENT = {"invitations_amount": "30", "invitations_unit": "days"}


@pytest.fixture
def owner(team: Team) -> User:
    assert team.owner is not None
    return team.owner


@pytest.fixture
def owning(team: Team) -> Client:
    """The owner, who has just logged in by password."""
    client = Client()
    client.post("/accounts/login/", {"login": "owner@example.org", "password": PASSWORD})
    client.post("/teams/switch", {"team": str(team.pk)})
    return client


def rules(team: Team) -> list[tuple[str, int, str, bool]]:
    """Kind, amount and unit of each rule, and whether it counts already."""
    found = RetentionRule.objects.filter(team=team).order_by("kind", "starts_at")
    return [(rule.kind, rule.amount, rule.unit, rule.starts_at <= timezone.now()) for rule in found]


def test_a_new_rule_waits_for_the_first_run_after_the_days_of_grace(team: Team, owner: User) -> None:
    retention.set_rules(team=team, wishes={"invitations": MONTH}, by=owner)

    rule = RetentionRule.objects.get(team=team)
    assert timedelta(days=7) <= rule.starts_at - timezone.now() <= timedelta(days=8)
    assert (rule.starts_at.hour, rule.starts_at.minute) == (3, 20)


@pytest.mark.parametrize(
    ("now", "first"),
    [
        (datetime(2026, 11, 22, 3, 19, tzinfo=UTC), datetime(2026, 11, 29, 3, 20, tzinfo=UTC)),
        (datetime(2026, 11, 22, 3, 20, tzinfo=UTC), datetime(2026, 11, 29, 3, 20, tzinfo=UTC)),
        (datetime(2026, 11, 22, 3, 21, tzinfo=UTC), datetime(2026, 11, 30, 3, 20, tzinfo=UTC)),
    ],
)
def test_the_first_run_is_never_before_the_days_of_grace(now: datetime, first: datetime) -> None:
    assert retention.first_run(now) == first


def test_a_milder_rule_counts_at_once_and_a_stricter_one_beside_the_present(team: Team, owner: User) -> None:
    ruled(team, "invitations", 30)

    retention.set_rules(team=team, wishes={"invitations": WEEK}, by=owner)
    stricter = rules(team)
    retention.set_rules(team=team, wishes={"invitations": Wish(Period(1, "years"))}, by=owner)
    milder = rules(team)
    retention.set_rules(team=team, wishes={"invitations": None}, by=owner)

    assert stricter == [("invitations", 30, "days", True), ("invitations", 7, "days", False)]
    assert milder == [("invitations", 1, "years", True)]
    assert rules(team) == []


def test_the_preview_counts_what_the_first_run_would_delete(team: Team, owner: User) -> None:
    now = timezone.now()
    oldest = invitation(team, now - timedelta(days=90))
    invitation(team, now - timedelta(days=24))  # 30 days old before the first run
    invitation(team, now - timedelta(days=5))

    [change] = retention.preview(team=team, wishes={"invitations": MONTH, "lists": None})

    assert (change.count, change.oldest, change.said) == (2, oldest.closed_at, "2 invitations")
    assert rules(team) == []


@pytest.mark.parametrize(
    ("key", "period", "mend"),
    [
        ("whereabouts", Period(29, "days"), "Give at least 30 days."),
        ("whereabouts", Period(13, "months"), "Give at most 365 days."),
        ("verifications", Period(91, "days"), "Give at most 90 days."),
        ("lists", Period(51, "years"), "Give at most 18,300 days."),
    ],
)
def test_a_rule_stays_within_its_bounds(team: Team, owner: User, key: str, period: Period, mend: str) -> None:
    with pytest.raises(InvalidPeriod) as refused:
        retention.set_rules(team=team, wishes={key: Wish(period)}, by=owner)

    assert (refused.value.mend, rules(team)) == (mend, [])


def test_what_was_set_is_on_record_with_both_ends(team: Team, owner: User) -> None:
    ruled(team, "lists", 6, "months")

    retention.set_rules(team=team, wishes={"invitations": MONTH, "lists": None}, by=owner)
    retention.set_rules(team=team, wishes={"invitations": MONTH, "lists": None}, by=owner)

    [event] = AuditEvent.objects.filter(team=team, action="retention.rules")
    assert event.changes == {
        "lists": {"from": "6 months", "to": "for ever"},
        "invitations": {"from": "for ever", "to": "30 days"},
    }


def test_owner_and_administrators_get_a_mail_that_names_what_goes_and_when(
    team: Team, owner: User, admin: User, editor: User, settings: Settings
) -> None:
    invitation(team, timezone.now() - timedelta(days=90))
    retention.set_rules(team=team, wishes={"invitations": MONTH}, by=owner)
    starts_at = RetentionRule.objects.get(team=team).starts_at
    for member in team.members.order_by("created_at"):
        retention_mails.tell(member_id=member.pk)

    assert sorted(address for each in mail.outbox for address in each.to) == sorted(
        [owner.email, admin.email]
    )
    said = f"Old invitations, kept 30 days: 1 invitation on {starts_at:%-d %B %Y}"
    assert [said in str(each.body) for each in mail.outbox] == [True, True]
    assert "ana@example.org" not in str(mail.outbox[0].message())


def test_no_mail_once_the_rule_was_taken_back(team: Team, owner: User) -> None:
    retention.set_rules(team=team, wishes={"invitations": MONTH}, by=owner)
    retention.set_rules(team=team, wishes={"invitations": None}, by=owner)

    retention_mails.tell(member_id=team.members.get(user=owner).pk)

    assert mail.outbox == []


def test_the_page_previews_asks_who_it_is_and_sets(owning: Client, team: Team) -> None:
    invitation(team, timezone.now() - timedelta(days=90))

    seen = owning.get("/team/privacy/preview", SENT).content.decode()
    before = rules(team)
    unticked = owning.post("/team/privacy/rules", SENT)
    still = rules(team)
    ticked = owning.post("/team/privacy/rules", SENT | {"understood": "yes"}, follow=True)

    assert "1 invitation would go" in seen
    assert (before, unticked.status_code, still) == ([], 422, [])
    assert "Tick that you understand this" in unticked.content.decode()
    assert rules(team) == [("invitations", 30, "days", False)]
    assert "The rules are set. Nothing goes before" in ticked.content.decode()


def test_who_did_not_just_show_who_they_are_is_asked_first(as_role: AsRole, team: Team) -> None:
    answer = as_role("owner").post("/team/privacy/rules", SENT | {"understood": "yes"})

    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert rules(team) == []


def test_what_is_not_sent_stays_and_what_is_wrong_is_said_beside_it(owning: Client, team: Team) -> None:
    ruled(team, "lists", 6, "months")
    wrong = {
        "whereabouts_amount": "3",
        "whereabouts_unit": "days",
        "drafts_amount": "",
        "drafts_unit": "days",
    }

    answer = owning.get("/team/privacy/preview", SENT | wrong)
    owning.post("/team/privacy/rules", SENT | {"understood": "yes"})

    page = answer.content.decode()
    assert answer.status_code == 422
    assert ("Give at least 30 days." in page, "Say for how long." in page) == (True, True)
    assert ('value="3"' in page, 'value="6"' in page) == (True, True)
    assert rules(team) == [("invitations", 30, "days", False), ("lists", 6, "months", True)]


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_others_see_the_truth_and_change_nothing(as_role: AsRole, team: Team, role: str) -> None:
    ruled(team, "lists", 6, "months")
    RetentionRun.objects.create(
        team=team, day=timezone.now().date(), counts={"lists": 3}, finished_at=timezone.now()
    )
    client = as_role(role)

    page = client.get("/team/privacy").content.decode()
    answers = [
        client.get("/team/privacy/preview", SENT).status_code,
        *(client.post(f"/team/privacy/{deed}", SENT).status_code for deed in ("rules", "pause", "resume")),
    ]

    assert ("6 months." in page, "3 lists" in page, "See what would be deleted" in page) == (
        True,
        True,
        False,
    )
    assert (answers, rules(team)) == ([403] * 4, [("lists", 6, "months", True)])


def test_a_service_call_by_somebody_else_is_refused(team: Team, editor: User) -> None:
    with pytest.raises(NotAllowed):
        retention.set_rules(team=team, wishes={"invitations": MONTH}, by=editor)
    with pytest.raises(NotAllowed):
        retention.hold(team=team, reason="A dispute", by=editor)


def test_a_pause_is_begun_with_a_reason_and_ended_with_days_of_grace(
    owning: Client, team: Team, owner: User
) -> None:
    ruled(team, "invitations", 30)
    ruled(team, "invitations", 7, since=timezone.now() + timedelta(days=2))

    unsaid = owning.post("/team/privacy/pause", {"reason": ""}).status_code
    owning.post("/team/privacy/pause", {"reason": "Court of Leiden, 7/2026"})
    page = owning.get("/team/privacy").content.decode()
    owning.post("/team/privacy/resume")

    assert (unsaid, "Court of Leiden, 7/2026" in page) == (422, True)
    assert rules(team) == [("invitations", 7, "days", False)]
    assert RetentionRule.objects.get(team=team).starts_at - timezone.now() >= timedelta(days=7)
    hold = RetentionHold.objects.get(team=team)
    assert (hold.begun_by, hold.ended_by) == (owner, owner)
    begun = AuditEvent.objects.get(team=team, action="retention.hold")
    assert begun.particulars is not None
    assert (begun.data, begun.particulars.values) == ({}, {"reason": "Court of Leiden, 7/2026"})
    assert AuditEvent.objects.filter(team=team, action="retention.release").count() == 1


def test_one_pause_at_a_time(team: Team, owner: User) -> None:
    retention.hold(team=team, reason="A dispute", by=owner)

    with pytest.raises(Conflict, match="rest already"):
        retention.hold(team=team, reason="Another", by=owner)
    retention.release(team=team, by=owner)
    with pytest.raises(Conflict, match="do not rest"):
        retention.release(team=team, by=owner)
