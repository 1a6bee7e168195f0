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
from accounts.models import RetentionRun
from accounts.services import retention_runs
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
