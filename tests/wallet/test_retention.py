"""What is kept is forgotten in time, and the privacy page says when."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts import retention
from accounts.models import RetentionHold, RetentionRun
from accounts.services import retention_runs
from tests.factories import make_certificate
from tests.iconikcerts.retention.things import ruled
from tests.wallet.test_views import text_of
from wallet.models import ProblemReport, VerificationLog
from wallet.services import problems

pytestmark = pytest.mark.django_db


def attempt(days_ago: float) -> VerificationLog:
    row = VerificationLog.objects.create(method="url", result="unknown")
    VerificationLog.objects.filter(pk=row.pk).update(created_at=timezone.now() - timedelta(days=days_ago))
    return row


def closed_report(days_ago: int) -> ProblemReport:
    report = problems.report(code="0" * 26, kind="other", message="Look at this.")
    closed_at = timezone.now() - timedelta(days=days_ago)
    ProblemReport.objects.filter(pk=report.pk).update(state="done", closed_at=closed_at)
    return report


def run() -> dict[str, int]:
    """What today's run of the whole site has deleted."""
    retention_runs.run_due()
    counts: dict[str, int] = RetentionRun.objects.get(team=None).counts
    return counts


def test_attempts_go_after_as_many_days_as_the_setting_says(settings: Settings) -> None:
    settings.VERIFICATION_LOG_DAYS = 90
    kept = [attempt(0), attempt(89.9)]
    attempt(90.1)
    attempt(400)

    assert run() == {"verifications": 2}
    assert set(VerificationLog.objects.all()) == set(kept)


def test_reports_go_once_they_were_dealt_with_long_ago(settings: Settings) -> None:
    settings.PROBLEM_REPORT_DAYS = 365
    still_open = problems.report(code="0" * 26, kind="other", message="Nobody has looked yet.")
    ProblemReport.objects.update(created_at=timezone.now() - timedelta(days=900))
    kept = [still_open, closed_report(364)]
    closed_report(366)

    assert run() == {"reports": 1}
    assert set(ProblemReport.objects.all()) == set(kept)


def test_no_days_mean_for_ever(settings: Settings) -> None:
    settings.VERIFICATION_LOG_DAYS = settings.PROBLEM_REPORT_DAYS = 0
    attempt(4000)
    closed_report(4000)

    assert run() == {}
    assert (VerificationLog.objects.count(), ProblemReport.objects.count()) == (1, 1)


def test_many_go_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    small = replace(retention.kind("verifications"), batch=2)
    monkeypatch.setitem(retention._kinds, "verifications", small)
    for _ in range(5):
        attempt(400)

    with CaptureQueriesContext(connection) as queries:
        assert run() == {"verifications": 5}

    deletes = [
        query
        for query in queries
        if query["sql"].startswith("DELETE") and VerificationLog._meta.db_table in query["sql"]
    ]
    assert (len(deletes), VerificationLog.objects.count()) == (3, 0)


def test_the_privacy_page_says_the_days_of_the_settings(client: Client, settings: Settings) -> None:
    settings.VERIFICATION_LOG_DAYS, settings.PROBLEM_REPORT_DAYS = 17, 23

    text = text_of(client.get("/privacy").content)

    assert "These lines are deleted after 17 days, or earlier where the issuer wants it so." in text
    assert "A report is deleted 23 days after it was dealt with." in text
    assert "for 17 days: privacy" in text_of(client.get(f"/v/{'0' * 26}").content)


def test_the_page_of_a_certificate_says_what_its_issuers_rules_are(client: Client) -> None:
    certificate = make_certificate()
    address = f"/v/{certificate.code}"
    before = text_of(client.get(address).content)
    for kind, days, basis in (("verifications", 30, ""), ("certificates", 700, "issue")):
        ruled(certificate.team, kind, days, basis=basis)
    ruled(certificate.team, "verifications", 7, since=timezone.now() + timedelta(days=7))
    counting = text_of(client.get(address).content)
    RetentionHold.objects.create(team=certificate.team, reason="A dispute")
    resting = text_of(client.get(address).content)

    assert ["for 90 days: privacy" in said for said in (before, counting, resting)] == [True, False, True]
    assert "for 30 days: privacy" in counting
    goes = "By a rule of its issuer the personal data in it goes 700 days after issue."
    assert [goes in said for said in (before, counting, resting)] == [False, True, False]


def test_a_certificate_that_never_expires_is_promised_nothing_after_expiry(client: Client) -> None:
    lasting, ending = make_certificate(), make_certificate(expires_on="2030-01-01")
    for each in (lasting, ending):
        ruled(each.team, "certificates", 1, "years", basis="expiry")

    pages = [text_of(client.get(f"/v/{each.code}").content) for each in (lasting, ending)]

    assert ["personal data in it goes 1 year after expiry" in page for page in pages] == [False, True]


def test_the_privacy_page_lists_every_kind_with_what_holds_for_it(client: Client, settings: Settings) -> None:
    settings.VERIFICATION_LOG_DAYS, settings.PROBLEM_REPORT_DAYS, settings.QUARANTINE_DAYS = 17, 23, 0

    text = text_of(client.get("/privacy").content)

    said = {kind.key: text.split(f"{kind.label}: ", 1)[1].split(". ", 1)[0] for kind in retention.kinds()}
    assert said["verifications"] == "deleted after 17 days, or sooner by the team’s rule"
    assert said["reports"] == "deleted after 23 days"
    assert said["lists"] == said["quarantine"] == "kept until the team or its rule deletes them"
    assert [fixed.says() in text for fixed in retention.fixed()] == [True] * len(retention.fixed())


def test_the_privacy_page_admits_when_nothing_is_deleted(client: Client, settings: Settings) -> None:
    settings.VERIFICATION_LOG_DAYS = settings.PROBLEM_REPORT_DAYS = 0

    text = text_of(client.get("/privacy").content)

    assert "has chosen to keep these lines without a limit" in text
    assert "has chosen to keep reports without a limit" in text


def test_the_privacy_page_names_every_column_that_is_kept(client: Client) -> None:
    """A new column of the log must be explained before it may be added."""
    assert {field.name for field in VerificationLog._meta.get_fields()} == {
        "id",
        "created_at",
        "updated_at",
        "certificate",
        "team",
        "method",
        "result",
        "network",
        "user_agent",
    }
    text = text_of(client.get("/privacy").content)
    for words in [
        "when it was",
        "which certificate of which issuer",
        "QR code, address, program or file",
        "your browser",
    ]:
        assert words in text
