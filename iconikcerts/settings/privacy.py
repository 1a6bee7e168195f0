"""What is kept of people: copies of their data, and the clock that deletes what is old."""

from datetime import time

from iconikcerts.settings import env

# Days for which the copy can be downloaded; then it is deleted.
PERSONAL_EXPORT_DAYS = env.number("PERSONAL_EXPORT_DAYS", 7)
# Copies that one person may ask for within 24 hours. 0: no limit.
PERSONAL_EXPORTS_PER_DAY = env.number("PERSONAL_EXPORTS_PER_DAY", 3)
# Days between a team setting a stricter rule and the first time that it deletes anything; its administrators get a mail.
RETENTION_GRACE_DAYS = env.number("RETENTION_GRACE_DAYS", 7)
# When the daily run begins (UTC); what it leaves is gone on with each hour.
RETENTION_RUN_AT = time(3, 20)
