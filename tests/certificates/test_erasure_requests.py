"""Recipients ask that their data leaves certificates; each team answers by its policy."""

from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.mail.backends.locmem import EmailBackend
from django.db import IntegrityError, transaction
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts.models import AuditEvent, AuditParticulars, Team, TeamMember, User
from accounts.services import deletion
from accounts.services.letters import NotSent
from certificates import selectors
from certificates.models import Certificate, ErasurePolicy, ErasureRequest, RecipientErasure
from certificates.services import erasure_mails, erasure_requests
from certificates.services.erasure_requests import Answer
from iconikcerts.common import origin
from iconikcerts.common.errors import Conflict, NotAllowed
from tests.factories import make_certificate, make_job, make_member, make_row, make_team

AMINA = "amina@example.org"
Mode = ErasurePolicy.Mode


@pytest.fixture(autouse=True)
def _files_of_one_test(media_root: object, db: None) -> None:
    """Each test has a storage of its own."""


@pytest.fixture
def team() -> Team:
    return make_team("Lumen Academy")


def policy(team: Team, mode: ErasurePolicy.Mode, reason: str = "") -> None:
    assert team.owner is not None
    erasure_requests.set_policy(team=team, by=team.owner, mode=mode, reason=reason)


def ask(*, account: User | None = None) -> list[Answer]:
    """Amina asks for all that is hers."""
    return erasure_requests.ask(address=AMINA, certificates=selectors.held_by([AMINA]), account=account)


def wish(team: Team) -> ErasureRequest:
    make_certificate(team=team)
    ask()
    return ErasureRequest.objects.get(team=team)


def test_a_team_that_has_said_nothing_decides_on_each_request(team: Team) -> None:
    certificate = make_certificate(team=team)

    assert [answer.kind for answer in ask()] == ["asked"]

    request = ErasureRequest.objects.get()
    certificate.refresh_from_db()
    assert (request.address, list(request.certificates.all())) == (AMINA, [certificate])
    assert certificate.erased_at is None
    assert request.answer_by - request.created_at == timedelta(days=30)


def test_at_once_erases_and_mails_the_receipt(
    team: Team, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    policy(team, Mode.AT_ONCE)
    certificate = make_certificate(team=team)

    with django_capture_on_commit_callbacks(execute=True):
        [answer] = ask()

    certificate.refresh_from_db()
    assert (answer.kind, certificate.erased_for) == ("erased", "wish")
    assert answer.erasure is not None
    assert (answer.erasure.by, answer.erasure.certificates) == (None, 1)
    [message] = mail.outbox
    assert message.to == [AMINA]
    assert answer.erasure.receipt.code in message.body
    assert "1 certificate that Lumen Academy has issued" in message.body


def test_keep_keeps_and_takes_no_request(team: Team) -> None:
    policy(team, Mode.KEEP, "The school law asks for ten years.")
    certificate = make_certificate(team=team)

    assert [answer.kind for answer in ask()] == ["kept"]

    certificate.refresh_from_db()
    assert (certificate.recipient_email, ErasureRequest.objects.count()) == (AMINA, 0)


def test_keeping_needs_a_reason(team: Team) -> None:
    with pytest.raises(Conflict, match="Say why"):
        policy(team, Mode.KEEP, "  ")
    with pytest.raises(IntegrityError), transaction.atomic():
        ErasurePolicy.objects.create(team=team, mode=Mode.KEEP)


@pytest.mark.parametrize("role", [TeamMember.Role.VIEWER, TeamMember.Role.EDITOR])
def test_only_owner_and_administrators_set_the_policy_and_decide(team: Team, role: TeamMember.Role) -> None:
    person, request = make_member(team, role), wish(team)

    with pytest.raises(NotAllowed):
        erasure_requests.set_policy(team=team, by=person, mode=Mode.AT_ONCE)
    with pytest.raises(NotAllowed):
        erasure_requests.accept(request=request, by=person)
    with pytest.raises(NotAllowed):
        erasure_requests.refuse(request=request, by=person, answer="No")


def test_each_team_answers_for_itself(team: Team) -> None:
    make_certificate(team=team)
    quick, slow = make_team("Quick"), make_team("Slow")
    policy(quick, Mode.AT_ONCE)
    policy(slow, Mode.AT_ONCE)
    make_certificate(team=quick)
    make_certificate(make_row(make_job(team=slow, status="processing")))

    assert [(answer.team.name, answer.kind) for answer in ask()] == [
        ("Lumen Academy", "asked"),
        ("Quick", "erased"),
        ("Slow", "later"),
    ]


def test_asked_again_the_request_grows(team: Team) -> None:
    wish(team)
    make_certificate(team=team)

    ask()

    request = ErasureRequest.objects.get()
    assert request.certificates.count() == 2


def test_what_a_certificate_took_the_place_of_belongs_to_it(team: Team) -> None:
    first = make_certificate(team=team, values={"recipient.email": "typo@example.org"})
    second = make_certificate(team=team, supersedes=first)

    assert set(selectors.held_by([AMINA.upper()])) == {first, second}
    assert set(selectors.held_by(["typo@example.org"])) == {first}


def test_accepted_it_is_erased_and_the_address_forgotten(
    team: Team, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    request = wish(team)
    assert team.owner is not None

    with django_capture_on_commit_callbacks(execute=True):
        done = erasure_requests.accept(request=request, by=team.owner)

    request.refresh_from_db()
    assert done is not None
    assert (request.state, request.address, request.decided_by, request.erasure) == (
        "accepted",
        "",
        team.owner,
        done,
    )
    assert (done.by, done.reason, Certificate.objects.get().erased_for) == (team.owner, "wish", "wish")
    assert [message.to for message in mail.outbox] == [[AMINA]]
    with pytest.raises(Conflict, match="decided already"):
        erasure_requests.refuse(request=request, by=team.owner, answer="Too late")


def test_refused_the_person_reads_why_and_the_address_is_forgotten(team: Team) -> None:
    request = wish(team)
    assert team.owner is not None

    with pytest.raises(Conflict, match="Say why"):
        erasure_requests.refuse(request=request, by=team.owner, answer=" ")
    erasure_requests.refuse(request=request, by=team.owner, answer="The school law asks for it.")

    request.refresh_from_db()
    assert (request.state, request.address, request.answer) == ("refused", "", "The school law asks for it.")
    [message] = mail.outbox
    assert message.to == [AMINA]
    assert "The school law asks for it." in message.body
    assert Certificate.objects.get().erased_at is None


def test_while_no_mail_goes_out_nothing_is_refused(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    def away(*_: Any) -> int:
        raise OSError("no mail server")

    request = wish(team)
    assert team.owner is not None
    monkeypatch.setattr(EmailBackend, "send_messages", away)

    with pytest.raises(NotSent):
        erasure_requests.refuse(request=request, by=team.owner, answer="No")

    request.refresh_from_db()
    assert (request.state, request.address) == ("open", AMINA)


def test_what_was_erased_meanwhile_needs_no_second_erasure(team: Team) -> None:
    request = wish(team)
    assert team.owner is not None
    erasure_requests.recipient_erasure.erase(
        team=team, certificates=Certificate.objects.all(), by=team.owner, reason=Certificate.Erasure.ISSUER
    )

    assert erasure_requests.accept(request=request, by=team.owner) is None

    request.refresh_from_db()
    assert (request.state, RecipientErasure.objects.count()) == ("accepted", 1)


def test_owner_and_administrators_get_a_mail_without_the_address(team: Team) -> None:
    admin = make_member(team, TeamMember.Role.ADMIN)
    make_member(team, TeamMember.Role.EDITOR)
    request = wish(team)

    for member in erasure_mails.deciders(team):
        erasure_mails.tell_of_request(request_id=request.pk, member_id=member.pk)

    assert team.owner is not None
    assert {message.to[0] for message in mail.outbox} == {team.owner.email, admin.email}
    assert all(f"/team/erasures/{request.pk}" in message.body for message in mail.outbox)
    assert not any(AMINA in message.body for message in mail.outbox)


def test_no_trail_of_the_team_says_who_asked(team: Team) -> None:
    person = make_member(make_team("Elsewhere"), TeamMember.Role.VIEWER)
    make_certificate(team=team)

    with origin.acting(origin.Origin(address="198.51.100.7", device="Firefox", channel="web")):
        ask(account=person)

    [event] = AuditEvent.objects.filter(team=team, action="erasure.ask")
    assert (event.actor, event.particulars_id, event.data) == (None, None, {"certificates": 1})
    [own] = AuditEvent.objects.filter(team=None, action="erasure.ask")
    assert (own.actor, own.target_id, own.data) == (person, str(person.pk), {"issuers": 1})
    assert AuditParticulars.objects.filter(person_id=person.pk).count() == 1


def test_a_team_that_is_deleted_grants_what_is_open(team: Team) -> None:
    wish(team)

    deletion.erase_now(team=team)

    assert (ErasureRequest.objects.count(), Certificate.objects.get().erased_for) == (0, "wish")
    team.refresh_from_db()
    assert selectors.erasure_policy(team).mode == Mode.AT_ONCE
