"""What a certificate's seal covers, and whether it holds."""

from certificates import integrity
from certificates.models import Certificate, CertificateHash


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


def holds(certificate: Certificate) -> bool:
    """Whether the record still is what was sealed when the certificate was issued."""
    kept = certificate.hash
    return integrity.seal(claim_of(certificate, kept.file_sha256), kept.salt) == kept.hash_value
