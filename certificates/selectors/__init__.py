"""Reads for screens and commands, always narrowed by team."""

from certificates.selectors.certificates import (
    CertificateFilter,
    CertificatePage,
    certificate,
    count,
    designs_in_use,
    matching,
    page,
    recent_jobs,
)
from certificates.selectors.jobs import (
    Progress,
    job,
    jobs,
    progress,
    rows_for_progress,
    rows_with_problems,
    rows_with_remarks,
)
from certificates.selectors.life import Deed, deeds, row_under_way

__all__ = [
    "CertificateFilter",
    "CertificatePage",
    "Deed",
    "Progress",
    "certificate",
    "count",
    "deeds",
    "designs_in_use",
    "job",
    "jobs",
    "matching",
    "page",
    "progress",
    "recent_jobs",
    "row_under_way",
    "rows_for_progress",
    "rows_with_problems",
    "rows_with_remarks",
]
