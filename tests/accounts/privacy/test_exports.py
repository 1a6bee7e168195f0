"""A person takes a copy of all their data."""

import csv
import io
import json
import zipfile
from datetime import timedelta
from typing import Any

import pytest
from django.core import mail
from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from accounts import audit
from accounts.models import AuditEvent, DataExport, User
from accounts.services import data_exports
from iconikcerts.common.errors import Conflict, TooManyRequests
from tests.accounts.factors import give_app, prove
from tests.factories import make_certificate, make_job, make_pdf, make_team, make_user

PAGE, EXPORT = "/account/privacy", "/account/privacy/export"


def made(user: User) -> DataExport:
    export = data_exports.ask(user=user)
    data_exports.make(export_id=export.pk)
    export.refresh_from_db()
    return export


def opened(export: DataExport) -> zipfile.ZipFile:
    return zipfile.ZipFile(io.BytesIO(default_storage.open(str(export.file)).read()))


def read(packed: zipfile.ZipFile, name: str) -> Any:
    return json.loads(packed.read(name))


def test_the_copy_names_each_of_its_files_and_what_it_is(ana: User) -> None:
    packed = opened(made(ana))

    index = read(packed, "index.json")
    listed = [entry["file"] for entry in index["files"]]
    assert index["schema_version"] == 1
    assert index["account"] == str(ana.pk)
    assert sorted([*listed, "README.txt", "index.json"]) == sorted(packed.namelist())
    assert "index.json names every file" in packed.read("README.txt").decode()


def test_the_copy_holds_the_account_without_its_secrets(ana: User) -> None:
    secret = give_app(ana)
    packed = opened(made(ana))

    account = read(packed, "account/account.json")[0]
    assert (account["email"], account["name"], account["has_password"]) == (
        "ana@example.org",
        "Ana Lima",
        True,
    )
    assert [row["type"] for row in read(packed, "account/second_factors.json")] == ["totp", "recovery_codes"]
    assert [row["team__name"] for row in read(packed, "account/memberships.json")] == ["Ana Lima"]
    whole = b"".join(packed.read(name) for name in packed.namelist())
    assert secret.encode() not in whole
    assert ana.password.encode() not in whole


def test_the_copy_holds_certificates_of_confirmed_addresses_with_their_files(ana: User) -> None:
    content = make_pdf("https://example.org")
    own = make_certificate(values={"recipient.email": "Ana@Example.org"}, content=content)
    other = make_certificate(values={"recipient.email": "bo@example.org"})
    packed = opened(made(ana))

    assert [row["code"] for row in read(packed, "certificates/certificates.json")] == [own.code]
    assert packed.read(f"certificates/files/{own.code}.pdf") == content
    assert not [name for name in packed.namelist() if other.code in name]


def test_an_address_that_is_not_confirmed_opens_nothing(ana: User) -> None:
    ana.emailaddress_set.update(verified=False)
    make_certificate(values={"recipient.email": "ana@example.org"})

    assert read(opened(made(ana)), "certificates/certificates.json") == []


def test_the_copy_holds_own_lists_and_none_of_teams_of_others(ana: User) -> None:
    mine = make_job(team=ana.owned_teams.get(), creator=ana)
    theirs = make_job(team=make_team(), creator=ana)
    for job in (mine, theirs):
        job.input_file.save("list.csv", ContentFile(b"name\nBo\n"))
    packed = opened(made(ana))

    assert [name for name in packed.namelist() if "/lists/" in name] == [f"issuing/lists/{mine.pk}.csv"]
    assert len(read(packed, "issuing/jobs.json")) == 2


def test_the_activity_is_a_table_in_which_no_cell_runs(ana: User) -> None:
    audit.record(team=None, by=ana, action="=1+1", target=ana)
    text = opened(made(ana)).read("activity/activity.csv").decode("utf-8-sig")

    rows = list(csv.DictReader(io.StringIO(text)))
    assert [row["action"] for row in rows if row["action"].endswith("1")] == ["'=1+1"]
    assert "export.ask" in {row["action"] for row in rows}


def test_a_file_that_is_gone_is_named_as_missing(ana: User) -> None:
    ana.avatar.name = "avatars/gone.png"
    ana.save()

    files = read(opened(made(ana)), "index.json")["files"]
    assert {"source": "account", "file": "account/picture.png", "is_missing": True} in files


def test_the_person_is_told_with_the_page_and_not_the_file(ana: User) -> None:
    export = made(ana)

    [message] = mail.outbox
    assert message.to == ["ana@example.org"]
    assert "/account/privacy\n" in message.body
    assert str(export.pk) not in message.body
    assert message.attachments == []


def test_asked_on_the_page_made_taken_and_written_down(
    logged_in: Client, ana: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    assert logged_in.post(EXPORT)["Location"] == PAGE
    export = DataExport.objects.get()
    assert "Your copy is being made" in logged_in.get(PAGE).content.decode()
    assert 'hx-trigger="load' in logged_in.get(f"{EXPORT}/state").content.decode()

    data_exports.make(export_id=export.pk)

    assert f"{EXPORT}/{export.pk}" in logged_in.get(PAGE).content.decode()
    assert "hx-trigger" not in logged_in.get(f"{EXPORT}/state").content.decode()
    response = logged_in.get(f"{EXPORT}/{export.pk}")
    assert zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content))).testzip() is None
    assert response["Content-Disposition"].startswith('attachment; filename="iconikcerts-')
    acts = AuditEvent.objects.filter(target_type="DataExport").order_by("created_at")
    assert list(acts.values_list("action", flat=True)) == ["export.ask", "export.make", "export.take"]


def test_asking_and_taking_want_to_know_again_who_it_is(client: Client, ana: User) -> None:
    client.force_login(ana)
    export = made(ana)

    assert "reauthenticate" in client.post(EXPORT)["Location"]
    assert "reauthenticate" in client.get(f"{EXPORT}/{export.pk}")["Location"]
    assert DataExport.objects.count() == 1


def test_nobody_else_gets_it(client: Client, ana: User) -> None:
    export = made(ana)
    stranger = make_user()
    client.force_login(stranger)
    prove(client, stranger)

    assert client.get(f"{EXPORT}/{export.pk}").status_code == 404


def test_after_its_days_it_is_not_given_out_and_then_deleted(
    logged_in: Client, ana: User, settings: Settings
) -> None:
    export = made(ana)
    assert export.expires_at - export.ready_at == timedelta(days=settings.PERSONAL_EXPORT_DAYS)
    DataExport.objects.update(expires_at=timezone.now())

    assert logged_in.get(f"{EXPORT}/{export.pk}").status_code == 404
    assert "Download the copy" not in logged_in.get(PAGE).content.decode()


def test_what_is_over_is_deleted_with_its_file(
    ana: User, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    export = made(ana)
    DataExport.objects.update(expires_at=timezone.now())

    with django_capture_on_commit_callbacks(execute=True):
        assert data_exports.clear() == 1

    assert not default_storage.exists(str(export.file))
    assert list(DataExport.objects.all()) == []


def test_one_at_a_time(logged_in: Client, ana: User) -> None:
    data_exports.ask(user=ana)

    with pytest.raises(Conflict):
        data_exports.ask(user=ana)
    assert logged_in.post(EXPORT).status_code == 409


def test_not_more_than_so_many_within_a_day(logged_in: Client, ana: User, settings: Settings) -> None:
    settings.PERSONAL_EXPORTS_PER_DAY = 2
    made(ana)
    made(ana)

    with pytest.raises(TooManyRequests):
        data_exports.ask(user=ana)
    assert logged_in.post(EXPORT).status_code == 429
    DataExport.objects.update(created_at=timezone.now() - timedelta(days=1))
    assert data_exports.ask(user=ana).state == "waiting"


def test_what_a_worker_has_lost_can_be_asked_for_again(ana: User) -> None:
    lost = data_exports.ask(user=ana)
    DataExport.objects.update(state="working", updated_at=timezone.now() - timedelta(hours=3))

    data_exports.clear()

    lost.refresh_from_db()
    assert lost.state == "failed"
    assert data_exports.ask(user=ana).state == "waiting"


def test_a_copy_that_runs_twice_is_made_once(ana: User) -> None:
    export = made(ana)
    before = export.ready_at

    data_exports.make(export_id=export.pk)

    export.refresh_from_db()
    assert export.ready_at == before
    assert len(mail.outbox) == 1
