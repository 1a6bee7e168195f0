"""A real SAML 2.0 identity provider, pysaml2's: metadata, and signed responses to what browsers bring it."""

import base64
import datetime
import shutil
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit

from cryptography import x509
from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from cryptography.x509.oid import NameOID
from saml2 import BINDING_HTTP_REDIRECT
from saml2.config import IdPConfig
from saml2.metadata import entity_descriptor
from saml2.saml import NAME_FORMAT_URI, NAMEID_FORMAT_PERSISTENT, NameID
from saml2.server import Server
from saml2.xmldsig import DIGEST_SHA256, SIG_RSA_SHA256

MAIL = "urn:oid:0.9.2342.19200300.100.1.3"


def make_key(folder: Path, name: str) -> tuple[str, str]:
    """A key and a certificate for it; their files."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now - datetime.timedelta(days=1))
        .not_valid_after(now + datetime.timedelta(days=1))
        .sign(key, hashes.SHA256())
    )
    files = folder / f"{name}.key", folder / f"{name}.pem"
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    files[0].write_bytes(pem)
    files[1].write_bytes(certificate.public_bytes(Encoding.PEM))
    return str(files[0]), str(files[1])


@dataclass
class Changes:
    """How a response differs from the right one."""

    is_signed: bool = True
    by_another_key: bool = False
    audience: str = ""
    destination: str = ""


@dataclass
class IdentityProvider:
    """It learns who we are from our metadata. Browsers carry all messages, so it needs no port of its own."""

    folder: Path
    servers: dict[bool, Server] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.keys = {False: make_key(self.folder, "ours"), True: make_key(self.folder, "another")}
        self.config = {by_another: self._config(by_another) for by_another in (False, True)}

    def _config(self, by_another: bool, **more: Any) -> dict[str, Any]:
        key, certificate = self.keys[by_another]
        return {
            "entityid": "https://login.lumen.example/saml",
            "xmlsec_binary": shutil.which("xmlsec1"),
            "key_file": key,
            "cert_file": certificate,
            "service": {
                "idp": {
                    "endpoints": {
                        "single_sign_on_service": [("https://login.lumen.example/sso", BINDING_HTTP_REDIRECT)]
                    },
                    "policy": {"default": {"lifetime": {"minutes": 5}, "name_form": NAME_FORMAT_URI}},
                }
            },
            **more,
        }

    @property
    def metadata(self) -> str:
        return str(entity_descriptor(IdPConfig().load(self.config[False])))

    def meet(self, sp_metadata: str) -> None:
        """Read our metadata."""
        self.servers = {
            by_another: Server(
                config=IdPConfig().load(self._config(by_another, metadata={"inline": [sp_metadata]}))
            )
            for by_another in (False, True)
        }

    def answer(self, address: str, person: str, changes: Changes | None = None) -> tuple[str, dict[str, str]]:
        """To the address that we lead people to: where the browser posts what."""
        changes = changes or Changes()
        query = parse_qs(urlsplit(address).query)
        asked = (
            self.servers[False].parse_authn_request(query["SAMLRequest"][0], BINDING_HTTP_REDIRECT).message
        )
        server = self.servers[changes.by_another_key]
        acs = asked.assertion_consumer_service_url
        response = server.create_authn_response(
            {"mail": person, "givenName": "Anna", "sn": "Berg"},
            in_response_to=asked.id,
            destination=changes.destination or acs,
            sp_entity_id=changes.audience or asked.issuer.text,
            name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=f"id-of-{person}"),
            authn={"class_ref": "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"},
            sign_assertion=changes.is_signed,
            sign_response=False,
            sign_alg=SIG_RSA_SHA256,
            digest_alg=DIGEST_SHA256,
        )
        form = {"SAMLResponse": base64.b64encode(str(response).encode()).decode()}
        if "RelayState" in query:
            form["RelayState"] = query["RelayState"][0]
        return acs, form
