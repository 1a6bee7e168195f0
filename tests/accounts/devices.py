"""A passkey in software: answers as a device does (W3C Web Authentication), for tests without a browser."""

import hashlib
import json
from typing import Any

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.asymmetric import ec
from fido2 import cbor
from fido2.cose import ES256
from fido2.utils import websafe_encode

ORIGIN, RP = "http://localhost", "localhost"
USER_PRESENT, USER_VERIFIED, HAS_KEY = 0x01, 0x04, 0x40


class Device:
    """Has one key, and uses it for whoever asks. `origin`: the site that it believes it is on."""

    def __init__(self, origin: str = ORIGIN) -> None:
        self.origin = origin
        self.key = ec.generate_private_key(ec.SECP256R1())
        self.id = hashlib.sha256(repr(self.key.private_numbers().private_value).encode()).digest()
        self.user = ""
        self.count = 0

    def create(self, options: dict[str, Any]) -> str:
        """The answer to PublicKeyCredentialCreationOptionsJSON."""
        self.user = options["user"]["id"]
        public = cbor.encode(dict(ES256.from_cryptography_key(self.key.public_key())))
        with_key = self._data(HAS_KEY) + bytes(16) + len(self.id).to_bytes(2, "big") + self.id + public
        attestation = cbor.encode({"fmt": "none", "attStmt": {}, "authData": with_key})
        response = {
            "clientDataJSON": websafe_encode(self._client("webauthn.create", options["challenge"])),
            "attestationObject": websafe_encode(attestation),
        }
        return self._answer(response, credProps={"rk": True})

    def get(self, options: dict[str, Any]) -> str:
        """The answer to PublicKeyCredentialRequestOptionsJSON."""
        client, data = self._client("webauthn.get", options["challenge"]), self._data()
        signature = self.key.sign(data + hashlib.sha256(client).digest(), ec.ECDSA(hashes.SHA256()))
        response = {
            "clientDataJSON": websafe_encode(client),
            "authenticatorData": websafe_encode(data),
            "signature": websafe_encode(signature),
            "userHandle": self.user,
        }
        return self._answer(response)

    def _client(self, kind: str, challenge: str) -> bytes:
        return json.dumps({"type": kind, "challenge": challenge, "origin": self.origin}).encode()

    def _data(self, flags: int = 0) -> bytes:
        self.count += 1
        digest = hashlib.sha256(RP.encode()).digest()
        return digest + bytes([USER_PRESENT | USER_VERIFIED | flags]) + self.count.to_bytes(4, "big")

    def _answer(self, response: dict[str, str], **extensions: Any) -> str:
        name = websafe_encode(self.id)
        said = {"id": name, "rawId": name, "type": "public-key", "response": response}
        return json.dumps(said | {"clientExtensionResults": extensions})
