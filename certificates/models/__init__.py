"""Jobs, their rows, and the certificates that come out of them."""

from certificates.models.certificate import Certificate, CertificateHash, NumberSequence
from certificates.models.job import BulkGenerationJob, JobRow
from certificates.models.reading import ListReading
from certificates.models.search import SearchWord

__all__ = [
    "BulkGenerationJob",
    "Certificate",
    "CertificateHash",
    "JobRow",
    "ListReading",
    "NumberSequence",
    "SearchWord",
]
