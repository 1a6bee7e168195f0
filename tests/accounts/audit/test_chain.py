"""Each event is linked to the one before it, and whoever changes one breaks the chain where it was changed."""

import hashlib
import json
from collections.abc import Callable
from datetime import timedelta
from io import StringIO
from pathlib import Path
from uuid import uuid4

import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from django.utils import timezone

from accounts import audit
from accounts.audit import append_only, chain, content
from accounts.models import (
    SITE_CHAIN,
    AuditChain,
    AuditEvent,
    AuditLink,
    AuditParticulars,
    AuditPending,
    Team,
)
from iconikcerts.common import origin
from iconikcerts.common.canonical import canonical
from iconikcerts.common.origin import Origin
from tests.factories import make_team, make_user
from tests.simultaneous import overlapping

HOME = Origin("203.0.113.7", "Firefox", "web")


def deeds(team: Team, amount: int = 1) -> list[AuditEvent]:
    with origin.acting(HOME):
        return [
            audit.record(team=team, by=team.owner, action="team.rename", target=team, number=number)
            for number in range(amount)
        ]


@pytest.fixture
def team() -> Team:
    """A team with three linked events after that of its making."""
    made = make_team()
    deeds(made, 3)
    chain.seal(made.pk)
    return made


def places(team: Team) -> list[tuple[int, object]]:
    links = AuditLink.objects.filter(chain=team.pk).order_by("sequence").select_related("event")
    return [(link.sequence, link.event.data.get("number")) for link in links]


@pytest.mark.django_db
def test_links_follow_the_order_of_the_acts_and_hash_the_one_before(team: Team) -> None:
    links = list(AuditLink.objects.filter(chain=team.pk).order_by("sequence").select_related("event"))

    assert places(team) == [(1, None), (2, 0), (3, 1), (4, 2)]
    assert [link.previous for link in links] == ["", *(link.hash for link in links[:-1])]
    said = {"event": content.of_event(links[3].event), "sequence": 4, "previous": links[2].hash}
    text = json.dumps(said, sort_keys=True, separators=(",", ":"), ensure_ascii=False)
    assert links[3].hash == hashlib.sha256(text.encode()).hexdigest()
    assert not AuditPending.objects.filter(chain=team.pk).exists()


@pytest.mark.django_db
def test_sealing_again_adds_nothing(team: Team) -> None:
    assert (chain.seal(team.pk), len(places(team))) == (0, 4)


@pytest.mark.django_db
def test_teams_and_the_site_have_chains_of_their_own(team: Team) -> None:
    person = make_user()
    audit.record(team=None, by=person, action="login.succeed", target=person)
    chain.seal(SITE_CHAIN)

    assert [link.sequence for link in AuditLink.objects.filter(chain=SITE_CHAIN)] == [1]
    assert {team.pk, SITE_CHAIN} <= set(chain.chains())


@pytest.mark.django_db(transaction=True)
def test_the_commit_of_an_act_links_it() -> None:
    team = make_team()
    with transaction.atomic():
        deeds(team, 2)
        inside = len(places(team))

    assert (inside, len(places(team))) == (1, 3)


@pytest.mark.django_db(transaction=True)
def test_what_is_rolled_back_leaves_no_gap() -> None:
    team = make_team()
    with transaction.atomic():
        deeds(team)
        transaction.set_rollback(True)
    deeds(team)

    assert [place for place, _ in places(team)] == [1, 2]
    assert chain.verify(team.pk).broken is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_two_who_link_at_once_wait_for_each_other() -> None:
    team = make_team()
    event = AuditEvent(
        team=team, actor=team.owner, action="team.rename", target_type="Team", target_id=str(team.pk)
    )

    def first() -> int:
        event.save()
        AuditPending.objects.create(event=event, chain=team.pk)
        return chain.seal(team.pk)

    linked, other = overlapping(first, lambda: deeds(team, 3))

    assert (linked, other.error, len(places(team))) == (1, None, 5)
    assert chain.verify(team.pk).broken is None


@pytest.mark.django_db(transaction=True)
@pytest.mark.usefixtures("postgresql")
def test_an_act_does_not_wait_for_another_act_of_its_team() -> None:
    team = make_team()

    def first() -> float:
        deeds(team)
        return 0.0

    # `overlapping` lets the first commit once the second has ended or waits for a lock: here it must have ended.
    def second() -> list[int]:
        deeds(team)
        return [place for place, _ in places(team)]

    _, other = overlapping(first, second)

    assert other.result == [1, 2]
    assert [place for place, _ in places(team)] == [1, 2, 3]


@pytest.mark.django_db
def test_the_sweeper_links_what_a_dead_process_left() -> None:
    team = make_team()
    chain.seal(team.pk)
    old = timezone.now() - timedelta(minutes=5)
    common = {"team": team, "action": "a.b", "target_type": "Team", "target_id": "1"}
    marked, stray = AuditEvent.objects.bulk_create([AuditEvent(**common), AuditEvent(**common)])
    AuditPending.objects.create(event=marked, chain=team.pk)
    _unguarded(lambda: AuditEvent.objects.filter(pk__in=[marked.pk, stray.pk]).update(created_at=old))

    assert chain.sweep() == 2
    assert chain.verify(team.pk) == chain.Checked(team.pk, 3, AuditChain.objects.get(pk=team.pk).hash, None)


def _unguarded(act: Callable[[], object]) -> None:
    """Somebody with all rights on the database takes the triggers away, does it, and puts them back."""
    with connection.cursor() as cursor:
        for statement in append_only.removal(connection.vendor):
            cursor.execute(statement)
        act()
        for statement in append_only.statements(connection.vendor):
            cursor.execute(statement)


def _third() -> AuditLink:
    return AuditLink.objects.select_related("event").get(sequence=3)


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("tamper", "sequence", "why"),
    [
        (
            lambda: AuditEvent.objects.filter(pk=_third().pk).update(action="team.create"),
            3,
            "The event is not what was linked.",
        ),
        (
            lambda: AuditEvent.objects.filter(pk=_third().pk).update(actor=None),
            3,
            "The event is not what was linked.",
        ),
        (
            lambda: AuditEvent.objects.filter(pk=_third().pk).update(created_at=timezone.now()),
            3,
            "The event is not what was linked.",
        ),
        (lambda: AuditEvent.objects.filter(pk=_third().pk)._raw_delete("default"), 3, "The event is gone."),
        (lambda: AuditLink.objects.filter(sequence=3).delete(), 3, "Link 3 is missing."),
        (lambda: AuditLink.objects.filter(sequence=4).delete(), 4, "The end of the chain is missing."),
        (
            lambda: AuditParticulars.objects.filter(pk=_third().event.particulars_id).update(device="Safari"),
            3,
            "Address, device or personal values are not what was linked.",
        ),
        (
            lambda: AuditEvent.objects.filter(pk=_third().pk).update(team=uuid4()),
            3,
            "The event belongs to another chain.",
        ),
        (
            lambda: AuditLink.objects.filter(sequence=3).update(previous="0" * 64),
            3,
            "It does not follow the link before it.",
        ),
    ],
)
def test_whoever_changes_the_trail_behind_the_triggers_is_found_out(
    team: Team, tamper: Callable[[], object], sequence: int, why: str
) -> None:
    _unguarded(tamper)

    broken = chain.verify(team.pk).broken

    assert broken is not None
    assert (broken.sequence, broken.why) == (sequence, why)


@pytest.mark.django_db
def test_the_command_counts_what_holds(team: Team) -> None:
    out = StringIO()
    call_command("check_audit_trail", team=team.pk, stdout=out)

    assert out.getvalue() == "4 events in 1 chains hold.\n"


@pytest.mark.django_db
def test_the_command_names_the_first_broken_link(team: Team) -> None:
    event = _third().event
    _unguarded(lambda: AuditEvent.objects.filter(pk=event.pk).update(data={}))
    told = StringIO()

    with pytest.raises(CommandError, match="broken in 1 place"):
        call_command("check_audit_trail", stderr=told)

    assert (
        told.getvalue() == f"Chain {team.pk}, link 3, event {event.pk}: The event is not what was linked.\n"
    )


@pytest.mark.django_db
def test_a_trail_that_was_cut_off_with_its_lock_is_found_by_the_noted_end(team: Team, tmp_path: Path) -> None:
    noted = tmp_path / "ends.json"
    call_command("check_audit_trail", note=noted, stdout=StringIO())
    call_command("check_audit_trail", compare=noted, stdout=StringIO())

    def cut() -> None:
        last = AuditLink.objects.get(chain=team.pk, sequence=4)
        AuditEvent.objects.filter(pk=last.pk)._raw_delete("default")
        AuditLink.objects.filter(pk=last.pk).delete()
        AuditChain.objects.filter(pk=team.pk).update(sequence=3, hash=last.previous)

    _unguarded(cut)
    call_command("check_audit_trail", stdout=StringIO())  # the chain alone cannot know
    with pytest.raises(CommandError):
        call_command("check_audit_trail", compare=noted, stdout=StringIO(), stderr=StringIO())


@pytest.mark.django_db
def test_an_event_outside_of_every_chain_is_told(team: Team) -> None:
    event = AuditEvent.objects.create(team=team, action="a.b", target_type="Team", target_id="1")
    _unguarded(
        lambda: AuditEvent.objects.filter(pk=event.pk).update(created_at=timezone.now() - timedelta(hours=1))
    )

    assert list(chain.lost()) == [chain.Broken(team.pk, 0, event.pk, "The event stands in no chain.")]


def test_the_canonical_form_is_that_of_rfc_8785() -> None:
    # Section 3.2.3: names are sorted by UTF-16 code units, so that U+1F600 (D83D DE00) comes before U+FB33.
    given = {"\u20ac": "Euro Sign", "\r": "Carriage Return", "\ufb33": "Hebrew Letter Dalet With Dagesh",
             "1": "One", "\U0001f600": "Emoji: Grinning Face", "\u0080": "Control", "\u00f6": "ö"}  # fmt: skip

    assert list(json.loads(canonical(given))) == [
        "\r",
        "1",
        "\u0080",
        "\u00f6",
        "\u20ac",
        "\U0001f600",
        "\ufb33",
    ]
    assert canonical({"b": [None, True, 2], "a": '\u000f\n"\\/é'}) == (
        b'{"a":"\\u000f\\n\\"\\\\/\xc3\xa9","b":[null,true,2]}'
    )
    with pytest.raises(TypeError, match="float"):
        canonical(1.5)
