"""What the public may see of a certificate: never the e-mail address, never other row data."""

from typing import Any

from certificates import integrity
from certificates.services import sealing
from wallet.services.verification import Verdict


def public_facts(verdict: Verdict) -> dict[str, Any]:
    """The verdict as JSON: status, separate checks, recipient, course, issuer and dates (ISO 8601).

    Of a record that is not what was sealed nothing is told: whoever changed it would speak through us. (Of a file
    that was changed the record is still genuine, and is what the file is to be compared with.)
    """
    facts: dict[str, Any] = {
        "status": str(verdict.result),
        "checked_at": verdict.checked_at.isoformat(timespec="seconds"),
        "checks": {
            "authentic": verdict.is_authentic,
            "revoked": verdict.is_revoked,
            "expired": verdict.is_expired,
        },
    }
    certificate = verdict.certificate
    if certificate is None or not sealing.holds(certificate):
        return facts
    return facts | {
        "code": integrity.grouped(certificate.code),
        "number": certificate.number,
        "recipient": certificate.recipient_name,
        "course": certificate.title,
        "issuer": certificate.issuer_name,
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat() if certificate.expires_on else None,
        "revoked_at": certificate.revoked_at.isoformat() if certificate.revoked_at else None,
        "revoked_reason": certificate.revoked_reason,
    }
