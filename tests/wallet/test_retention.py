"""What is kept is forgotten in time, and the privacy page says when."""

from datetime import timedelta

import pytest
from django.conf import settings as django_settings
from django.db import connection
from django.test import Client
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django.fixtures import Settings

from tests.wallet.test_views import text_of
from wallet import tasks
from wallet.models import ProblemReport, VerificationLog
from wallet.services import problems, retention

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


def test_attempts_go_after_as_many_days_as_the_setting_says(settings: Settings) -> None:
    settings.VERIFICATION_LOG_DAYS = 90
    kept = [attempt(0), attempt(89.9)]
    attempt(90.1)
    attempt(400)

    assert retention.forget_old_records() == {"verifications": 2, "reports": 0}
    assert set(VerificationLog.objects.all()) == set(kept)


def test_reports_go_once_they_were_dealt_with_long_ago(settings: Settings) -> None:
    settings.PROBLEM_REPORT_DAYS = 365
    still_open = problems.report(code="0" * 26, kind="other", message="Nobody has looked yet.")
    ProblemReport.objects.update(created_at=timezone.now() - timedelta(days=900))
    kept = [still_open, closed_report(364)]
    closed_report(366)

    assert retention.forget_old_records() == {"verifications": 0, "reports": 1}
    assert set(ProblemReport.objects.all()) == set(kept)


def test_no_days_mean_for_ever(settings: Settings) -> None:
    settings.VERIFICATION_LOG_DAYS = settings.PROBLEM_REPORT_DAYS = 0
    attempt(4000)
    closed_report(4000)

    assert retention.forget_old_records() == {"verifications": 0, "reports": 0}
    assert (VerificationLog.objects.count(), ProblemReport.objects.count()) == (1, 1)


def test_many_go_in_batches(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(retention, "BATCH", 2)
    for _ in range(5):
        attempt(400)

    with CaptureQueriesContext(connection) as queries:
        assert retention.forget_old_records()["verifications"] == 5

    deletes = [query for query in queries if query["sql"].startswith("DELETE")]
    assert (len(deletes), VerificationLog.objects.count()) == (3, 0)


def test_the_clock_forgets_once_a_day() -> None:
    entry = django_settings.CELERY_BEAT_SCHEDULE["forget-old-verifications"]
    attempt(400)

    tasks.forget_old_records()

    assert entry["task"] == tasks.forget_old_records.name
    assert (entry["schedule"].hour, entry["schedule"].minute) == ({3}, {20})
    assert not VerificationLog.objects.exists()


def test_the_privacy_page_says_the_days_of_the_settings(client: Client, settings: Settings) -> None:
    settings.VERIFICATION_LOG_DAYS, settings.PROBLEM_REPORT_DAYS = 17, 23

    text = text_of(client.get("/privacy").content)

    assert "These lines are deleted after 17 days." in text
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
