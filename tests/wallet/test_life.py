"""When a certificate was checked, as its issuer sees it: in its life, and on a page of its own."""

import re
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from html import unescape

import pytest
from django.db import connection
from django.test import Client

from accounts.models import Team, TeamMember
from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_member, make_team, make_user
from wallet.models import VerificationLog
from wallet.selectors import days
from wallet.timeline import DAYS_SHOWN, timeline
from wallet.views.life import CHECKS, DAYS

pytestmark = pytest.mark.usefixtures("media_root")
NOON = datetime(2026, 11, 20, 12, tzinfo=UTC)
ISSUED = NOON - timedelta(days=60)


@pytest.fixture
def team(db: None) -> Team:
    return make_team("Riverside Academy")


@pytest.fixture
def certificate(team: Team) -> Certificate:
    made = make_certificate(team=team)
    Certificate.objects.filter(pk=made.pk).update(created_at=ISSUED)
    made.refresh_from_db()
    return made


@pytest.fixture
def viewer(client: Client, team: Team) -> Client:
    client.force_login(make_member(team, TeamMember.Role.VIEWER))
    return client


def check(
    certificate: Certificate, at: datetime, *, times: int = 1, result: str = "valid", method: str = "qr_code"
) -> None:
    """`times` lines of the log, a second apart."""
    for second in range(times):
        line = VerificationLog.objects.create(
            certificate=certificate,
            team_id=certificate.team_id,
            method=method,
            result=result,
            network="203.0.113.0/24",
            user_agent="Mozilla/5.0 (Secret Phone)",
        )
        VerificationLog.objects.filter(pk=line.pk).update(created_at=at + timedelta(seconds=second))


def address(certificate: Certificate) -> str:
    return f"/certificates/{certificate.pk}/verifications"


def text_of(page: bytes) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", " ", page.decode())).split())


def part(client: Client, certificate: Certificate) -> str:
    """What htmx puts into the page of the certificate."""
    return text_of(client.get(address(certificate), headers={"HX-Request": "true"}).content)


def test_a_day_counts_its_checks_by_answer_and_by_way(certificate: Certificate) -> None:
    check(certificate, NOON, times=3)
    check(certificate, NOON + timedelta(hours=1), method="api", result="revoked")
    check(certificate, NOON - timedelta(days=1), method="file")

    listed = days(certificate, size=10).listed

    assert [(day.on.day, day.count, day.results, day.methods) for day in listed] == [
        (
            20,
            4,
            [("valid", "Valid", 3), ("revoked", "Revoked", 1)],
            [("qr_code", "QR code", 3), ("api", "API", 1)],
        ),
        (19, 1, [("valid", "Valid", 1)], [("file", "File", 1)]),
    ]
    assert listed[0].last_at == NOON + timedelta(hours=1)


def test_days_are_paged_without_a_gap_or_a_repetition(certificate: Certificate) -> None:
    for day in range(5):
        check(certificate, NOON - timedelta(days=day))

    first = days(certificate, size=2)
    second = days(certificate, size=2, before=first.older)
    third = days(certificate, size=2, before=second.older)

    assert [[day.on.day for day in each.listed] for each in (first, second, third)] == [
        [20, 19],
        [18, 17],
        [16],
    ]
    assert third.older is None
    assert days(certificate, size=2, before=third.listed[-1].on).listed == []


def test_days_begin_at_midnight_of_the_sites_time_zone(certificate: Certificate) -> None:
    midnight = datetime(2026, 11, 20, tzinfo=UTC)
    check(certificate, midnight - timedelta(seconds=1))
    check(certificate, midnight)

    assert [(day.on.day, day.count) for day in days(certificate, size=9).listed] == [(20, 1), (19, 1)]
    assert [day.on.day for day in days(certificate, size=9, before=midnight.date()).listed] == [19]


def test_the_life_has_deeds_and_days_in_the_order_in_which_they_went(
    certificate: Certificate, team: Team
) -> None:
    check(certificate, NOON, times=2)
    revocation.revoke(certificate=certificate, by=team.owner, reason="Issued by mistake")
    Certificate.objects.filter(pk=certificate.pk).update(revoked_at=NOON + timedelta(hours=6))
    check(certificate, NOON + timedelta(days=1), result="revoked")
    certificate.refresh_from_db()

    life = [
        (entry.deed.kind if entry.deed else entry.day and entry.day.count) for entry in timeline(certificate)
    ]

    assert life == ["issued", 2, "revoked", 1]


def test_many_checks_do_not_flood_the_life(certificate: Certificate) -> None:
    for day in range(DAYS_SHOWN + 3):
        check(certificate, NOON - timedelta(days=day), times=day + 1)

    entries = timeline(certificate)

    assert len(entries) == 1 + 1 + DAYS_SHOWN
    assert [entry.earlier for entry in entries] == [0, 6 + 7 + 8, *[0] * DAYS_SHOWN]
    assert [entry.day.count for entry in entries if entry.day] == [5, 4, 3, 2, 1]


def test_the_page_of_the_certificate_fetches_its_checks_and_links_to_them_without_scripts(
    viewer: Client, certificate: Certificate
) -> None:
    page = viewer.get(f"/certificates/{certificate.pk}").content.decode()

    assert f'hx-get="{address(certificate)}" hx-trigger="load" hx-target="this" hx-swap="outerHTML"' in page
    assert f'href="{address(certificate)}">When it was verified</a>' in page


def test_what_is_fetched_tells_the_life_and_does_not_fetch_again(
    viewer: Client, certificate: Certificate
) -> None:
    check(certificate, NOON, times=2)

    response = viewer.get(address(certificate), headers={"HX-Request": "true"})

    assert part(viewer, certificate) == (
        f"Its life Issued 21 Sep 2026, 12:00 UTC by {certificate.issuer} "
        "Verified 2 times Valid 20 Nov 2026, last 12:00 UTC All verifications"
    )
    assert "hx-get" not in response.content.decode()


def test_the_page_lists_days_and_the_latest_checks_and_nothing_about_who_checked(
    viewer: Client, certificate: Certificate
) -> None:
    check(certificate, NOON, times=CHECKS + 5)
    check(certificate, NOON - timedelta(days=1), method="api")

    response = viewer.get(address(certificate))

    page = response.content.decode()
    assert (len(response.context["days"]), len(response.context["latest"])) == (2, CHECKS)
    assert "20 Nov 2026 25 Valid QR code 19 Nov 2026 1 Valid API" in text_of(response.content)
    assert "26 checks in all, your own included. Each is forgotten after 90 days." in text_of(
        response.content
    )
    for secret in ("203.0.113", "Secret Phone"):
        assert secret not in page + part(viewer, certificate)


def test_older_days_have_a_page_of_their_own(viewer: Client, certificate: Certificate) -> None:
    for day in range(DAYS + 1):
        check(certificate, NOON - timedelta(days=day))
    first = viewer.get(address(certificate))

    [older] = re.findall(r'href="(\?before=[\d-]+)" rel="next"', first.content.decode())
    second = viewer.get(address(certificate) + older)

    assert [day.on.day for day in second.context["days"]] == [6]
    assert second.context["latest"] == []
    assert 'rel="next"' not in second.content.decode()


@pytest.mark.parametrize("before", ["", "yesterday", "2026-13-99", "x" * 5000])
def test_a_day_that_is_none_shows_the_newest(viewer: Client, certificate: Certificate, before: str) -> None:
    check(certificate, NOON)

    response = viewer.get(address(certificate), {"before": before})

    assert [day.count for day in response.context["days"]] == [1]


def test_a_certificate_that_nobody_checked_says_how_that_comes_about(
    viewer: Client, certificate: Certificate
) -> None:
    page = viewer.get(address(certificate)).content

    assert "Not verified yet Whoever scans its QR code" in text_of(page)
    assert f'href="/v/{certificate.code}"' in page.decode()


def test_nobody_sees_the_checks_of_another_teams_certificate(
    client: Client, certificate: Certificate
) -> None:
    visitor = client.get(address(certificate))
    client.force_login(make_user())
    answers = [
        client.get(address(certificate), headers=headers).status_code
        for headers in ({}, {"HX-Request": "true"})
    ]

    assert visitor["Location"] == f"/accounts/login/?next={address(certificate)}"
    assert answers == [404, 404]


@pytest.mark.parametrize("count", [1, 3])
def test_they_cost_the_same_queries_for_one_day_and_for_three(
    viewer: Client, certificate: Certificate, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    for day in range(count):
        check(certificate, NOON - timedelta(days=day), times=count)

    with django_assert_num_queries(11):
        viewer.get(address(certificate))
    with django_assert_num_queries(9):
        viewer.get(address(certificate), headers={"HX-Request": "true"})


def test_the_checks_of_one_certificate_are_found_by_their_own_index(certificate: Certificate) -> None:
    if connection.vendor == "postgresql":  # a table of no rows it would else read whole
        connection.cursor().execute("SET LOCAL enable_seqscan = off")

    plan = VerificationLog.objects.filter(certificate=certificate).order_by("-created_at")[:20].explain()

    assert "verification_recent" in plan
