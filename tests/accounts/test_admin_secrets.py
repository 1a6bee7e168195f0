"""Every list and every page of the operators' desk, opened: none shows a secret that is there to be shown."""

from collections.abc import Iterator

import pytest
from allauth.mfa.models import Authenticator
from django.apps import apps
from django.contrib import admin
from django.db.models import Model
from django.test import Client
from django.urls import reverse

from accounts.models import QuarantinedUpload
from accounts.services import signing_keys
from tests.factories import make_operator, make_team
from tests.iconikcerts.access import rooms

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
# Columns of which no value may be read, whichever page would show it.
SECRET_COLUMNS = [
    ("accounts.User", "password"),
    ("accounts.ApiToken", "sha256"),
    ("accounts.RefreshToken", "sha256"),
    ("accounts.TokenFamily", "auth_hash"),
    ("accounts.SigningKey", "private_jwe"),
    ("accounts.Invitation", "token_sha256"),
    ("accounts.SingleSignOn", "sealed_secret"),
    ("accounts.SignIn", "session_key"),
    ("accounts.DataExport", "file"),
    ("sessions.Session", "session_key"),
    ("sessions.Session", "session_data"),
]


def secrets() -> list[str]:
    """Every value of those columns, and the seeds of second factors, as they stand in the database."""
    found = []
    for label, column in SECRET_COLUMNS:
        values = list(apps.get_model(label)._default_manager.values_list(column, flat=True))
        assert any(values), f"nothing in {label}.{column}: the page could not show it"
        found += [str(value) for value in values if value]
    seeds = [factor.data.get("secret") for factor in Authenticator.objects.all()]
    return found + [str(seed) for seed in seeds if seed]


def pages() -> Iterator[tuple[type[Model], str]]:
    """Each list, and the page of each thing that is there."""
    for model in admin.site._registry:
        name = f"{model._meta.app_label}_{model._meta.model_name}"
        yield model, reverse(f"admin:{name}_changelist")
        for thing in model._default_manager.all():
            yield model, reverse(f"admin:{name}_change", args=[thing.pk])


def test_no_page_of_the_desk_shows_what_stands_in_a_column_of_secrets(client: Client) -> None:
    rooms.furnish()
    signing_keys.signing_key()
    operator = make_operator()
    client.force_login(operator)
    client.get("/account/devices")  # from then on the log-in is in the list of sessions
    hidden = secrets()
    assert len(hidden) > len(SECRET_COLUMNS)

    shown = []
    opened = set()
    for model, address in list(pages()):
        answer = client.get(address)
        assert answer.status_code == 200, address
        text = answer.content.decode()
        shown += [(address, secret) for secret in hidden if secret in text]
        if address.endswith("/change/"):
            opened.add(model)

    assert shown == []
    assert {model.__name__ for model in opened} >= {
        "ApprovalRequest", "Asset", "AuditEvent", "BulkGenerationJob", "Certificate", "Invitation", "SecurityEvent",
        "Team", "TeamMember", "Template", "TemplateVersion", "User",
    }  # fmt: skip


def test_uploads_in_quarantine_are_listed_and_only_looked_at(client: Client) -> None:
    team = make_team("Lumen")
    upload = QuarantinedUpload.objects.create(
        team=team, user=team.owner, name="people.csv", found="Eicar-Test-Signature", size=6800, sha256="e" * 64,
        path="/jobs/1/recipients", file="quarantine/kept.z",
    )  # fmt: skip
    client.force_login(make_operator())
    listed = client.get("/admin/accounts/quarantinedupload/").content.decode()
    one = client.get(f"/admin/accounts/quarantinedupload/{upload.pk}/change/").content.decode()
    refused = [
        client.post(f"/admin/accounts/quarantinedupload/{path}").status_code
        for path in ("add/", f"{upload.pk}/change/", f"{upload.pk}/delete/")
    ]

    assert all(text in listed for text in ("people.csv", "Eicar-Test-Signature", "Lumen", team.owner.email))
    assert all(text in one for text in ("6.6\xa0KB", "e" * 64, "/jobs/1/recipients"))
    assert "quarantine/kept.z" not in listed + one  # nothing here leads to the file
    assert refused == [403, 403, 403]


def test_what_is_left_of_an_upload_whose_file_is_deleted_says_so(client: Client) -> None:
    QuarantinedUpload.objects.create(name="a.png", found="X", size=1, sha256="0" * 64, path="/verify/file")
    client.force_login(make_operator())
    page = client.get("/admin/accounts/quarantinedupload/").content.decode()

    assert page.count('alt="False"') == 1
