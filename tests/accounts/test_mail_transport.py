"""Mail goes to the server that its certificate names, or it does not go."""

import ssl
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from aiosmtpd.controller import Controller
from cryptography import x509
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec
from cryptography.x509.oid import NameOID
from pytest_django.fixtures import Settings

from accounts.services import letters
from tests.servers import HOST, Mailbox, free_port


def write_certificate(folder: Path) -> tuple[Path, Path]:
    """For "localhost", signed by itself: nobody trusts it who was not told to. Returns certificate and key."""
    key, name = (
        ec.generate_private_key(ec.SECP256R1()),
        x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, "localhost")]),
    )
    now = datetime.now(UTC)
    made = (
        x509.CertificateBuilder()
        .subject_name(name)
        .issuer_name(name)
        .public_key(key.public_key())
        .serial_number(x509.random_serial_number())
        .not_valid_before(now - timedelta(hours=1))
        .not_valid_after(now + timedelta(hours=1))
        .add_extension(x509.SubjectAlternativeName([x509.DNSName("localhost")]), critical=False)
        .sign(key, hashes.SHA256())
    )
    files = folder / "server.pem", folder / "server.key"
    files[0].write_bytes(made.public_bytes(serialization.Encoding.PEM))
    files[1].write_bytes(
        key.private_bytes(
            serialization.Encoding.PEM, serialization.PrivateFormat.PKCS8, serialization.NoEncryption()
        )
    )
    return files


@pytest.fixture
def certificate(tmp_path: Path) -> Path:
    return write_certificate(tmp_path)[0]


@pytest.fixture
def mailbox(certificate: Path, settings: Settings) -> Iterator[Mailbox]:
    """A mail server that speaks TLS with that certificate, and settings that lead to it."""
    context = ssl.SSLContext(ssl.PROTOCOL_TLS_SERVER)
    context.load_cert_chain(certificate, certificate.with_suffix(".key"))
    mailbox = Mailbox(port=free_port())
    server = Controller(mailbox, hostname=HOST, port=mailbox.port, ssl_context=context)
    server.start()
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT, settings.EMAIL_USE_SSL = "localhost", mailbox.port, True
    yield mailbox
    server.stop()


def send() -> None:
    letters.send(
        to="amina@example.org", subject="Hello", template="removed", context={"team": {"name": "Lumen"}}
    )


def test_a_server_that_nobody_vouches_for_gets_no_mail(mailbox: Mailbox) -> None:
    with pytest.raises(letters.NotSent):
        send()

    assert mailbox.messages == []


def test_one_that_the_system_trusts_gets_it(
    mailbox: Mailbox, certificate: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    send()

    assert [mail["Subject"] for mail in mailbox.messages] == ["Hello"]


def test_nor_does_one_of_another_name(
    mailbox: Mailbox, certificate: Path, settings: Settings, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SSL_CERT_FILE", str(certificate))
    settings.EMAIL_HOST = HOST

    with pytest.raises(letters.NotSent):
        send()

    assert mailbox.messages == []
