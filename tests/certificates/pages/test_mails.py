"""Pages that send certificates and say what became of it."""

from collections.abc import Callable

import pytest
from django.http import HttpResponse
from django.test import Client
from django.urls import reverse
from pytest_django import DjangoAssertNumQueries
from pytest_django.fixtures import Settings

from certificates.models import BulkGenerationJob, Certificate, Delivery
from certificates.services import delivery
from tests.certificates.conftest import MailJob
from tests.certificates.test_resending import rounds
from tests.servers import Mailbox

pytestmark = pytest.mark.usefixtures("sending", "_quiet_queue")


@pytest.fixture
def _quiet_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("certificates.services.dispatch.send", lambda task, job: None)


@pytest.fixture
def ended(mail_job: MailJob, smtp_server: Mailbox) -> Callable[..., BulkGenerationJob]:
    """Makes a complete job whose messages were handed over; those to gone@example.org were refused."""

    def make(*addresses: str) -> BulkGenerationJob:
        smtp_server.recipients = {"gone@example.org": ["550 no such user"]}
        job = mail_job(*addresses)
        BulkGenerationJob.objects.filter(pk=job.pk).update(status="completed")
        delivery.send_batch(job_id=job.pk)
        job.refresh_from_db()
        return job

    return make


Ended = Callable[..., BulkGenerationJob]


def words(response: HttpResponse) -> str:
    return " ".join(response.content.decode().split())


def job_page(client: Client, job: BulkGenerationJob) -> HttpResponse:
    return client.get(reverse("certificates:job", args=[job.pk]))  # type: ignore[return-value]


def test_the_job_counts_messages_and_names_who_got_none_and_why(editor: Client, ended: Ended) -> None:
    page = job_page(editor, ended("a@example.org", "gone@example.org", ""))
    text = words(page)
    assert '1 <span class="text-muted-foreground">of 2 messages sent</span>' in text
    listed = [(d.address, d.fault_code) for d in page.context["unsent"]["shown"]]  # type: ignore[attr-defined]
    assert listed == [("gone@example.org", "refused"), ("", "no_address")]
    assert "Send 1 message again" in text


def test_the_page_looks_again_until_the_messages_are_through(
    editor: Client, ended: Ended, mail_job: MailJob
) -> None:
    waiting = mail_job("a@example.org")
    BulkGenerationJob.objects.filter(pk=waiting.pk).update(status="completed")
    assert 'hx-trigger="every 2s"' in words(job_page(editor, waiting))
    assert "hx-trigger=" not in words(job_page(editor, ended("b@example.org"))).partition('id="progress"')[2]


def test_a_job_that_does_not_mail_says_nothing_of_messages(editor: Client, ended: Ended) -> None:
    job = ended("a@example.org")
    Delivery.objects.all().delete()
    assert "messages" not in words(job_page(editor, job)).partition('id="progress"')[2]


def test_those_that_failed_are_sent_again(editor: Client, ended: Ended, smtp_server: Mailbox) -> None:
    job = ended("a@example.org", "gone@example.org")
    response = editor.post(
        reverse("certificates:job_send_unsent", args=[job.pk]), {"count": "1"}, follow=True
    )
    assert "1 message is on its way." in words(response)  # type: ignore[arg-type]
    delivery.send_batch(job_id=job.pk)
    assert len(smtp_server.messages) == 2


def test_another_number_sends_none_and_says_so(editor: Client, ended: Ended) -> None:
    job = ended("gone@example.org")
    response = editor.post(
        reverse("certificates:job_send_unsent", args=[job.pk]), {"count": "7"}, follow=True
    )
    assert "There are 1 messages to send now, not 7." in words(response)  # type: ignore[arg-type]
    assert job.deliveries.count() == 1


def send(client: Client, certificate: Certificate, address: str) -> HttpResponse:
    return client.post(  # type: ignore[return-value]
        reverse("certificates:certificate_send", args=[certificate.pk]), {"address": address}
    )


def test_a_certificate_is_sent_to_a_corrected_address_and_its_life_tells_both(
    editor: Client, ended: Ended
) -> None:
    job = ended("gone@example.org")
    certificate = job.certificates.get()
    assert send(editor, certificate, "here@example.org").status_code == 302
    delivery.send_batch(job_id=job.pk)
    page = editor.get(reverse("certificates:certificate", args=[certificate.pk]))
    told = [(deed.kind, deed.to) for deed in page.context["deeds"]]
    assert told == [("issued", ""), ("mail-failed", "gone@example.org"), ("mail-sent", "here@example.org")]
    assert 'Sent to <bdi class="break-all">here@example.org</bdi>.' in words(page)  # type: ignore[arg-type]


def test_an_address_that_is_none_stays_there_with_the_reason(editor: Client, ended: Ended) -> None:
    certificate = ended("a@example.org").certificates.get()
    response = send(editor, certificate, "nobody")
    assert response.status_code == 422
    assert "&#x27;nobody&#x27; is not an email address." in words(response)
    assert 'value="nobody"' in words(response)
    assert rounds(certificate) == [(1, "a@example.org", "sent", True)]


def test_the_bulk_page_says_how_many_go_and_who_gets_none(editor: Client, ended: Ended) -> None:
    job = ended("a@example.org", "b@example.org", "")
    address = reverse("certificates:certificates_send") + "?all=1"
    page = editor.get(address)
    assert {name: page.context[name] for name in ("total", "count", "unaddressed", "revoked", "held")} == {
        "total": 3,
        "count": 2,
        "unaddressed": 1,
        "revoked": 0,
        "held": 0,
    }
    assert editor.post(address, {"count": "2"}).status_code == 302
    assert job.deliveries.filter(round=2, state="waiting").count() == 2
    again = editor.get(address)
    assert (again.context["count"], again.context["held"]) == (0, 2)
    assert "Nothing to send" in words(again)  # type: ignore[arg-type]


def test_the_bulk_page_sends_none_when_the_number_changed(editor: Client, ended: Ended) -> None:
    job = ended("a@example.org")
    response = editor.post(reverse("certificates:certificates_send") + "?all=1", {"count": "2"})
    assert response.status_code == 422
    assert job.deliveries.count() == 1


@pytest.mark.parametrize(
    ("name", "status"), [("certificate_send", 404), ("job_send_unsent", 404), ("certificates_send", 302)]
)
def test_nobody_sends_what_another_team_issued(
    stranger: Client, viewer: Client, ended: Ended, name: str, status: int
) -> None:
    job = ended("a@example.org", "gone@example.org")
    certificate = job.certificates.first()
    arguments = {"certificate_send": [certificate.pk], "job_send_unsent": [job.pk], "certificates_send": []}  # type: ignore[union-attr]
    address = reverse(f"certificates:{name}", args=arguments[name])
    query = f"?id={certificate.pk}" if name == "certificates_send" else ""  # type: ignore[union-attr]
    data = {"count": "1", "address": "eve@example.org"}
    assert stranger.post(address + query, data).status_code == status
    assert viewer.post(address + query, data).status_code == 403
    assert job.deliveries.count() == 2


def test_without_a_mail_server_the_pages_say_where_messages_stay(
    editor: Client, ended: Ended, settings: Settings
) -> None:
    job = ended("a@example.org")
    settings.EMAIL_BACKEND = "django.core.mail.backends.console.EmailBackend"
    assert "they are kept in the log of this site" in words(job_page(editor, job))
    certificate = job.certificates.get()
    page = editor.get(reverse("certificates:certificate", args=[certificate.pk]))
    assert "it stays in the log of this site" in words(page)  # type: ignore[arg-type]


@pytest.mark.parametrize("count", [1, 3])
def test_the_job_page_costs_the_same_for_one_failure_and_for_three(
    editor: Client, ended: Ended, django_assert_num_queries: DjangoAssertNumQueries, count: int
) -> None:
    job = ended(*["gone@example.org"] * count)
    Delivery.objects.filter(job=job).update(
        state="failed", sent_at=None, next_try_at=None, fault_code="refused", fault="Refused."
    )
    with django_assert_num_queries(12):
        job_page(editor, job)
