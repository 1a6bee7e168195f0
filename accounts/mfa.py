"""Second factors: what we add to django-allauth's. Their secrets are encrypted, their QR code is our own."""

import base64
import hashlib
from typing import Any

import zxingcpp
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.mfa.models import Authenticator
from cryptography.fernet import Fernet, InvalidToken, MultiFernet
from django.conf import settings

from accounts.models import User
from iconikcerts.common.errors import Conflict

_PURPOSE = b"iconikcerts second factors:"


class MFAAdapter(DefaultMFAAdapter):
    """Keys of authenticator apps and recovery codes lie encrypted in the database: a copy of it does not log in."""

    error_messages = {
        **DefaultMFAAdapter.error_messages,
        "incorrect_code": "This code does not fit. Codes of an app change every 30 seconds; each works once.",
        "incorrect_passkey": "This passkey does not fit. Try again, or use another way.",
        "unverified_email": "Confirm your email address first, then set up a second factor.",
        "cannot_generate_recovery_codes": "Set up an authenticator app or a passkey first.",
    }

    def get_totp_issuer(self) -> str:
        """The name under which an authenticator app lists the account."""
        return "IconikCerts"

    def get_public_key_credential_rp_entity(self) -> dict[str, str]:
        entity: dict[str, str] = super().get_public_key_credential_rp_entity()
        return entity | {"name": "IconikCerts"}

    def build_totp_svg(self, url: str) -> str:
        """`url` as a QR code with its quiet zone (ISO/IEC 18004: four modules)."""
        code = zxingcpp.create_barcode(url, zxingcpp.BarcodeFormat.QRCode, ec_level="M")
        return str(code.to_svg(add_quiet_zones=True))

    def generate_authenticator_name(self, user: User, type: Any) -> str:  # noqa: A002 - allauth's name for it
        """What a passkey is called when the person gives it no name: "Passkey", "Passkey 2"."""
        count = Authenticator.objects.filter(user=user, type=type).count()
        return f"Passkey {count + 1}" if count else "Passkey"

    def encrypt(self, text: str) -> str:
        return _keys().encrypt(text.encode()).decode()

    def decrypt(self, encrypted_text: str) -> str:
        """Raises Conflict when the key that it was encrypted with is gone from SECRET_KEY and SECRET_KEY_FALLBACKS."""
        try:
            return _keys().decrypt(encrypted_text.encode()).decode()
        except InvalidToken as fault:
            raise Conflict(
                "This second factor can no longer be read.",
                mend="Use a passkey, or ask whoever runs this site to take the second factor away.",
            ) from fault


def _keys() -> MultiFernet:
    """The first one encrypts, all decrypt: SECRET_KEY can be changed as for cookies."""
    secrets = [settings.SECRET_KEY, *settings.SECRET_KEY_FALLBACKS]
    digests = [hashlib.sha256(_PURPOSE + secret.encode()).digest() for secret in secrets]
    return MultiFernet([Fernet(base64.urlsafe_b64encode(digest)) for digest in digests])
