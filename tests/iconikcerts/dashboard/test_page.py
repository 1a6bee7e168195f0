"""What the dashboard shows of a team, and that it shows nothing of any other."""

import re
from collections.abc import Callable
from datetime import timedelta
from html import unescape

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import Team
from billing.services import quota
from certificates.models import BulkGenerationJob, Certificate
from certificates.services import revocation
from iconikcerts.dashboard.overview import CERTIFICATES, JOBS, VERIFICATIONS
from tests.factories import make_certificate, make_job, make_row, make_team, make_version
from wallet.models import VerificationLog
from wallet.services import verification
from wallet.services.verification import Attempt

DASHBOARD, LIVE = "/dashboard", "/dashboard/jobs"
POLLS = 'hx-get="/dashboard/jobs"'
Status = BulkGenerationJob.Status


def text_of(page: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def region(page: bytes, start: str) -> str:
    """The text from the element with the id `start` to the end of its section."""
    return text_of(page[page.index(f'id="{start}"'.encode()) :].split(b">", 1)[1].split(b"</section>")[0])


def verify(certificate: Certificate, method: str = "qr_code") -> None:
    attempt = Attempt(VerificationLog.Method(method), "203.0.113.77", "Mozilla/5.0 (Secret Phone)")
    verification.check(code=certificate.code, attempt=attempt)


def full(team: Team, count: int) -> None:
    """`count` of everything: jobs, certificates, verifications."""
    for number in range(count):
        job = make_job(make_version(team=team), name=f"Course {number}", status=Status.COMPLETED)
        verify(make_certificate(make_row(job)))


def test_counts_tell_this_month_from_before_and_know_revoked_ones(editor: Client, team: Team) -> None:
    old, revoked, _ = (make_certificate(team=team) for _ in range(3))
    Certificate.objects.filter(pk=old.pk).update(created_at=timezone.now() - timedelta(days=40))
    revocation.revoke(certificate=revoked, by=team.owner, reason="Issued by mistake")

    totals = editor.get(DASHBOARD).context["seen"].totals

    assert (totals.lately, totals.total, totals.revoked) == (2, 3, 1)


@pytest.mark.parametrize(
    ("used", "reserved", "level", "words"),
    [
        (10, 0, "calm", "Used 10 Left 90 of 100 Starts again"),
        (10, 5, "calm", "Used 10 Reserved 5 Left 85 of 100 Starts again"),
        (60, 20, "near", "Your next list may not fit."),
        (60, 40, "full", "Nothing is left until"),
    ],
)
def test_the_quota_says_what_is_used_reserved_and_left(
    editor: Client, team: Team, settings: Settings, used: int, reserved: int, level: str, words: str
) -> None:
    settings.FREE_CERTIFICATES_PER_MONTH = 100
    make_job(team=team)
    quota.reserve(team=team, amount=used, reference="job:1")
    quota.settle(team=team, reference="job:1", amount=used)
    if reserved:
        quota.reserve(team=team, amount=reserved, reference="job:2")

    response = editor.get(DASHBOARD)

    assert response.context["seen"].quota.level == level
    assert words in region(response.content, "numbers") + region(response.content, "quota-heading")


def test_a_plan_without_a_limit_says_so(client: Client, editor: Client, team: Team) -> None:
    Team.objects.filter(pk=team.pk).update(tier=Team.Tier.ENTERPRISE)
    make_job(team=team)

    assert "Your plan has no limit." in text_of(editor.get(DASHBOARD).content)


def test_a_job_under_way_shows_how_far_it_is_and_comes_first(editor: Client, team: Team) -> None:
    running = make_job(team=team, name="Running", status=Status.PROCESSING, rows=3)
    running.rows.filter(line=2).update(state="issued")
    make_job(running.template_version, name="Newer draft")

    page = editor.get(DASHBOARD)

    assert [line.job.name for line in page.context["jobs"]] == ["Running", "Newer draft"]
    assert "Running Issuing 1 of 3 1 of 3 issued" in region(page.content, "jobs")


def test_polling_stops_when_the_last_job_has_ended_and_brings_along_what_changed(
    editor: Client, team: Team
) -> None:
    job = make_job(team=team, status=Status.PROCESSING, rows=1)
    before, during = editor.get(DASHBOARD).content.decode(), editor.get(LIVE).content.decode()
    make_certificate(job.rows.get())
    BulkGenerationJob.objects.update(status=Status.COMPLETED)

    after = editor.get(LIVE).content.decode()

    assert [POLLS in each for each in (before, during, after)] == [True, True, False]
    assert "hx-swap-oob" not in during
    changed = re.findall(r'id="([a-z-]+)" hx-swap-oob|id="([a-z-]+)" role="status" hx-swap-oob', after)
    assert sorted("".join(ids) for ids in changed) == ["first-steps", "jobs-said", "numbers", "recent"]
    assert "Amina Okonkwo" in after


def test_without_scripts_the_page_reloads_itself_only_while_a_job_runs(editor: Client, team: Team) -> None:
    make_job(team=team, status=Status.PROCESSING, rows=1)
    reloads = '<noscript><meta http-equiv="refresh" content="10"></noscript>'
    running = editor.get(DASHBOARD).content.decode()
    BulkGenerationJob.objects.update(status=Status.COMPLETED)

    assert (reloads in running, reloads in editor.get(DASHBOARD).content.decode()) == (True, False)


def test_verifications_say_what_was_checked_and_nothing_about_who_did(editor: Client, team: Team) -> None:
    certificate = make_certificate(team=team)
    verify(certificate)
    revocation.revoke(certificate=certificate, by=team.owner, reason="Issued by mistake")
    verify(certificate, "api")

    page = editor.get(DASHBOARD).content
    listed = region(page, "verifications")

    assert re.findall(r"Amina Okonkwo (\w+) ([\w ]+?) ·", listed) == [
        ("Revoked", "API"),
        ("Valid", "QR code"),
    ]
    for secret in ("203.0.113", "Secret Phone"):
        assert secret not in page.decode()


def test_recent_certificates_are_shown_as_they_were_issued_but_not_revoked_ones(
    editor: Client, team: Team
) -> None:
    kept, gone = make_certificate(team=team), make_certificate(team=team)
    revocation.revoke(certificate=gone, by=team.owner, reason="Issued by mistake")

    page = editor.get(DASHBOARD).content.decode()

    assert (f"/v/{kept.code}/picture" in page, f"/v/{gone.code}/picture" in page) == (True, False)


def test_nothing_of_another_team_is_shown(editor: Client, team: Team) -> None:
    full(make_team("Strangers"), 1)

    seen = editor.get(DASHBOARD).context["seen"]

    assert seen.is_new
    assert (seen.jobs, seen.certificates, seen.verifications, seen.totals.total) == ([], [], [], 0)


def test_a_session_that_claims_a_foreign_team_sees_its_own(stranger: Client, team: Team) -> None:
    full(team, 1)

    response = stranger.get(DASHBOARD)

    assert response.context["team"].name == "Eve"
    assert response.context["seen"].is_new


def test_a_visitor_is_led_to_the_log_in_and_back(client: Client) -> None:
    assert client.get(DASHBOARD)["Location"] == f"/accounts/login/?next={DASHBOARD}"


@pytest.mark.parametrize("count", [1, 3])
def test_it_costs_the_same_queries_for_one_of_everything_and_for_three(
    editor: Client, team: Team, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    full(team, count)

    with django_assert_num_queries(16):
        seen = editor.get(DASHBOARD).context["seen"]

    assert [len(each) for each in (seen.jobs, seen.certificates, seen.verifications)] == [count] * 3


def test_the_lists_have_an_end(editor: Client, team: Team) -> None:
    full(team, 7)

    seen = editor.get(DASHBOARD).context["seen"]

    assert [len(each) for each in (seen.jobs, seen.certificates, seen.verifications)] == [
        JOBS,
        CERTIFICATES,
        VERIFICATIONS,
    ]


def test_a_viewer_is_offered_nothing_that_needs_more(viewer: Client, team: Team) -> None:
    new = text_of(viewer.get(DASHBOARD).content)
    full(team, 1)
    page = viewer.get(DASHBOARD).content.decode()

    assert "to issue, ask an administrator of the team" in new
    for way in ("/certificates/new", "/dashboard/sample", "first-steps"):
        assert way not in page
