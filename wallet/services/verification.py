"""Is this certificate genuine, and does it still hold?"""

import io
import ipaddress
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import datetime
from itertools import islice

import pikepdf
from django.conf import settings
from django.db.models import Exists, F, OuterRef, Q, QuerySet, Subquery
from django.utils import timezone

from accounts.services import retention
from certificates import integrity
from certificates.models import Certificate
from certificates.services import file_marks, sealing
from iconikcerts.common.errors import DomainError
from wallet.models import Listing, VerificationLog

Result = VerificationLog.Result
Method = VerificationLog.Method

# A design has at most ten pages; somebody else's PDF of ten thousand pages is not read through.
PAGES_READ = 10


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
    """What the person is told. `certificate` is None for an unknown code.

    `record_holds`: the record is what was sealed, so that it may be shown. Of a file that was changed (`result`
    altered) it is still genuine, and is what the file is to be compared with. `successor`: the code of the
    certificate that replaces this one, "" when there is none. `is_file_untold`: whether a file is the issued one can no
    longer be said, for its certificate was erased under a key that is gone.
    """

    result: VerificationLog.Result
    certificate: Certificate | None
    checked_at: datetime
    record_holds: bool = False
    successor: str = ""
    is_file_untold: bool = False

    @property
    def is_erased(self) -> bool:
        """Whether the personal data was taken out; then there is neither name nor file."""
        return bool(self.certificate and self.certificate.erased_at)

    @property
    def is_authentic(self) -> bool:
        return self.result not in (Result.UNKNOWN, Result.ALTERED)

    @property
    def has_file(self) -> bool:
        """Whether the PDF is given out: not when it was revoked or erased, nor when the record is not to be trusted."""
        return self.result in (Result.VALID, Result.EXPIRED) and not self.is_erased

    @property
    def is_listed(self) -> bool:
        """Whether search engines may list the page: the holder lets them, and it is given out."""
        return self.has_file and bool(getattr(self.certificate, "has_listing", False))

    @property
    def is_revoked(self) -> bool:
        return self.is_authentic and bool(self.certificate and self.certificate.revoked_at)

    @property
    def is_superseded(self) -> bool:
        return self.is_authentic and bool(self.successor)

    @property
    def is_expired(self) -> bool:
        certificate = self.certificate
        return bool(
            self.is_authentic
            and certificate
            and certificate.expires_on
            and certificate.expires_on < timezone.localdate(self.checked_at)
        )


def check(*, code: str, attempt: Attempt) -> Verdict:
    """Look a code up (in any form a person may type it), check its seal and status, and log the attempt."""
    certificate = _by_code(integrity.normalise_code(code))
    return _conclude(certificate, attempt, record_holds=_holds(certificate))


def check_file(*, content: bytes, attempt: Attempt) -> Verdict:
    """Check a PDF: the very file that was issued, or one that names a certificate but differs from it.

    Raises NotACertificate when it is no PDF, or names no certificate address. That is on record as unknown too.
    """
    digest = integrity.file_sha256(content)
    marks = file_marks.marks(digest)
    known = Q(hash__file_sha256=digest) | Q(hash__file_mark__in=marks.values())
    issued = _certificates().filter(known).first()
    if issued:
        return _conclude(issued, attempt, record_holds=sealing.holds(issued))
    try:
        code = code_in_pdf(content)
    except NotACertificate:
        _log(None, attempt, Result.UNKNOWN)
        raise
    named = _by_code(code)
    if named and named.erased_at and named.hash.file_mark_key not in marks:
        return _conclude(named, attempt, record_holds=_holds(named), is_file_untold=True)
    return _conclude(named, attempt, record_holds=_holds(named), file_differs=True)


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
    for page in islice(pdf.pages, PAGES_READ):
        annotations = page.get("/Annots")
        for annotation in annotations if isinstance(annotations, pikepdf.Array) else ():
            action = annotation.get("/A") if isinstance(annotation, pikepdf.Dictionary) else None
            address = action.get("/URI") if isinstance(action, pikepdf.Dictionary) else None
            if isinstance(address, pikepdf.String):
                yield str(address)


def sealed(*, code: str) -> Certificate | None:
    """The certificate with that code if its record is untouched, whatever its status. Logs nothing."""
    certificate = _by_code(integrity.normalise_code(code))
    return certificate if _holds(certificate) else None


def pictured(*, code: str) -> Certificate | None:
    """The certificate whose picture may be seen: untouched and not erased. Logs nothing."""
    certificate = sealed(code=code)
    return None if certificate is None or certificate.erased_at else certificate


def given_out(*, code: str) -> Certificate | None:
    """The certificate whose PDF may be had: untouched, not revoked and not replaced. Logs nothing."""
    certificate = sealed(code=code)
    if certificate is None:
        return None
    verdict = _verdict(certificate, record_holds=True, file_differs=False)
    return certificate if verdict.has_file else None


def _certificates() -> QuerySet[Certificate]:
    """With seal, with code and time of the newest certificate that replaces it, with the size of its first page (mm),
    whether its holder lets search engines list it, and its issuer's rules on what is kept: one query for a verdict."""
    newest = Certificate.objects.filter(supersedes=OuterRef("pk")).order_by("-created_at", "-id")
    return Certificate.objects.select_related("hash").annotate(
        successor=Subquery(newest.values("code")[:1]),
        replaced_at=Subquery(newest.values("created_at")[:1]),
        page_width=F("template_version__document__pages__0__width"),
        page_height=F("template_version__document__pages__0__height"),
        has_listing=Exists(Listing.objects.filter(certificate=OuterRef("pk"))),
        rule_on_checks=retention.counting_rule("verifications"),
        rule_on_data=retention.counting_rule("certificates"),
    )


def _by_code(code: str) -> Certificate | None:
    return _certificates().filter(code=code).first() if code else None


def _holds(certificate: Certificate | None) -> bool:
    return certificate is not None and sealing.holds(certificate)


def _conclude(
    certificate: Certificate | None,
    attempt: Attempt,
    *,
    record_holds: bool,
    file_differs: bool = False,
    is_file_untold: bool = False,
) -> Verdict:
    verdict = _verdict(certificate, record_holds=record_holds, file_differs=file_differs)
    verdict = replace(verdict, is_file_untold=is_file_untold)
    _log(certificate, attempt, verdict.result)
    return verdict


def _verdict(certificate: Certificate | None, *, record_holds: bool, file_differs: bool) -> Verdict:
    now = timezone.now()
    successor = str(getattr(certificate, "successor", None) or "")
    if certificate is None:
        result = Result.UNKNOWN
    elif file_differs or not record_holds:
        result = Result.ALTERED
    elif successor and not _was_revoked_by_hand(certificate):
        result = Result.SUPERSEDED
    else:
        result = Result(certificate.status_on(timezone.localdate(now)).value)
    return Verdict(result, certificate, now, record_holds, successor)


def _was_revoked_by_hand(certificate: Certificate) -> bool:
    """Replacing revokes too, at the time of the successor; what was revoked before that has a reason of its own."""
    replaced_at: datetime = certificate.replaced_at  # type: ignore[attr-defined]  # annotated
    return bool(certificate.revoked_at and certificate.revoked_at < replaced_at)


def _log(certificate: Certificate | None, attempt: Attempt, result: VerificationLog.Result) -> None:
    VerificationLog.objects.create(
        certificate=certificate,
        team_id=certificate.team_id if certificate else None,
        method=attempt.method,
        result=result,
        network=shortened(attempt.address),
        user_agent=attempt.user_agent[:300],
    )


def shortened(address: str) -> str:
    """The network of an address: IPv4 /24, IPv6 /48; "" for anything else."""
    try:
        parsed = ipaddress.ip_address(address)
    except ValueError:
        return ""
    parsed = getattr(parsed, "ipv4_mapped", None) or parsed
    return str(ipaddress.ip_network(f"{parsed}/{24 if parsed.version == 4 else 48}", strict=False))
