"""Public verification: how often a network may ask, and how long is kept that it did (the privacy page says so)."""

from iconikcerts.settings import env

# Lookups of codes, by page or JSON, of one network in a minute. A school or an office is one network. 0: no limit.
VERIFY_PER_MINUTE = env.number("VERIFY_PER_MINUTE", 120)
# PDFs that one network may have compared in a minute: reading one takes more than looking a code up.
VERIFY_FILES_PER_MINUTE = env.number("VERIFY_FILES_PER_MINUTE", 20)
VERIFY_FILE_MAX_MB = env.number("VERIFY_FILE_MAX_MB", 10)
# Reports of a problem that one network may send in an hour.
PROBLEM_REPORTS_PER_HOUR = env.number("PROBLEM_REPORTS_PER_HOUR", 10)
# Days after which the log of verifications, and reports that were dealt with, are deleted. 0: kept for ever.
VERIFICATION_LOG_DAYS = env.number("VERIFICATION_LOG_DAYS", 90)
PROBLEM_REPORT_DAYS = env.number("PROBLEM_REPORT_DAYS", 365)
