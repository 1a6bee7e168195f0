"""Jobs, their rows, the certificates that come out of them, and the messages that take those along."""

from certificates.models.certificate import Certificate, CertificateHash, NumberSequence
from certificates.models.delivery import Delivery
from certificates.models.erasure import ErasurePolicy, ErasureRequest, RecipientErasure
from certificates.models.job import BulkGenerationJob, JobRow
from certificates.models.reading import ListReading
from certificates.models.search import SearchWord

__all__ = [
    "BulkGenerationJob",
    "Certificate",
    "CertificateHash",
    "Delivery",
    "ErasurePolicy",
    "ErasureRequest",
    "JobRow",
    "ListReading",
    "NumberSequence",
    "RecipientErasure",
    "SearchWord",
]
