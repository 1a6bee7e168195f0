"""The address in capitals that QR codes hold: the same page, on record as a scan."""

import re

import pytest
import zxingcpp
from django.conf import settings
from django.test import Client
from pytest_django.fixtures import Settings

from certificates import integrity
from certificates.models import Certificate
from tests.factories import make_certificate
from wallet.models import VerificationLog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
# ISO/IEC 18004, table 5: what alphanumeric mode can hold.
ALPHANUMERIC = re.compile(r"[0-9A-Z $%*+\-./:]+")


@pytest.fixture
def certificate(media_root: object) -> Certificate:
    return make_certificate()


def ways() -> list[str]:
    return list(VerificationLog.objects.order_by("created_at").values_list("method", flat=True))


def modules(text: str) -> int:
    """Modules along one side of the QR code of `text`."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
    return int(code.to_image(scale=1, add_quiet_zones=False).shape[0])


def test_a_scan_opens_the_same_page_and_counts_as_a_scan(client: Client, certificate: Certificate) -> None:
    scanned, typed = client.get(f"/V/{certificate.code}"), client.get(f"/v/{certificate.code}")

    assert (scanned.status_code, ways()) == (200, ["qr_code", "url"])
    assert "This certificate is valid" in scanned.content.decode()
    canonical = f'<link rel="canonical" href="{settings.SITE_URL}/v/{certificate.code}">'
    assert [canonical in page.content.decode() for page in (scanned, typed)] == [True, True]


def test_what_a_program_asks_there_stays_a_program(client: Client, certificate: Certificate) -> None:
    answer = client.get(f"/V/{certificate.code}", headers={"Accept": "application/json"})

    assert (answer.json()["status"], ways()) == ("valid", ["api"])


def test_a_phone_that_asks_without_encryption_is_led_to_the_same_place(
    client: Client, certificate: Certificate, settings: Settings
) -> None:
    settings.SECURE_SSL_REDIRECT = True
    client.handler.load_middleware()

    redirect = client.get(f"/V/{certificate.code}")
    page = client.get(f"/V/{certificate.code}", secure=True)

    assert redirect["Location"] == f"https://testserver/V/{certificate.code}"
    assert (page.status_code, ways()) == (200, ["qr_code"])


def test_the_address_can_be_packed_tightly_and_leads_here(client: Client, certificate: Certificate) -> None:
    address = certificate.data["verify.qr"]

    assert address == f"HTTP://127.0.0.1:8000/V/{certificate.code}"
    assert ALPHANUMERIC.fullmatch(address)
    assert integrity.normalise_code(address) == certificate.code


def test_its_code_needs_fewer_modules() -> None:
    address = f"https://certificates.example.org/v/{integrity.new_code()}"

    assert (modules(address), modules(address.upper())) == (33, 29)


def test_what_the_camera_of_the_page_reads_is_a_scan(client: Client, certificate: Certificate) -> None:
    scanned = {"code": certificate.data["verify.qr"], "by": "camera"}

    response = client.get("/verify", scanned, follow=True)

    assert response.redirect_chain == [(f"/V/{certificate.code}", 302)]
    assert ways() == ["qr_code"]


def test_a_code_of_something_else_is_said_to_be_none_of_ours(client: Client) -> None:
    response = client.get("/verify", {"code": "https://example.org/menu", "by": "camera"})

    assert response.status_code == 422
    assert "This QR code does not hold the address of a certificate." in response.content.decode()
