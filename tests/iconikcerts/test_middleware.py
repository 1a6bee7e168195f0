"""Errors of the domain as pages and JSON, and the caller's address behind a proxy."""

import gzip
import json

import pytest
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse, JsonResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.test import Client, RequestFactory
from django_htmx.middleware import HtmxDetails
from pytest_django.fixtures import Settings

from accounts.models import TeamMember
from accounts.services import teams
from certificates.models import BulkGenerationJob
from iconikcerts.common.errors import Conflict, DomainError, NotAllowed, NotFound, TooManyRequests
from iconikcerts.common.middleware import (
    ClientAddressMiddleware,
    CompressTextMiddleware,
    DomainErrorMiddleware,
)
from tests.factories import make_job, make_user


class Unreadable(DomainError):
    code = "unreadable"


def never_called(request: HttpRequest) -> HttpResponse:
    raise AssertionError("no view is called here")


def answer(error: Exception, accept: str, rf: RequestFactory) -> HttpResponse | None:
    request = rf.get("/", headers={"Accept": accept})
    return DomainErrorMiddleware(never_called).process_exception(request, error)


CASES = [
    (NotAllowed("You are not a member."), 403, "not_allowed"),
    (NotFound("There is no such job."), 404, "not_found"),
    (Conflict("This job was started already."), 409, "conflict"),
    (TooManyRequests("Too many.", retry_after_s=40), 429, "too_many_requests"),
    (Unreadable("This is not a CSV file."), 422, "unreadable"),
    (DomainError("No."), 422, "error"),
]


@pytest.mark.parametrize(("error", "status", "code"), CASES)
def test_programs_get_the_error_as_json(
    error: DomainError, status: int, code: str, rf: RequestFactory
) -> None:
    response = answer(error, "application/json", rf)

    assert response is not None
    assert response.status_code == status
    assert json.loads(response.content) == {
        "error": {"code": code, "message": error.message, "where": "", "mend": ""}
    }


@pytest.mark.parametrize(("error", "status", "code"), CASES)
def test_people_get_a_page_with_the_same_status(
    error: DomainError, status: int, code: str, rf: RequestFactory
) -> None:
    response = answer(error, "text/html,application/xhtml+xml,*/*;q=0.8", rf)

    assert response is not None
    assert (response.status_code, response["Content-Type"]) == (status, "text/html; charset=utf-8")
    assert error.message in response.content.decode()


@pytest.mark.parametrize(("error", "status", "code"), CASES)
def test_a_part_of_a_page_stays_and_a_message_says_why(
    error: DomainError, status: int, code: str, rf: RequestFactory
) -> None:
    request = rf.get("/", headers={"HX-Request": "true"})
    request.htmx = HtmxDetails(request)  # type: ignore[attr-defined]
    response = DomainErrorMiddleware(lambda _: HttpResponse()).process_exception(request, error)

    assert response is not None
    assert (response.status_code, response["HX-Reswap"], response.content) == (status, "none", b"")
    assert json.loads(response["HX-Trigger"]) == {"toast": {"text": error.message, "variant": "destructive"}}


def test_a_conflict_has_a_page_of_its_own(rf: RequestFactory) -> None:
    page = answer(Conflict("This job was started already."), "text/html", rf)

    assert page is not None
    assert "<h1>Things have moved on</h1>" in page.content.decode()


def test_the_answer_says_what_happened_where_and_what_to_do(rf: RequestFactory) -> None:
    error = Unreadable("The date '31.02.2026' does not exist.", where="spring.csv, line 14", mend="Mend it.")

    page, data = answer(error, "text/html", rf), answer(error, "application/json", rf)

    assert page is not None
    assert data is not None
    text = page.content.decode()
    assert "spring.csv, line 14" in text
    assert "The date &#x27;31.02.2026&#x27; does not exist." in text
    assert "Mend it." in text
    assert json.loads(data.content)["error"]["where"] == "spring.csv, line 14"
    assert str(error) == "spring.csv, line 14: The date '31.02.2026' does not exist. Mend it."


def test_what_a_user_gave_is_escaped_on_the_page(rf: RequestFactory) -> None:
    page = answer(Unreadable("There is no column <script>alert(1)</script>."), "text/html", rf)

    assert page is not None
    assert "<script>alert(1)" not in page.content.decode()


@pytest.mark.parametrize("accept", ["text/html", "application/json"])
def test_whoever_asks_too_often_is_told_when_to_come_back(accept: str, rf: RequestFactory) -> None:
    response = answer(TooManyRequests("Too many.", retry_after_s=40), accept, rf)

    assert response is not None
    assert response["Retry-After"] == "40"


def test_other_exceptions_stay_bugs(rf: RequestFactory) -> None:
    assert answer(ValueError("a bug"), "text/html", rf) is None


@pytest.mark.django_db
def test_a_conflict_in_a_view_reaches_the_person_as_409(client: Client) -> None:
    user = make_user()
    job = make_job(team=teams.personal(user=user), status=BulkGenerationJob.Status.COMPLETED)
    client.force_login(user)

    response = client.post(f"/jobs/{job.pk}/cancel")

    assert response.status_code == 409
    assert "This job is not running. There is nothing to cancel." in " ".join(
        response.content.decode().replace("</p><p>", " ").split()
    )


@pytest.mark.django_db
def test_a_lost_role_in_a_view_reaches_a_program_as_json_with_403(client: Client) -> None:
    user = make_user()
    team = teams.personal(user=user)
    team.members.update(role=TeamMember.Role.VIEWER)
    client.force_login(user)

    response = client.get("/jobs/new", headers={"Accept": "application/json"})

    assert (response.status_code, response.json()["error"]["code"]) == (403, "not_allowed")


def address_seen(rf: RequestFactory, **headers: str) -> str:
    request = rf.get("/", REMOTE_ADDR="10.0.0.1", headers=headers)
    ClientAddressMiddleware(lambda _: HttpResponse())(request)
    return str(request.META["REMOTE_ADDR"])


def test_behind_a_proxy_the_caller_is_whom_the_proxy_saw(rf: RequestFactory, settings: Settings) -> None:
    settings.BEHIND_PROXY = True

    assert address_seen(rf, **{"X-Forwarded-For": "203.0.113.7"}) == "203.0.113.7"
    assert address_seen(rf, **{"X-Forwarded-For": "1.1.1.1, 203.0.113.7"}) == "203.0.113.7"
    assert address_seen(rf) == "10.0.0.1"


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("203.0.113.7", "203.0.113.7"),
        ("203.0.113.7:51234", "203.0.113.7"),
        ("2001:db8::7", "2001:db8::7"),
        ("[2001:db8::7]:51234", "2001:db8::7"),
        ('"[2001:db8::7]"', "2001:db8::7"),
        ("fe80::1%eth0", "fe80::1"),
        ("::ffff:203.0.113.7", "203.0.113.7"),
        ("1.1.1.1,203.0.113.7 ", "203.0.113.7"),
        # What is no address is not believed: the caller stays whom the socket names.
        ("unknown", "10.0.0.1"),
        ("203.0.113.7, _hidden", "10.0.0.1"),
        ("<script>", "10.0.0.1"),
        ("1.1.1.1,", "10.0.0.1"),
        ("", "10.0.0.1"),
    ],
)
def test_a_hop_is_read_in_every_form_that_proxies_write(
    rf: RequestFactory, settings: Settings, written: str, address: str
) -> None:
    settings.BEHIND_PROXY = True

    assert address_seen(rf, **{"X-Forwarded-For": written}) == address


def test_without_a_proxy_nobody_chooses_an_address(rf: RequestFactory, settings: Settings) -> None:
    settings.BEHIND_PROXY = False

    with pytest.raises(MiddlewareNotUsed):
        address_seen(rf, **{"X-Forwarded-For": "203.0.113.7"})


LONG = "a row of certificates " * 40


@pytest.mark.parametrize(
    ("response", "encoding"),
    [
        (HttpResponse(LONG), "gzip"),
        (JsonResponse({"text": LONG}), "gzip"),
        (HttpResponse(LONG, content_type="application/pdf"), ""),
        (HttpResponse(LONG, content_type="image/webp"), ""),
        (StreamingHttpResponse([LONG.encode()], content_type="text/html"), ""),
    ],
    ids=["page", "json", "pdf", "picture", "stream"],
)
def test_text_leaves_compressed_and_files_and_streams_as_they_are(
    rf: RequestFactory, response: HttpResponseBase, encoding: str
) -> None:
    sent = CompressTextMiddleware(lambda request: response)(rf.get("/", headers={"Accept-Encoding": "gzip"}))

    assert sent.headers.get("Content-Encoding", "") == encoding
    body = b"".join(sent)
    read = gzip.decompress(body) if encoding else body
    assert (read, len(body) < 300) == (
        LONG.encode() if "json" not in sent.headers["Content-Type"] else json.dumps({"text": LONG}).encode(),
        bool(encoding),
    )
