"""Reports of a problem: the form for anybody, and the moderators' queue."""

import time
from datetime import timedelta

import pytest
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts.models import User
from certificates.models import Certificate
from tests.factories import make_certificate, make_operator, make_row
from tests.wallet.test_views import text_of
from wallet import traps
from wallet.models import ProblemReport
from wallet.services import problems

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
UNKNOWN = "0" * 26
SOON = "soon"


def a_while_ago(seconds: float = 10) -> str:
    """The stamp of a form that was asked for so long ago."""
    with pytest.MonkeyPatch.context() as patch:
        then = time.time() - seconds
        patch.setattr("django.core.signing.time.time", lambda: then)
        return traps.stamp()


GOOD = {
    "kind": "wrong",
    "message": "The date is wrong.",
    "contact": "reader@example.org",
    "asked": a_while_ago(),
}


@pytest.fixture
def certificate(media_root: object) -> Certificate:
    return make_certificate(make_row(number="2026-000042", values={"note": "Failed twice before"}))


@pytest.fixture
def moderator(client: Client) -> User:
    user = make_operator("moderator@example.org")
    client.force_login(user)
    return user


def test_the_form_names_what_it_is_about_and_nothing_more(client: Client, certificate: Certificate) -> None:
    text = text_of(client.get(f"/v/{certificate.code}/report").content)

    assert "With the certificate 2026-000042 of Amina Okonkwo , issued by Lumen Academy" in text
    assert [word for word in ("amina@example.org", "Failed twice") if word in text] == []


def test_a_report_needs_no_account_and_is_confirmed(client: Client, certificate: Certificate) -> None:
    address = f"/v/{certificate.code}/report"

    response = client.post(address, GOOD, follow=True, REMOTE_ADDR="203.0.113.77")

    assert response.redirect_chain == [(f"{address}/sent", 302)]
    assert "Thank you, your report has arrived" in text_of(response.content)
    [report] = ProblemReport.objects.values_list(
        "certificate", "code", "kind", "message", "contact", "network", "state"
    )
    assert report == (
        certificate.pk,
        certificate.code,
        "wrong",
        "The date is wrong.",
        "reader@example.org",
        "203.0.113.0/24",
        "open",
    )


def test_it_can_be_about_a_code_that_nobody_has(client: Client) -> None:
    client.post(f"/v/{UNKNOWN}/report", GOOD | {"contact": ""})

    assert list(ProblemReport.objects.values_list("certificate", "code")) == [(None, UNKNOWN)]


@pytest.mark.parametrize(
    ("change", "says"),
    [
        ({"kind": ""}, "Choose what it is about."),
        ({"kind": "nonsense"}, "Select a valid choice."),
        ({"message": " "}, "Say in a few words what you noticed."),
        ({"message": "x" * 2001}, "at most 2000 characters"),
        ({"contact": "nobody"}, "Enter a valid email address."),
    ],
)
def test_mistakes_are_said_beside_the_field_and_what_was_written_stays(
    client: Client, change: dict[str, str], says: str
) -> None:
    response = client.post(f"/v/{UNKNOWN}/report", GOOD | change)

    assert response.status_code == 422
    assert says in text_of(response.content)
    assert (GOOD | change)["contact"] in response.content.decode()
    assert not ProblemReport.objects.exists()


def test_a_field_that_nobody_sees_catches_programs_which_learn_nothing(client: Client) -> None:
    response = client.post(f"/v/{UNKNOWN}/report", GOOD | {"website": "https://spam.example"})

    assert (response.status_code, response["Location"]) == (302, f"/v/{UNKNOWN}/report/sent")
    assert not ProblemReport.objects.exists()


def test_whoever_mends_a_mistake_is_not_asked_to_wait_again(client: Client) -> None:
    address = f"/v/{UNKNOWN}/report"
    page = client.post(address, GOOD | {"kind": ""}).content.decode()

    assert f'name="asked" value="{GOOD["asked"]}"' in page
    assert client.post(address, GOOD).status_code == 302


@pytest.mark.parametrize(
    "asked",
    [SOON, a_while_ago(traps.SLOWEST_S + 5), "", "report:1abcde:forged"],
    ids=["soon", "late", "none", "forged"],  # those made here differ from process to process
)
def test_what_comes_too_soon_or_from_nowhere_is_asked_for_once_more(client: Client, asked: str) -> None:
    address = f"/v/{UNKNOWN}/report"
    with pytest.MonkeyPatch.context() as patch:
        now = time.time()
        patch.setattr("django.core.signing.time.time", lambda: now)
        late = GOOD | {"asked": traps.stamp() if asked == SOON else asked}
        response = client.post(address, late)

    assert response.status_code == 422
    assert "press the button once more" in text_of(response.content)
    assert "The date is wrong." in response.content.decode()
    assert not ProblemReport.objects.exists()


def test_another_site_cannot_send_one_in_a_visitors_name(certificate: Certificate) -> None:
    strict = Client(enforce_csrf_checks=True)

    assert strict.post(f"/v/{certificate.code}/report", GOOD).status_code == 403


def test_the_form_asks_once_for_the_certificate(
    client: Client, certificate: Certificate, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        client.get(f"/v/{certificate.code}/report")


@pytest.mark.parametrize("count", [1, 3])
def test_the_queue_asks_as_much_for_one_as_for_three(
    client: Client,
    certificate: Certificate,
    moderator: User,
    django_assert_num_queries: DjangoAssertNumQueries,
    count: int,
) -> None:
    for _ in range(count):
        problems.report(code=certificate.code, kind="wrong", message="The date is wrong.")
    client.get("/admin/wallet/problemreport/")
    with django_assert_num_queries(10):  # three of them write that it was looked at
        page = client.get("/admin/wallet/problemreport/").content.decode()
    assert page.count("The date is wrong.") == count


@pytest.mark.parametrize(("action", "state"), [("mark_done", "done"), ("mark_dismissed", "dismissed")])
def test_a_moderator_closes_reports_with_their_name_and_the_time(
    client: Client, certificate: Certificate, moderator: User, action: str, state: str
) -> None:
    report = problems.report(code=certificate.code, kind="wrong", message="The date is wrong.")

    client.post("/admin/wallet/problemreport/", {"action": action, "_selected_action": [str(report.pk)]})

    report.refresh_from_db()
    assert (report.state, report.closed_by) == (state, moderator)
    assert report.closed_at
    assert timezone.now() - report.closed_at < timedelta(minutes=1)


def test_a_moderator_adds_a_note_and_cannot_rewrite_the_report(
    client: Client, certificate: Certificate, moderator: User
) -> None:
    report = problems.report(code=certificate.code, kind="wrong", message="The date is wrong.")

    client.post(
        f"/admin/wallet/problemreport/{report.pk}/change/",
        {"note": "Asked the issuer.", "message": "Nothing."},
    )

    report.refresh_from_db()
    assert (report.note, report.message) == ("Asked the issuer.", "The date is wrong.")


def test_closing_twice_keeps_the_first_answer(certificate: Certificate, moderator: User) -> None:
    report = problems.report(code=certificate.code, kind="wrong", message="The date is wrong.")
    states = (ProblemReport.State.DONE, ProblemReport.State.DISMISSED)

    counts = [problems.close(reports=[report], state=state, by=moderator) for state in states]

    report.refresh_from_db()
    assert (counts, report.state) == ([1, 0], "done")


def test_the_database_knows_no_closed_report_without_a_time(certificate: Certificate) -> None:
    report = problems.report(code=certificate.code, kind="wrong", message="The date is wrong.")

    with pytest.raises(IntegrityError), transaction.atomic():
        ProblemReport.objects.filter(pk=report.pk).update(state="done")


def test_only_operators_see_the_queue(client: Client) -> None:
    assert client.get("/admin/wallet/problemreport/").status_code == 302
