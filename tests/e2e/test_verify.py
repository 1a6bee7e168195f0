"""Verify on a phone: a real browser at 360 px, whose camera is a film of a QR code."""

from collections.abc import Iterator
from pathlib import Path

import pytest
import zxingcpp
from PIL import Image, ImageDraw
from playwright.sync_api import Page, Playwright, expect

from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_pdf, make_row
from tests.servers import WebProcess
from wallet import traps
from wallet.models import VerificationLog

FRAME_PX = (640, 480)
CODE_PX = 300
FRAMES = 10
PHONE = {"width": 360, "height": 740}


def film(text: str, path: Path) -> Path:
    """A YUV4MPEG2 film (4:2:0, ten frames) of `text` as a QR code on a white sheet on a grey table."""
    code = zxingcpp.create_barcode(text, zxingcpp.BarcodeFormat.QRCode).to_image(
        scale=8, add_quiet_zones=True
    )
    frame = Image.new("L", FRAME_PX, 128)
    ImageDraw.Draw(frame).rectangle([120, 40, 520, 440], fill=235)
    frame.paste(Image.fromarray(code).convert("L").resize((CODE_PX, CODE_PX)), (170, 90))
    width, height = FRAME_PX
    grey = bytes([128]) * (width * height // 2)
    picture = b"FRAME\n" + frame.tobytes() + grey
    path.write_bytes(f"YUV4MPEG2 W{width} H{height} F10:1 Ip A1:1 C420jpeg\n".encode() + picture * FRAMES)
    return path


@pytest.fixture
def certificate(live_server_process: WebProcess) -> Certificate:
    return make_certificate(make_row(number="2026-000042"))


@pytest.fixture
def phone(
    playwright: Playwright,
    chromium: str,
    certificate: Certificate,
    live_server_process: WebProcess,
    tmp_path: Path,
) -> Iterator[Page]:
    """A page as wide as a small phone, with a camera that sees the certificate's QR code."""
    seen = f"{live_server_process.url}/v/{certificate.code}".upper()
    camera = film(seen, tmp_path / "camera.y4m")
    arguments = ["--use-fake-device-for-media-stream", "--use-fake-ui-for-media-stream", "--no-sandbox"]
    arguments.append(f"--use-file-for-fake-video-capture={camera}")
    browser = playwright.chromium.launch(executable_path=chromium, args=arguments)
    page = browser.new_page(viewport=PHONE, has_touch=True, is_mobile=True)
    faults: list[str] = []
    page.on("pageerror", lambda error: faults.append(str(error)))
    page.on("console", lambda said: faults.append(said.text) if "Content Security" in said.text else None)
    yield page
    browser.close()
    assert faults == []


def asked() -> list[tuple[str, str]]:
    return list(VerificationLog.objects.order_by("created_at").values_list("method", "result"))


def test_the_camera_finds_the_certificate_and_counts_as_a_scan(
    phone: Page, certificate: Certificate, live_server_process: WebProcess
) -> None:
    site = live_server_process.url
    loaded: list[str] = []
    phone.on("request", lambda request: loaded.append(request.url))

    phone.goto(f"{site}/verify")
    assert [url for url in loaded if "barcode-detector" in url] == []
    phone.get_by_role("button", name="Scan the QR code").tap()

    expect(phone.get_by_role("heading", name="This certificate is valid")).to_be_visible(timeout=30_000)
    expect(phone.get_by_text("Amina Okonkwo").first).to_be_visible()
    assert phone.url == f"{site}/v/{certificate.code}"
    assert asked() == [("qr_code", "valid")]
    assert [url for url in loaded if not url.startswith(site)] == []
    assert phone.evaluate("document.documentElement.scrollWidth <= innerWidth")


def test_the_scanner_is_left_by_its_button_and_the_camera_goes_out(
    phone: Page, live_server_process: WebProcess
) -> None:
    phone.goto(f"{live_server_process.url}/verify")
    phone.evaluate(
        """() => {
          const open = navigator.mediaDevices.getUserMedia.bind(navigator.mediaDevices);
          navigator.mediaDevices.getUserMedia = async (wish) => (window.opened = await open(wish));
          window.BarcodeDetector = class {
            static getSupportedFormats = async () => ["qr_code"];
            detect = async () => [];
          };
        }"""
    )
    phone.get_by_role("button", name="Scan the QR code").tap()
    expect(phone.get_by_role("status")).to_have_text("Hold the QR code of the certificate into the frame.")
    phone.get_by_role("button", name="Close the scanner").tap()

    expect(phone.get_by_role("dialog")).to_be_hidden()
    # The dialog tells of its closing a moment after it is hidden.
    phone.wait_for_function("window.opened.getTracks().every((track) => track.readyState === 'ended')")


def test_a_phone_that_may_not_use_its_camera_is_told_what_to_do(
    phone: Page, live_server_process: WebProcess
) -> None:
    phone.goto(f"{live_server_process.url}/verify")
    phone.evaluate(
        """() => {
          navigator.mediaDevices.getUserMedia = () => Promise.reject(new DOMException("", "NotAllowedError"));
        }"""
    )
    phone.get_by_role("button", name="Scan the QR code").tap()

    expect(phone.get_by_role("status")).to_contain_text("This page may not use the camera. Allow it")


def test_a_file_that_was_changed_is_told_from_the_one_that_was_issued(
    phone: Page, certificate: Certificate, live_server_process: WebProcess
) -> None:
    forged = make_pdf(str(certificate.data["verify.url"]), text="Mallory")

    phone.goto(f"{live_server_process.url}/verify")
    chooser = phone.get_by_label("Choose the PDF")
    chooser.set_input_files({"name": "mine.pdf", "mimeType": "application/pdf", "buffer": forged})
    expect(phone.get_by_text("mine.pdf,")).to_be_visible()
    phone.get_by_role("button", name="Check the file").tap()
    expect(phone.get_by_role("heading", name="This file is not the one that was issued")).to_be_visible()
    phone.get_by_role("link", name="See whether the issued one is valid").tap()
    expect(phone.get_by_role("heading", name="This certificate is valid")).to_be_visible()

    assert asked() == [("file", "altered"), ("url", "valid")]


def test_a_code_is_typed_and_a_link_is_pasted_on_a_phone(
    phone: Page, certificate: Certificate, live_server_process: WebProcess
) -> None:
    site = live_server_process.url
    for typed in (certificate.code.lower(), f"{site}/v/{certificate.code}"):
        phone.goto(f"{site}/verify")
        phone.get_by_role("textbox", name="Code or link").fill(typed)
        phone.get_by_role("button", name="Verify", exact=True).tap()
        expect(phone.get_by_role("heading", name="This certificate is valid")).to_be_visible()
        assert phone.evaluate("document.documentElement.scrollWidth") == PHONE["width"]
    with phone.expect_download() as download:
        phone.get_by_role("link", name="Download the PDF").tap()
    assert download.value.suggested_filename == "2026-000042.pdf"

    revocation.revoke(certificate=certificate, by=None, reason="Exam repeated")
    phone.reload()
    expect(phone.get_by_role("heading", name="This certificate was revoked")).to_be_visible()
    expect(phone.get_by_text("Exam repeated")).to_be_visible()
    expect(phone.get_by_role("link", name="Download the PDF")).to_have_count(0)


def test_somebody_reports_a_problem_from_the_page(
    phone: Page, certificate: Certificate, live_server_process: WebProcess
) -> None:
    phone.goto(f"{live_server_process.url}/v/{certificate.code}")
    phone.get_by_role("link", name="Report a problem").tap()
    phone.get_by_role("button", name="Send the report").tap()
    expect(phone.get_by_text("Choose what it is about.")).to_be_visible()
    phone.get_by_label("What is it?").select_option("forged")
    phone.get_by_label("What did you notice?").fill("The name was painted over.")
    phone.wait_for_timeout(1000 * (traps.QUICKEST_S + 1))  # no person is quicker
    phone.get_by_role("button", name="Send the report").tap()
    expect(phone.get_by_role("heading", name="Thank you, your report has arrived")).to_be_visible()

    [report] = certificate.problem_reports.values_list("kind", "message", "state")
    assert report == ("forged", "The name was painted over.", "open")
