"""What is read of the log: a team's own, the newest first."""

from importlib import import_module

import pytest
from django.apps import apps
from django.db import connection

from tests.factories import make_certificate, make_team
from wallet.models import VerificationLog
from wallet.selectors import latest
from wallet.services import verification
from wallet.services.verification import Attempt

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
SCAN = Attempt(VerificationLog.Method.QR_CODE)


def test_the_latest_checks_of_a_team_come_newest_first_and_are_no_one_elses() -> None:
    team = make_team()
    own = [make_certificate(team=team) for _ in range(3)]
    for certificate in (own[0], make_certificate(), own[1], own[2]):
        verification.check(code=certificate.code, attempt=SCAN)
    verification.check(code="0" * 26, attempt=SCAN)

    assert [entry.certificate for entry in latest(team, 2)] == [own[2], own[1]]


def test_the_latest_checks_are_found_by_their_own_index() -> None:
    if connection.vendor == "postgresql":  # a table of no rows it would else read whole
        connection.cursor().execute("SET LOCAL enable_seqscan = off")

    plan = VerificationLog.objects.filter(team=make_team()).order_by("-created_at")[:6].explain()

    assert "verification_team_recent" in plan


def test_verifications_from_before_the_column_get_the_team_of_their_certificate() -> None:
    migration = import_module("wallet.migrations.0004_teams_of_earlier_verifications")
    certificate = make_certificate()
    for code in (certificate.code, "0" * 26):
        verification.check(code=code, attempt=SCAN)
    VerificationLog.objects.update(team=None)

    migration.fill_in(apps, connection.schema_editor())

    found = VerificationLog.objects.values_list("certificate_id", "team_id")
    assert set(found) == {(certificate.pk, certificate.team_id), (None, None)}
