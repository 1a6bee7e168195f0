"""Copies of people's own data: how long they lie here, and how often they are made."""

from iconikcerts.settings import env

# Days for which the copy can be downloaded; then it is deleted.
PERSONAL_EXPORT_DAYS = env.number("PERSONAL_EXPORT_DAYS", 7)
# Copies that one person may ask for within 24 hours. 0: no limit.
PERSONAL_EXPORTS_PER_DAY = env.number("PERSONAL_EXPORTS_PER_DAY", 3)
