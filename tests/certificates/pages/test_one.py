"""The page of one certificate, taking it back, and putting it right."""

from collections.abc import Callable

import pytest
from django.test import Client
from django.urls import reverse

from accounts.models import Team
from certificates import tasks
from certificates.models import BulkGenerationJob, Certificate, Delivery
from certificates.services import correction, issuing, revocation
from iconikcerts.common.errors import Conflict
from tests.certificates.conftest import FakeRenderer
from tests.certificates.pages.conftest import Issue


@pytest.fixture(autouse=True)
def _no_queue(monkeypatch: pytest.MonkeyPatch) -> None:
    """The tests work on the rows themselves."""
    for task in (tasks.work_on_job, tasks.draw_single, tasks.package_job):
        monkeypatch.setattr(task, "apply_async", lambda *_, **__: None)


def address(name: str, certificate: Certificate) -> str:
    return reverse(f"certificates:{name}", args=[certificate.pk])


def corrected(client: Client, certificate: Certificate, **changes: str) -> BulkGenerationJob:
    """Send the correction form with `changes`; field keys carry "__" for their point."""
    values = correction.values_of(certificate) | {k.replace("__", "."): v for k, v in changes.items()}
    response = client.post(address("certificate_correct", certificate), values)
    job = BulkGenerationJob.objects.order_by("-created_at").first()
    assert job is not None
    assert response["Location"] == reverse("certificates:single_made", args=[job.pk])
    return job


def test_the_page_shows_picture_data_address_and_life(viewer: Client, issue: Issue, team: Team) -> None:
    one = issue("Amina Okonkwo")
    page = viewer.get(address("certificate", one)).content.decode()
    for words in (
        reverse("wallet:certificate_picture", args=[one.code]),
        f"http://127.0.0.1:8000/v/{one.code}",
        one.number,
        one.hash.file_sha256,
        "Applied Data Analysis",
        "amina@example.org",
        "Issued",
    ):
        assert words in page, words
    assert "Revoke this certificate" not in page  # a viewer only looks
    assert address("certificate_correct", one) not in page


def test_no_id_of_another_team_opens_anything(stranger: Client, issue: Issue) -> None:
    one = issue()
    answers = [
        stranger.get(address("certificate", one)).status_code,
        stranger.get(address("certificate_correct", one)).status_code,
        stranger.post(address("certificate_correct", one), {"recipient.name": "Eve"}).status_code,
        stranger.post(address("certificate_revoke", one), {"reason": "Mistake"}).status_code,
        stranger.get(reverse("certificates:single_made", args=[one.job_id])).status_code,
    ]
    assert answers == [404] * 5
    one.refresh_from_db()
    assert one.status == "valid"


def test_a_viewer_changes_nothing(viewer: Client, issue: Issue) -> None:
    one = issue()
    assert viewer.post(address("certificate_revoke", one), {"reason": "Mistake"}).status_code == 403
    assert viewer.get(address("certificate_correct", one)).status_code == 403
    one.refresh_from_db()
    assert one.status == "valid"


def test_revoking_wants_a_reason_and_then_shows_it_in_its_life(
    editor: Client, issue: Issue, team: Team
) -> None:
    one = issue()
    refused = editor.post(address("certificate_revoke", one), {"reason": ""})
    assert refused.status_code == 422
    assert "Say why" in refused.content.decode()
    page = editor.post(address("certificate_revoke", one), {"reason": "Failed the exam"}, follow=True)
    deeds = page.context["deeds"]
    assert [(deed.kind, deed.by, deed.reason) for deed in deeds] == [
        ("issued", str(team.owner), ""),
        ("revoked", str(team.owner), "Failed the exam"),
    ]
    assert "Revoke this certificate" not in page.content.decode()


def test_a_second_revocation_is_a_conflict(editor: Client, issue: Issue) -> None:
    one = issue()
    revocation.revoke(certificate=one, by=None, reason="First")
    assert editor.post(address("certificate_revoke", one), {"reason": "Second"}).status_code == 409
    one.refresh_from_db()
    assert one.revoked_reason == "First"


def test_a_correction_shows_the_values_as_they_were_issued(editor: Client, issue: Issue) -> None:
    one = issue("Amina Okonkwo", expires_on="2030-01-01")
    form = editor.get(address("certificate_correct", one)).context["form"]
    shown = {field.name: field.value() for field in form}
    assert shown == {
        "recipient.name": "Amina Okonkwo",
        "recipient.email": "amina@example.org",
        "send_email": False,
        "course.title": "Applied Data Analysis",
        "certificate.issued_on": "2026-11-02",
        "certificate.expires_on": "2030-01-01",
        "certificate.language": "",
    }


def test_the_successor_of_one_that_was_mailed_is_mailed_too_unless_it_is_unticked(
    editor: Client, issue: Issue, renderer: FakeRenderer
) -> None:
    one = issue()
    Delivery.objects.create(
        certificate=one, job=one.job, address=one.recipient_email, state="sent", sent_at=one.created_at
    )
    assert editor.get(address("certificate_correct", one)).context["form"]["send_email"].value() is True
    job = corrected(editor, one, recipient__name="Amina A. Okonkwo", send_email="on")
    issuing.issue_chunk(job_id=job.pk)
    assert [d.address for d in job.deliveries.all()] == ["amina@example.org"]


def test_the_old_one_counts_until_the_new_one_is_issued_and_is_then_superseded(
    editor: Client, issue: Issue, renderer: FakeRenderer
) -> None:
    old = issue("Amina Okonkow")
    job = corrected(editor, old, recipient__name="Amina Okonkwo")
    old.refresh_from_db()
    assert old.status == "valid"
    assert "Being corrected" in editor.get(address("certificate", old)).content.decode()

    issuing.issue_chunk(job_id=job.pk)
    new = Certificate.objects.get(job=job)
    old.refresh_from_db()
    assert (new.supersedes, new.recipient_name, new.title) == (old, "Amina Okonkwo", old.title)
    assert (new.issued_on, new.template_version) == (old.issued_on, old.template_version)
    assert new.number != old.number
    assert (old.status, old.revoked_at, old.revoked_reason) == (
        "revoked",
        new.created_at,
        f"Superseded by {new.number}.",
    )
    listed = {
        line.certificate.pk: line.status
        for line in editor.get(reverse("certificates:certificates")).context["listed"]
    }
    assert listed == {old.pk: "superseded", new.pk: "valid"}
    assert editor.get(address("certificate", old)).context["status"] == "superseded"
    old_life = editor.get(address("certificate", old)).context["deeds"]
    new_life = editor.get(address("certificate", new)).context["deeds"]
    assert [(deed.kind, deed.other) for deed in old_life] == [("issued", None), ("superseded", new)]
    assert [(deed.kind, deed.other) for deed in new_life] == [("issued", old)]


def test_a_correction_that_cannot_be_drawn_leaves_the_old_one_valid_and_offers_another_try(
    editor: Client, issue: Issue, renderer: FakeRenderer
) -> None:
    old = issue("Amina")
    renderer.bad = {"Bad name"}
    job = corrected(editor, old, recipient__name="Bad name")
    issuing.issue_chunk(job_id=job.pk)
    old.refresh_from_db()
    assert old.status == "valid"
    page = editor.get(reverse("certificates:single_made", args=[job.pk]))
    assert "It could not be issued" in page.content.decode()
    again = editor.get(page.context["again_url"])
    assert again.context["form"]["recipient.name"].value() == "Bad name"
    better = corrected(editor, old, recipient__name="Good name")
    assert list(job.rows.values_list("state", flat=True)) == ["cancelled"]
    issuing.issue_chunk(job_id=better.pk)
    old.refresh_from_db()
    assert old.status == "revoked"


def test_what_was_revoked_by_hand_meanwhile_keeps_its_reason(
    editor: Client, issue: Issue, renderer: FakeRenderer
) -> None:
    old = issue("Amina")
    job = corrected(editor, old, recipient__name="Amina Okonkwo")
    revocation.revoke(certificate=old, by=None, reason="Withdrawn")
    issuing.issue_chunk(job_id=job.pk)
    old.refresh_from_db()
    assert (old.revoked_reason, Certificate.objects.get(job=job).supersedes) == ("Withdrawn", old)
    assert editor.get(address("certificate", old)).context["status"] == "revoked"


def test_one_certificate_is_corrected_once_at_a_time(editor: Client, issue: Issue, team: Team) -> None:
    old = issue("Amina")
    corrected(editor, old, recipient__name="Amina Okonkwo")
    response = editor.post(address("certificate_correct", old), correction.values_of(old))
    assert response.status_code == 409
    values = correction.values_of(old) | {"recipient.name": "Another"}
    with pytest.raises(Conflict, match="being corrected already"):
        correction.correct(certificate=old, by=team.owner, values=values)
    assert old.corrections.count() == 1


def test_a_correction_that_changes_nothing_is_refused(editor: Client, issue: Issue) -> None:
    old = issue("Amina")
    response = editor.post(address("certificate_correct", old), correction.values_of(old))
    assert response.status_code == 422
    assert "Nothing is different." in response.content.decode()
    assert not old.corrections.exists()


def test_a_revoked_certificate_is_not_corrected(editor: Client, issue: Issue) -> None:
    old = issue()
    revocation.revoke(certificate=old, by=None, reason="Mistake")
    assert editor.get(address("certificate_correct", old)).status_code == 409


@pytest.mark.parametrize("others", [1, 3])
def test_the_page_costs_the_same_queries_however_many_certificates_there_are(
    editor: Client, issue: Issue, others: int, django_assert_num_queries: Callable[..., object]
) -> None:
    one = issue()
    for _ in range(others):
        revocation.revoke(certificate=issue(), by=None, reason="Mistake")
    with django_assert_num_queries(15):
        editor.get(address("certificate", one))


def test_dates_are_shown_as_people_write_them(editor: Client, issue: Issue) -> None:
    values = dict(editor.get(address("certificate", issue("Ana", expires_on="2030-01-01"))).context["values"])

    assert (values["Date of issue"], values["Date of expiry"]) == ("2 November 2026", "1 January 2030")
