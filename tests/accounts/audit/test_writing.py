"""What an event says: who, from where, before and after; and what of it can be forgotten."""

from datetime import date
from decimal import Decimal

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts import audit
from accounts.audit import forgetting
from accounts.audit.changes import between, plain
from accounts.models import AuditEvent, AuditParticulars, Team
from accounts.services import retention_runs
from iconikcerts.common import origin
from iconikcerts.common.origin import Origin
from tests.factories import make_job, make_team, make_user

pytestmark = pytest.mark.django_db
HOME = Origin("203.0.113.7", "Firefox on a train", "web")


def test_only_what_differs_is_kept_with_both_ends() -> None:
    before = {"name": "Lumen", "tier": "free", "limit": 5}
    after = {"name": "Lumen School", "tier": "free", "limit": None}

    shown, hidden = between(before, after)

    assert shown == {"limit": {"from": 5, "to": None}, "name": {"from": "Lumen", "to": "Lumen School"}}
    assert hidden == {}


def test_a_field_that_was_made_or_removed_has_one_end() -> None:
    assert between(None, {"role": "editor"})[0] == {"role": {"to": "editor"}}
    assert between({"role": "editor"}, {})[0] == {"role": {"from": "editor"}}


def test_personal_values_stand_where_they_can_be_forgotten() -> None:
    team, person = make_team(), make_user()
    with origin.acting(HOME):
        event = audit.record(
            team=team,
            by=team.owner,
            subject=person,
            action="user.change",
            target=person,
            before={"email": "a@example.org", "tier": "free"},
            after={"email": "b@example.org", "tier": "pro"},
            personal=["email", "told"],
            told="c@example.org",
        )

    event.refresh_from_db()
    kept = AuditParticulars.objects.get()
    assert (event.changes, event.data) == ({"email": {}, "tier": {"from": "free", "to": "pro"}}, {})
    assert kept.values == {"email": {"from": "a@example.org", "to": "b@example.org"}, "told": "c@example.org"}
    assert (kept.person_id, kept.subject_id, kept.address) == (team.owner_id, person.pk, "203.0.113.7")


def test_who_is_forgotten_leaves_the_event_without_address_and_device() -> None:
    team, other = make_team(), make_team("Other")
    with origin.acting(HOME):
        audit.record(team=team, by=team.owner, action="team.rename", target=team)
        audit.record(team=other, by=other.owner, action="team.rename", target=other)

    assert forgetting.forget_person(user=team.owner) == 1
    assert list(AuditParticulars.objects.values_list("person_id", flat=True)) == [other.owner_id]
    assert AuditEvent.objects.filter(action="team.rename").count() == 2


def test_addresses_go_after_their_days(settings: Settings) -> None:
    made = {"salt": "0" * 32, "device": "", "address": "203.0.113.7"}
    now = timezone.now()
    for days in (29, 31):
        AuditParticulars.objects.create(created_at=now - timezone.timedelta(days=days), **made)

    settings.AUDIT_PARTICULARS_DAYS = 0
    retention_runs.run_due(now=now)
    for_ever = AuditParticulars.objects.count()
    settings.AUDIT_PARTICULARS_DAYS = 30
    retention_runs.run_due(now=now + timezone.timedelta(days=1))

    assert (for_ever, AuditParticulars.objects.count()) == (2, 1)


@pytest.mark.parametrize(
    ("here", "by_somebody", "kind", "reference"),
    [
        (Origin(), False, "system", ""),
        (HOME, True, "person", ""),
        (Origin(channel="admin"), True, "staff", ""),
        (Origin(channel="token", reference="ic_live_7Yb3"), True, "token", "ic_live_7Yb3"),
        (Origin(channel="job", reference="42"), True, "job", "42"),
    ],
)
def test_the_actor_is_a_person_a_token_a_job_or_the_system(
    here: Origin, by_somebody: bool, kind: str, reference: str
) -> None:
    team = make_team()
    with origin.acting(here):
        event = audit.record(
            team=team, by=team.owner if by_somebody else None, action="team.rename", target=team
        )

    assert (event.actor_kind, event.actor_ref) == (kind, reference)


def test_a_worker_acts_from_where_it_was_asked() -> None:
    job = make_job()
    with origin.acting(HOME):
        audit.record(team=job.team, by=job.creator, action="job.start", target=job)
    cause = audit.latest(team=job.team, target=job, actions=["job.start"])

    audit.record_each(team=job.team, by=job.creator, action="row.done", targets=[job, job], cause=cause)

    done = AuditEvent.objects.filter(action="row.done").select_related("particulars")
    assert [event.particulars.address for event in done if event.particulars] == ["203.0.113.7"] * 2
    assert AuditParticulars.objects.count() == 1


def test_many_at_once_cost_the_same_statements_as_one(django_assert_num_queries: object) -> None:
    team = make_team()
    with origin.acting(HOME):
        for amount in (1, 30):
            with django_assert_num_queries(3):  # type: ignore[operator]  # particulars, events, marks
                audit.record_each(team=team, by=team.owner, action="team.rename", targets=[team] * amount)


def test_a_request_tells_its_address_and_device(client: Client) -> None:
    user = make_user()
    client.force_login(user)
    client.get("/dashboard")  # makes the personal team
    client.post("/account", {"name": "Zoë Q"}, REMOTE_ADDR="::ffff:198.51.100.4", HTTP_USER_AGENT="x" * 500)

    event = AuditEvent.objects.select_related("particulars").get(action="team.rename")
    assert event.particulars is not None
    assert (event.particulars.address, event.particulars.device) == ("198.51.100.4", "x" * 400)
    assert event.particulars.values == {"name": {"from": "Amina Okonkwo", "to": "Zoë Q"}}
    assert origin.current() == Origin()


def test_values_have_one_spelling() -> None:
    given = {"on": date(2026, 11, 2), "price": Decimal("2.50"), "tier": Team.Tier.FREE}

    assert plain(given) == {"on": "2026-11-02", "price": "2.50", "tier": "free"}
    assert plain({"b", "a"}) == ["a", "b"]
    assert plain("a\0b") == "ab"
    with pytest.raises(TypeError, match="not float"):
        plain([1.5])
