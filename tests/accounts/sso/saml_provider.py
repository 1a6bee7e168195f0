"""A real SAML 2.0 identity provider, pysaml2's, in a process of its own: python saml_provider.py PORT FOLDER.

It takes requests by HTTP-Redirect at /sso, asks who it is, and answers with a signed assertion by HTTP-POST. Tests tell it
whom to serve (POST /meet: our metadata), what it publishes (POST /publish: names of keys), and, in the form of the log-in,
how an answer differs from the right one (`Changes`). Its keys are made anew each time.
"""

import base64
import datetime
import html
import json
import shutil
import sys
from dataclasses import asdict, dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any, ClassVar
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

# By name, when each begins and ends to be valid, in days from now.
KEYS = {"ours": (-1, 1), "next": (-1, 60), "another": (-1, 1), "old": (-9, -1), "coming": (1, 9)}
FORM = """<!doctype html><title>Lumen log-in</title><form method="post" action="/log-in">
<label>Name <input name="person"></label><input type="hidden" name="changes" value="{{}}">
<input type="hidden" name="request" value="{request}"><input type="hidden" name="relay" value="{relay}">
<button>Log in at Lumen</button></form>"""
ONWARD = """<!doctype html><title>On</title><form method="post" action="{acs}">
<input type="hidden" name="SAMLResponse" value="{response}"><input type="hidden" name="RelayState" value="{relay}">
<button>Go on</button></form><script>document.forms[0].submit()</script>"""


@dataclass
class Changes:
    """How a response differs from the right one. `minutes`: how long it is valid; `attribute`: what holds the address."""

    is_signed: bool = True
    key: str = "ours"
    audience: str = ""
    destination: str = ""
    is_asked_for: bool = True
    minutes: int = 5
    attribute: str = "mail"

    @property
    def json(self) -> str:
        return json.dumps(asdict(self))


def make_key(folder: Path, name: str, days: tuple[int, int]) -> None:
    """A key and a certificate for it, in files of this name."""
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    subject = x509.Name([x509.NameAttribute(NameOID.COMMON_NAME, name)])
    now = datetime.datetime.now(datetime.UTC)
    certificate = (
        x509.CertificateBuilder()
        .subject_name(subject)
        .issuer_name(subject)
        .public_key(key.public_key())
        .serial_number(1)
        .not_valid_before(now + datetime.timedelta(days=days[0]))
        .not_valid_after(now + datetime.timedelta(days=days[1]))
        .sign(key, hashes.SHA256())
    )
    pem = key.private_bytes(Encoding.PEM, PrivateFormat.TraditionalOpenSSL, NoEncryption())
    (folder / f"{name}.key").write_bytes(pem)
    (folder / f"{name}.pem").write_bytes(certificate.public_bytes(Encoding.PEM))


@dataclass
class Provider:
    """What it knows: its address and keys, whose metadata it has read, and the keys that its own names."""

    folder: Path
    url: str
    met: dict[str, str] = field(default_factory=dict)
    published: list[str] = field(default_factory=lambda: ["ours"])

    def config(self, key: str, minutes: int = 5, **more: Any) -> IdPConfig:
        endpoints = {
            "single_sign_on_service": [(f"{self.url}/sso", BINDING_HTTP_REDIRECT)],
            "single_logout_service": [(f"{self.url}/slo", BINDING_HTTP_REDIRECT)],
        }
        policy = {"default": {"lifetime": {"minutes": minutes}, "name_form": NAME_FORMAT_URI}}
        return IdPConfig().load(
            {
                "entityid": "https://login.lumen.example/saml",
                "xmlsec_binary": shutil.which("xmlsec1"),
                "key_file": str(self.folder / f"{key}.key"),
                "cert_file": str(self.folder / f"{key}.pem"),
                "service": {"idp": {"endpoints": endpoints, "policy": policy}},
                **more,
            }
        )

    def metadata(self) -> str:
        """All published certificates for signing, each in a KeyDescriptor of its own."""
        texts = [str(entity_descriptor(self.config(name))) for name in self.published]
        start, end = "<ns0:KeyDescriptor", "</ns0:KeyDescriptor>"
        keys = [text[text.index(start) : text.rindex(end) + len(end)] for text in texts]
        return texts[0].replace(keys[0], "".join(keys))

    def server(self, key: str = "ours", minutes: int = 5) -> Server:
        return Server(config=self.config(key, minutes, metadata={"inline": list(self.met.values())}))

    def answer(self, request: str, person: str, changes: Changes) -> tuple[str, str]:
        """Where the browser takes the response, and the response in Base64."""
        asked = self.server().parse_authn_request(request, BINDING_HTTP_REDIRECT).message
        acs = asked.assertion_consumer_service_url
        response = self.server(changes.key, changes.minutes).create_authn_response(
            {changes.attribute: person, "givenName": "Anna", "sn": "Berg"},
            in_response_to=asked.id if changes.is_asked_for else None,
            destination=changes.destination or acs,
            sp_entity_id=changes.audience or asked.issuer.text,
            name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=f"id-of-{person}"),
            authn={"class_ref": "urn:oasis:names:tc:SAML:2.0:ac:classes:Password"},
            sign_assertion=changes.is_signed,
            sign_response=False,
            sign_alg=SIG_RSA_SHA256,
            digest_alg=DIGEST_SHA256,
        )
        return acs, base64.b64encode(str(response).encode()).decode()

    def log_out(self, person: str, slo: str) -> str:
        """The address by which it asks for the end of somebody's log-in, signed."""
        server = self.server()
        _, request = server.create_logout_request(
            slo,
            next(iter(self.met)),
            name_id=NameID(format=NAMEID_FORMAT_PERSISTENT, text=f"id-of-{person}"),
            sign=False,
        )
        sent = server.apply_binding(
            BINDING_HTTP_REDIRECT, str(request), slo, sign=True, sigalg=SIG_RSA_SHA256
        )
        return str(dict(sent["headers"])["Location"])


class Handler(BaseHTTPRequestHandler):
    provider: ClassVar[Provider]

    def do_GET(self) -> None:
        parts = urlsplit(self.path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if parts.path == "/metadata":
            self._say(self.provider.metadata(), "application/samlmetadata+xml")
        elif parts.path == "/log-out":
            self._say(self.provider.log_out(query["person"], query["slo"]), "text/plain")
        elif parts.path == "/sso" and "SAMLRequest" in query:
            self.provider.server().parse_authn_request(query["SAMLRequest"], BINDING_HTTP_REDIRECT)
            given = {"request": query["SAMLRequest"], "relay": query.get("RelayState", "")}
            self._say(FORM.format(**{name: html.escape(value) for name, value in given.items()}))
        else:
            self.send_error(404)

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"])).decode()
        if self.path == "/meet":
            entity_id = body.split('entityID="')[1].split('"')[0]
            self.provider.met[entity_id] = body
            self._say("met")
        elif self.path == "/publish":
            self.provider.published = body.split()
            self._say("published")
        else:
            sent = {name: values[0] for name, values in parse_qs(body).items()}
            changes = Changes(**json.loads(sent["changes"]))
            acs, response = self.provider.answer(sent["request"], sent["person"], changes)
            given = {"acs": acs, "response": response, "relay": sent.get("relay", "")}
            self._say(ONWARD.format(**{name: html.escape(value) for name, value in given.items()}))

    def _say(self, text: str, kind: str = "text/html") -> None:
        self.send_response(200)
        self.send_header("Content-Type", f"{kind}; charset=utf-8")
        self.end_headers()
        self.wfile.write(text.encode())

    def log_message(self, *_: object) -> None:
        """Says nothing."""


if __name__ == "__main__":
    port, folder = int(sys.argv[1]), Path(sys.argv[2])
    for name, days in KEYS.items():
        make_key(folder, name, days)
    Handler.provider = Provider(folder, f"http://127.0.0.1:{port}")
    with ThreadingHTTPServer(("127.0.0.1", port), Handler) as server:
        sys.stderr.write("listening\n")
        server.serve_forever()
