"""What a certificate's seal covers, and whether it holds; after the personal data was taken out, too."""

from certificates import integrity
from certificates.models import Certificate, CertificateHash
from certificates.services import file_marks


def claim_of(certificate: Certificate, file_sha256: str) -> dict[str, object]:
    """What the seal covers: identity, every drawn value, the template version and the file."""
    return {
        "version": 1,
        "code": certificate.code,
        "number": certificate.number,
        "recipient": certificate.recipient_name,
        "title": certificate.title,
        "issuer": {"id": str(certificate.team_id), "name": certificate.issuer_name},
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat() if certificate.expires_on else None,
        "template_version": str(certificate.template_version_id),
        "data": certificate.data,
        "file_sha256": file_sha256,
    }


def seal(certificate: Certificate, content: bytes) -> CertificateHash:
    """An unsaved seal over the certificate and its file."""
    digest, salt = integrity.file_sha256(content), integrity.new_salt()
    return CertificateHash(
        certificate=certificate,
        salt=salt,
        hash_value=integrity.seal(claim_of(certificate, digest), salt),
        file_sha256=digest,
        file_size=len(content),
    )


def claim_left(certificate: Certificate) -> dict[str, object]:
    """What the seal covers once the personal data is erased."""
    return {
        "version": 2,
        "code": certificate.code,
        "number": certificate.number,
        "issuer": {"id": str(certificate.team_id), "name": certificate.issuer_name},
        "issued_on": certificate.issued_on.isoformat(),
        "expires_on": certificate.expires_on.isoformat() if certificate.expires_on else None,
        "template_version": str(certificate.template_version_id),
        "erased_at": certificate.erased_at.isoformat() if certificate.erased_at else None,
        "file_mark": certificate.hash.file_mark,
    }


def reseal(certificate: Certificate, *, held: bool) -> None:
    """Make the seal of an erased certificate one over what is left; unsaved. `held`: its record was what was sealed until
    then. What was not gets a seal that never holds: an erasure makes no altered record genuine.

    The former seal goes: with its salt whoever reads it could try names until one fits.
    """
    kept = certificate.hash
    kept.file_mark_key, kept.file_mark = file_marks.mark(kept.file_sha256)
    kept.file_sha256, kept.file_size, kept.salt = "", 0, integrity.new_salt()
    kept.hash_value = integrity.seal(claim_left(certificate), kept.salt) if held else ""


def holds(certificate: Certificate) -> bool:
    """Whether the record still is what was sealed when the certificate was issued, or when it was erased."""
    kept = certificate.hash
    claim = claim_left(certificate) if certificate.erased_at else claim_of(certificate, kept.file_sha256)
    return integrity.seal(claim, kept.salt) == kept.hash_value
