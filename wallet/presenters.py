"""What the public may see of a certificate: never the e-mail address, never other row data."""

from typing import Any
from urllib.parse import urlencode

from django.conf import settings
from django.urls import reverse

from accounts.retention import kind
from accounts.services import retention
from certificates import integrity
from certificates.models import Certificate
from wallet.services.pictures import WIDTH_PX
from wallet.services.verification import Result, Verdict


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
            "superseded": verdict.is_superseded,
            # Nobody has checked who stands behind an issuer's name yet.
            "issuer_verified": False,
        },
    }
    certificate = verdict.certificate
    if certificate is None or not verdict.record_holds:
        return facts
    return facts | {
        "code": integrity.grouped(certificate.code),
        "url": public_url(certificate.code),
        "number": certificate.number,
        # Empty once the personal data was erased.
        "recipient": certificate.recipient_name,
        "course": certificate.title,
        "issuer": certificate.issuer_name,
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat() if certificate.expires_on else None,
        "revoked_at": certificate.revoked_at.isoformat() if certificate.revoked_at else None,
        "revoked_reason": certificate.revoked_reason,
        "superseded_by": public_url(verdict.successor) if verdict.successor else None,
        "personal_data_erased_at": certificate.erased_at.isoformat() if certificate.erased_at else None,
        "personal_data_erased_for": certificate.erased_for,
    }


def page_context(verdict: Verdict, *, code: str = "") -> dict[str, Any]:
    """What the page of a certificate shows. `code`: as it was asked for; not given when a file was checked."""
    found = verdict.certificate
    shown = found if verdict.record_holds else None
    return {
        "verdict": str(verdict.result),
        "checked": verdict,
        "certificate": shown,
        "code": integrity.grouped(found.code) if found else code,
        "by_file": not code,
        "page_url": public_url(found.code) if found else "",
        "pdf_url": reverse("wallet:certificate_file", args=[found.code])
        if found and verdict.has_file
        else "",
        "linkedin_url": linkedin_url(found)
        if found and verdict.result == Result.VALID and verdict.has_file
        else "",
        **_kept(shown),
        "picture": picture_size(found) if found and not verdict.is_erased else None,
    }


def _kept(certificate: Certificate | None) -> dict[str, str]:
    """`log_period`: how long it is on record that somebody looked; `erased_after`: when the issuer's rule takes the personal
    data out of this certificate, in words. Each "" for never."""
    checks, data = kind("verifications"), kind("certificates")
    log = retention.kept_by(getattr(certificate, "rule_on_checks", None), kind=checks)
    goes = retention.kept_by(getattr(certificate, "rule_on_data", None), kind=data)
    if (
        certificate is None
        or certificate.erased_at
        or (goes and goes.basis == "expiry" and not certificate.expires_on)
    ):
        goes = None
    return {
        "log_period": str(log.period) if log else "",
        "erased_after": retention.said(data, goes) if goes else "",
    }


def picture_size(certificate: Certificate) -> dict[str, int]:
    """Width and height (px) of the picture of a certificate that `verification` found, so that its place is kept
    before it is there."""
    width, height = certificate.page_width, certificate.page_height  # type: ignore[attr-defined]
    return {"width": WIDTH_PX, "height": round(WIDTH_PX * height / width)}


def public_url(code: str) -> str:
    """The address of a certificate's page, to be shared."""
    return settings.SITE_URL + reverse("wallet:certificate", args=[code])


def linkedin_url(certificate: Certificate) -> str:
    """LinkedIn's form for a new licence or certification, filled in (LinkedIn's "Add to Profile" parameters)."""
    about = {
        "startTask": "CERTIFICATION_NAME",
        "name": certificate.title,
        "organizationName": certificate.issuer_name,
        "issueYear": certificate.issued_on.year,
        "issueMonth": certificate.issued_on.month,
        "certUrl": public_url(certificate.code),
        "certId": certificate.number,
    }
    if certificate.expires_on:
        about["expirationYear"] = certificate.expires_on.year
        about["expirationMonth"] = certificate.expires_on.month
    return f"https://www.linkedin.com/profile/add?{urlencode(about)}"
