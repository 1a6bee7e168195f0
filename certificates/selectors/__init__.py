"""Reads for screens and commands, always narrowed by team."""

from certificates.selectors.certificates import (
    CertificateFilter,
    CertificatePage,
    certificate,
    count,
    designs_in_use,
    issued_by_version,
    matching,
    page,
    recent_jobs,
)
from certificates.selectors.deliveries import MailProgress, deliveries, mail_progress, unsent
from certificates.selectors.jobs import (
    Progress,
    job,
    jobs,
    progress,
    progress_of,
    rows_for_progress,
    rows_with_problems,
    rows_with_remarks,
)
from certificates.selectors.life import Deed, deeds, row_under_way
from certificates.selectors.overview import UNDER_WAY, Totals, latest_certificates, latest_jobs, totals
from certificates.selectors.recipients import erasure_policy, erasure_request, held_by, same_person

__all__ = [
    "UNDER_WAY",
    "CertificateFilter",
    "CertificatePage",
    "Deed",
    "MailProgress",
    "Progress",
    "Totals",
    "certificate",
    "count",
    "deeds",
    "deliveries",
    "designs_in_use",
    "erasure_policy",
    "erasure_request",
    "held_by",
    "issued_by_version",
    "job",
    "jobs",
    "latest_certificates",
    "latest_jobs",
    "mail_progress",
    "matching",
    "page",
    "progress",
    "progress_of",
    "recent_jobs",
    "row_under_way",
    "rows_for_progress",
    "rows_with_problems",
    "rows_with_remarks",
    "same_person",
    "totals",
    "unsent",
]
