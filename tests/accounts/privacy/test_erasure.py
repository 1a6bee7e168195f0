"""A person has their account erased, and keeps a receipt."""

from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib.admin.models import CHANGE, LogEntry
from django.contrib.sessions.models import Session
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.db import connection
from django.test import Client
from pytest_django import DjangoCaptureOnCommitCallbacks

from accounts import audit
from accounts.audit import chain
from accounts.models import (
    ApiToken,
    AuditEvent,
    ErasureReceipt,
    Team,
    TeamMember,
    User,
)
from accounts.services import account_erasure, data_exports, tokens
from certificates.models import BulkGenerationJob, Delivery
from iconikcerts.common import origin
from iconikcerts.common.errors import Conflict
from templates_app.models import Template
from tests.accounts.factors import give_app
from tests.factories import (
    make_certificate,
    make_job,
    make_member,
    make_row,
    make_team,
    make_user,
    make_version,
)
from wallet.models import Listing
from wallet.services import verification

ERASE = "/account/erase"
TRAIL = ("accounts_auditevent", "accounts_auditlink", "accounts_auditchain")


def everything() -> str:
    """All text of all tables, as the database holds it."""
    with connection.cursor() as cursor:
        found = []
        for table in connection.introspection.table_names():
            cursor.execute(f'SELECT * FROM "{table}"')  # noqa: S608 - names of our own tables
            found.append(f"{table}: {cursor.fetchall()}")
    return "\n".join(found)


def test_the_page_says_what_goes_and_what_stays(logged_in: Client) -> None:
    page = logged_in.get(ERASE).content.decode()

    assert "Your name, picture, email addresses, password" in page
    assert "Certificates that you issued, with their files" in page
    assert "Erase my account" in page


def test_nothing_of_the_person_is_left_anywhere(
    ana: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    give_app(ana)
    team = ana.owned_teams.get()
    with origin.acting(origin.Origin(address="198.51.100.7", device="Firefox on Linux")):
        tokens.create(team=team, by=ana, name="Reports", scopes_wanted=["team.view"], days=30, per_minute=60)
        audit.record(team=None, by=ana, action="login.succeed", target=ana)
    ana.avatar.save("face.png", ContentFile(b"face"))
    data_exports.make(export_id=data_exports.ask(user=ana).pk)
    make_job(team=team, creator=ana, options={"reply_to": "ana@example.org"})
    Listing.objects.create(certificate=make_certificate(), holder=ana)
    Client().force_login(ana)
    LogEntry.objects.log_actions(
        make_user().pk, [ana], CHANGE, "Changed email to ana@example.org", single_object=True
    )
    club = make_team("Chess Club")
    audit.record(
        team=club, by=club.owner, action="member.invite", target=club, personal=["email"], email=ana.email
    )
    mail.outbox.clear()

    with django_capture_on_commit_callbacks(execute=True):
        receipt = account_erasure.erase(user=User.objects.get(pk=ana.pk))

    left = everything()
    for word in ("ana@example.org", "Ana Lima", "ana-lima", "198.51.100.7", "Firefox on Linux"):
        assert word not in left, [line for line in left.splitlines() if word in line]
    ana.refresh_from_db()
    assert (ana.is_active, ana.has_usable_password(), ana.last_login) == (False, False, None)
    for model in (Authenticator, ApiToken, Session, Listing):
        assert not model._default_manager.exists(), model
    assert not EmailAddress.objects.filter(user=ana).exists()
    assert not TeamMember.objects.filter(user=ana).exists()
    assert list(Path(default_storage.location).rglob("*.zip")) == []  # type: ignore[attr-defined]
    assert not default_storage.exists("avatars/face.png")
    assert set(receipt.counts) >= {"account", "activity", "issuing", "verification"}


def test_the_audit_trail_still_holds(
    ana: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    with django_capture_on_commit_callbacks(execute=True):
        audit.record(team=None, by=ana, action="name.change", target=ana, before={"name": "A"}, after={"name": "B"},
                     personal=["name"])  # fmt: skip
        audit.record(team=ana.owned_teams.get(), by=ana, action="team.edit", target=None)
    with django_capture_on_commit_callbacks(execute=True):
        account_erasure.erase(user=ana)
    chain.sweep()

    assert AuditEvent.objects.filter(action="user.erase", actor=ana).count() == 1
    assert [checked.broken for checked in map(chain.verify, chain.chains())] == [None, None]


def test_certificates_of_a_personal_team_stay_verifiable(
    ana: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    team = ana.owned_teams.get()
    certificate = make_certificate(team=team)
    job = certificate.job
    job.input_file.save("list.csv", ContentFile(b"name\nAmina\n"))
    Delivery.objects.create(certificate=certificate, job=job, address="amina@example.org")
    unused = make_version(team=team).template
    draft = make_job(team=team)
    make_row(draft)

    with django_capture_on_commit_callbacks(execute=True):
        account_erasure.erase(user=ana)

    attempt = verification.Attempt(verification.Method.URL)
    assert verification.check(code=certificate.code, attempt=attempt).result == "valid"
    assert default_storage.exists(str(certificate.file))
    assert not default_storage.exists("jobs/list.csv")
    certificate.row.refresh_from_db()
    assert (certificate.row.values, certificate.row.cells) == ({}, [])
    assert list(BulkGenerationJob.objects.filter(team=team)) == [job]
    assert not Delivery.objects.exists()
    assert not Template.objects.filter(pk=unused.pk).exists()
    team.refresh_from_db()
    assert (team.name, team.owner) == ("Deleted team", None)


def test_a_team_with_others_in_it_stands_in_the_way(logged_in: Client, ana: User) -> None:
    team = make_team("Lumen Academy", owner=ana)
    make_member(team, TeamMember.Role.ADMIN)

    page = logged_in.get(ERASE).content.decode()
    refused = logged_in.post(ERASE, {"address": "ana@example.org"})

    assert "You own “Lumen Academy”, and others work in it." in page
    assert "Erase my account" not in page
    assert refused.status_code == 422
    assert User.objects.filter(email="ana@example.org", is_active=True).exists()
    with pytest.raises(Conflict):
        account_erasure.erase(user=ana)


def test_a_job_that_is_being_issued_stands_in_the_way(ana: User) -> None:
    make_job(team=ana.owned_teams.get(), status="processing", name="Spring course")

    with pytest.raises(Conflict, match="“Spring course” is being issued"):
        account_erasure.erase(user=ana)


def test_teams_of_others_lose_a_member_and_nothing_else(ana: User) -> None:
    team = make_team("Lumen Academy")
    make_member(team, TeamMember.Role.EDITOR, user=ana)
    certificate = make_certificate(team=team, issuer=ana)

    account_erasure.erase(user=ana)

    certificate.refresh_from_db()
    assert [member.user for member in team.members.all()] == [team.owner]
    assert certificate.row.values["recipient.name"] == "Amina Okonkwo"
    assert AuditEvent.objects.filter(team=team, action="member.leave").count() == 1


@pytest.mark.parametrize("typed", ["", "bo@example.org", "yes"])
def test_another_address_typed_erases_nothing(logged_in: Client, typed: str) -> None:
    response = logged_in.post(ERASE, {"address": typed})

    assert response.status_code == 422
    assert User.objects.filter(email="ana@example.org", is_active=True).exists()


def test_it_wants_to_know_again_who_it_is(client: Client, ana: User) -> None:
    client.force_login(ana)

    assert "reauthenticate" in client.post(ERASE, {"address": ana.email})["Location"]
    assert User.objects.get(pk=ana.pk).is_active


def test_erased_on_the_page_logged_out_with_a_receipt_that_anybody_can_look_up(
    logged_in: Client, ana: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    elsewhere = Client()
    elsewhere.force_login(ana)

    with django_capture_on_commit_callbacks(execute=True):
        response = logged_in.post(ERASE, {"address": " ANA@example.org "}, follow=True)

    receipt = ErasureReceipt.objects.get()
    page = response.content.decode()
    assert "The account is erased" in page
    assert receipt.code[:4] in page
    assert "ana@example.org" not in page
    [message] = mail.outbox
    assert message.to == ["ana@example.org"]
    assert receipt.code in message.body
    for browser in (logged_in, elsewhere):
        assert browser.get("/account")["Location"].startswith("/accounts/login/")
    typed = "-".join([receipt.code[:10], receipt.code[10:]]).lower()
    assert "The account is erased" in Client().get("/privacy/receipt", {"code": typed}).content.decode()


def test_a_code_that_no_receipt_has(client: Client, db: None) -> None:
    response = client.get("/privacy/receipt", {"code": "0000-0000-0000-0000-0000"})

    assert response.status_code == 404
    assert "There is no receipt with this code" in response.content.decode()


def test_the_address_can_begin_anew(ana: User) -> None:
    account_erasure.erase(user=ana)

    assert make_user("ana@example.org").is_active
    assert Team.objects.filter(is_personal=True, owner__isnull=False).count() == 1


def test_a_copy_that_is_still_being_packed_is_thrown_away(ana: User) -> None:
    export = data_exports.ask(user=ana)
    account_erasure.erase(user=ana)

    data_exports.make(export_id=export.pk)

    assert mail.outbox == []
