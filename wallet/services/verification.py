"""Is this certificate genuine, and does it still hold?"""

import io
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import pikepdf
from django.conf import settings
from django.utils import timezone

from certificates import integrity
from certificates.models import Certificate
from certificates.services import sealing
from iconikcerts.common.errors import DomainError
from wallet.models import VerificationLog

Result = VerificationLog.Result
Method = VerificationLog.Method


class NotACertificate(DomainError):
    """A file that names no certificate of this site."""

    code = "not_a_certificate"


@dataclass(frozen=True, slots=True)
class Attempt:
    """How somebody asked. `address` is only ever kept shortened."""

    method: VerificationLog.Method
    address: str = ""
    user_agent: str = ""


@dataclass(frozen=True, slots=True)
class Verdict:
    """What the person is told. `certificate` is None for an unknown code."""

    result: VerificationLog.Result
    certificate: Certificate | None
    checked_at: datetime

    @property
    def is_authentic(self) -> bool:
        return self.result not in (Result.UNKNOWN, Result.ALTERED)

    @property
    def has_file(self) -> bool:
        """Whether the PDF is given out: not when it was revoked, nor when the record is not to be trusted."""
        return self.result in (Result.VALID, Result.EXPIRED)

    @property
    def is_revoked(self) -> bool:
        return self.result == Result.REVOKED

    @property
    def is_expired(self) -> bool:
        certificate = self.certificate
        return bool(
            certificate
            and certificate.expires_on
            and certificate.expires_on < timezone.localdate(self.checked_at)
        )


def check(*, code: str, attempt: Attempt) -> Verdict:
    """Look a code up (in any form a person may type it), check its seal and status, and log the attempt."""
    certificate = _by_code(integrity.normalise_code(code))
    return _conclude(certificate, attempt, sealed=certificate is not None and sealing.holds(certificate))


def check_file(*, content: bytes, attempt: Attempt) -> Verdict:
    """Check a PDF: the very file that was issued, or one that names a certificate but differs from it.

    Raises NotACertificate when it is no PDF, or names no certificate address.
    """
    digest = integrity.file_sha256(content)
    issued = Certificate.objects.filter(hash__file_sha256=digest).select_related("hash", "team").first()
    if issued:
        return _conclude(issued, attempt, sealed=sealing.holds(issued))
    return _conclude(_by_code(code_in_pdf(content)), attempt, sealed=False)


def code_in_pdf(content: bytes) -> str:
    """The code in the PDF's first link to a verify address. Raises NotACertificate when there is none."""
    try:
        with pikepdf.open(io.BytesIO(content)) as pdf:
            links = list(_links(pdf))
    except pikepdf.PdfError:
        raise NotACertificate(
            "This file is not a PDF, or it is damaged.", mend="Choose the PDF as you received it."
        ) from None
    prefix = f"{settings.SITE_URL}/v/".lower()
    for link in links:
        code = integrity.normalise_code(link) if link.lower().startswith(prefix) else ""
        if code:
            return code
    raise NotACertificate(
        "This PDF does not name a certificate that was issued here.",
        mend="Check that it is the certificate itself, or type the code that is printed on it.",
    )


def _links(pdf: pikepdf.Pdf) -> Iterator[str]:
    """Addresses of the link annotations (ISO 32000-2, 12.5.6.5). Anybody may have made the file: believe no type."""
    for page in pdf.pages:
        annotations = page.get("/Annots")
        for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
            action = annotation.get("/A") if isinstance(annotation, pikepdf.Dictionary) else None
            address = action.get("/URI") if isinstance(action, pikepdf.Dictionary) else None
            if isinstance(address, pikepdf.String):
                yield str(address)


def sealed(*, code: str) -> Certificate | None:
    """The certificate with that code if its record is untouched, whatever its status. Logs nothing."""
    certificate = _by_code(integrity.normalise_code(code))
    return certificate if certificate and sealing.holds(certificate) else None


def _by_code(code: str) -> Certificate | None:
    if not code:
        return None
    return Certificate.objects.filter(code=code).select_related("hash", "team").first()


def _conclude(certificate: Certificate | None, attempt: Attempt, *, sealed: bool) -> Verdict:
    now = timezone.now()
    result = _result(certificate, sealed, now)
    VerificationLog.objects.create(
        certificate=certificate,
        method=attempt.method,
        result=result,
        network=shortened(attempt.address),
        user_agent=attempt.user_agent[:300],
    )
    return Verdict(result, certificate, now)


def _result(certificate: Certificate | None, sealed: bool, now: datetime) -> VerificationLog.Result:
    if certificate is None:
        return Result.UNKNOWN
    if not sealed:
        return Result.ALTERED
    return Result(certificate.status_on(timezone.localdate(now)).value)


def shortened(address: str) -> str:
    """The network of an address: IPv4 /24, IPv6 /48; "" for anything else."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    return str(ipaddress.ip_network(f"{parsed}/{24 if parsed.version == 4 else 48}", strict=False))
