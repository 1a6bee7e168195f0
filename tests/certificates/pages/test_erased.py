"""What a team sees of a certificate whose personal data was erased."""

import pytest
from django.test import Client

from accounts.models import Team
from certificates.models import Certificate
from certificates.services import recipient_erasure
from tests.factories import make_certificate, make_job, make_row, make_team


@pytest.fixture(autouse=True)
def _files_of_one_test(media_root: object, db: None) -> None:
    """Each test has a storage of its own."""


@pytest.fixture
def team() -> Team:
    return make_team("Lumen Academy")


@pytest.fixture
def certificate(team: Team, client: Client) -> Certificate:
    job = make_job(team=team, status="completed")
    made = make_certificate(make_row(job, values={"recipient.name": "Zainab Quaye"}))
    recipient_erasure.erase(
        team=team, certificates=Certificate.objects.all(), by=team.owner, reason=Certificate.Erasure.ISSUER
    )
    client.force_login(team.owner)
    return made


def test_its_page_says_what_became_of_it(client: Client, certificate: Certificate) -> None:
    page = client.get(f"/certificates/{certificate.pk}").content.decode()

    assert "Personal data erased on" in page
    assert "By the issuer" in page
    assert f"by <bdi>{certificate.team.owner}</bdi>" in page
    for gone in ("Zainab", "Correct</a>", "Download the PDF", "Send by email", "/picture"):
        assert gone not in page, gone
    assert "Revoke this certificate" in page


def test_lists_show_its_number_and_no_name(client: Client, certificate: Certificate) -> None:
    pages = [client.get(path).content.decode() for path in ("/certificates/", f"/jobs/{certificate.job_id}")]

    for page in pages:
        assert "Personal data erased" in page
        assert certificate.number in page
        assert "Zainab" not in page


@pytest.mark.parametrize(("path", "status"), [(".pdf", 404), ("/correct", 409)])
def test_what_it_has_no_more_is_refused_in_words(
    client: Client, certificate: Certificate, path: str, status: int
) -> None:
    response = client.get(f"/certificates/{certificate.pk}{path}")

    assert response.status_code == status
    assert "The personal data of this certificate is erased" in response.content.decode()
