"""The database refuses to change the trail, on PostgreSQL and on SQLite alike."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, connection, transaction

from accounts import audit
from accounts.audit import append_only, chain
from accounts.models import AuditEvent, AuditLink, AuditParticulars, Team, User
from iconikcerts.common import origin
from iconikcerts.common.origin import Origin
from tests.factories import make_team

pytestmark = pytest.mark.django_db


@pytest.fixture
def event() -> AuditEvent:
    team = make_team()
    with origin.acting(Origin("203.0.113.7", "Firefox", "web")):
        made = audit.record(team=team, by=team.owner, action="team.rename", target=team)
    chain.seal(team.pk)
    return made


@pytest.mark.parametrize(
    "act",
    [
        lambda: AuditEvent.objects.update(action="nothing"),
        lambda: AuditEvent.objects.all()._raw_delete("default"),
        lambda: AuditLink.objects.update(sequence=9),
        lambda: AuditLink.objects.all().delete(),
        lambda: AuditParticulars.objects.update(address=None),
    ],
)
def test_what_is_written_stays_as_it_is(event: AuditEvent, act: Callable[[], object]) -> None:
    before = [list(kind.objects.values()) for kind in (AuditEvent, AuditLink, AuditParticulars)]

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act()

    assert [list(kind.objects.values()) for kind in (AuditEvent, AuditLink, AuditParticulars)] == before


@pytest.mark.usefixtures("postgresql")
def test_emptying_the_table_is_refused_too(event: AuditEvent) -> None:
    with pytest.raises(IntegrityError, match="TRUNCATE"), transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("TRUNCATE accounts_auditevent CASCADE")


def test_particulars_can_be_forgotten_and_the_chain_holds(event: AuditEvent) -> None:
    AuditParticulars.objects.all().delete()

    assert chain.verify(event.chain).broken is None


def test_a_team_and_a_person_can_go_without_touching_their_events(event: AuditEvent) -> None:
    owner = User.objects.get(pk=event.actor_id)

    Team.objects.filter(owner=owner).delete()
    owner.delete()

    kept = AuditEvent.objects.select_related("team", "actor").get(pk=event.pk)
    assert (kept.team_id, kept.team, kept.actor_id, kept.actor) == (event.team_id, None, event.actor_id, None)
    assert chain.verify(event.chain).broken is None
    assert not User.objects.filter(pk=event.actor_id).exists()


def test_going_back_takes_the_triggers_away_and_coming_again_brings_them(event: AuditEvent) -> None:
    def run(statements: list[str]) -> None:
        with connection.cursor() as cursor:
            for statement in statements:
                cursor.execute(statement)

    run(append_only.removal(connection.vendor))
    changed = AuditEvent.objects.filter(pk=event.pk).update(action="other")
    run(append_only.statements(connection.vendor))
    run(append_only.statements(connection.vendor))

    with pytest.raises(IntegrityError), transaction.atomic():
        AuditEvent.objects.filter(pk=event.pk).update(action="another")
    assert changed == 1
