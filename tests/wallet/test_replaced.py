"""A certificate that its issuer has replaced by a corrected one."""

from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_row
from tests.wallet.test_views import text_of
from wallet.models import VerificationLog
from wallet.services import verification
from wallet.services.verification import Attempt, Method, Result

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def old(media_root: object) -> Certificate:
    return make_certificate(make_row(values={"recipient.name": "Amina Okonko"}))


def replace(old: Certificate) -> Certificate:
    """As a correction does: a successor, and the old one revoked at the time of the successor."""
    new = make_certificate(team=old.team, supersedes=old)
    revocation.supersede([new])
    return new


def result(certificate: Certificate) -> VerificationLog.Result:
    return verification.check(code=certificate.code, attempt=Attempt(Method.URL)).result


def test_the_page_says_so_and_leads_to_the_new_one(client: Client, old: Certificate) -> None:
    new = replace(old)

    page = client.get(f"/v/{old.code}")

    text = text_of(page.content)
    assert (page.status_code, "This certificate was replaced" in text) == (200, True)
    assert f'href="/v/{new.code}"' in page.content.decode()
    assert "Replaced Its issuer has put a corrected certificate in its place." in text
    assert [word for word in ("is valid", "Not revoked", "Add to LinkedIn", "Download") if word in text] == []
    assert VerificationLog.objects.get().result == "superseded"


def test_the_new_one_is_valid(old: Certificate) -> None:
    assert result(replace(old)) == Result.VALID


def test_programs_get_the_address_of_the_new_one(client: Client, old: Certificate) -> None:
    new = replace(old)

    answer = client.get(f"/verify/{old.code}").json()

    assert (answer["status"], answer["superseded_by"]) == (
        "superseded",
        f"http://127.0.0.1:8000/v/{new.code}",
    )
    assert answer["checks"] == {
        "authentic": True,
        "revoked": True,
        "expired": False,
        "superseded": True,
        "issuer_verified": False,
    }


def test_its_file_is_not_given_out_and_its_picture_stays(client: Client, old: Certificate) -> None:
    replace(old)

    assert client.get(f"/v/{old.code}/file").status_code == 404
    assert client.get(f"/v/{old.code}/picture").status_code == 200


def test_one_that_was_revoked_by_hand_before_stays_revoked(client: Client, old: Certificate) -> None:
    revocation.revoke(certificate=old, by=None, reason="Exam was repeated")
    Certificate.objects.update(revoked_at=timezone.now() - timedelta(hours=1))
    replace(old)

    assert result(old) == Result.REVOKED
    assert "Exam was repeated" in text_of(client.get(f"/v/{old.code}").content)


def test_of_several_the_newest_counts(client: Client, old: Certificate) -> None:
    replace(old)
    newest = replace(old)

    answer = client.get(f"/verify/{old.code}").json()

    assert answer["superseded_by"] == f"http://127.0.0.1:8000/v/{newest.code}"


def test_a_changed_record_leads_nowhere(client: Client, old: Certificate) -> None:
    new = replace(old)
    Certificate.objects.filter(pk=old.pk).update(title="Brain Surgery")

    page = client.get(f"/v/{old.code}").content.decode()

    assert ("Do not rely on this certificate" in page, new.code in page) == (True, False)


@pytest.mark.parametrize("successors", [1, 3])
def test_it_costs_no_more_queries(
    client: Client, old: Certificate, django_assert_num_queries: DjangoAssertNumQueries, successors: int
) -> None:
    for _ in range(successors):
        replace(old)
    with django_assert_num_queries(2):
        client.get(f"/v/{old.code}")
