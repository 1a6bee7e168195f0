"""What becomes of files that people send, before any page sees them, and how files are given out."""

from iconikcerts.settings import env

# What teams of the free tier may send and keep, in MB of 1,000,000 bytes: a list of recipients; pictures and fonts together.
FREE_UPLOAD_MB = env.number("FREE_UPLOAD_MB", 10)
FREE_STORAGE_MB = env.number("FREE_STORAGE_MB", 250)
# Files that a team of the free tier may download in a day; a ZIP counts once. 0: no limit.
FREE_DOWNLOADS_PER_DAY = env.number("FREE_DOWNLOADS_PER_DAY", 1000)
# How long a link to a file is good for. It is made anew with each click.
FILE_LINK_S = env.number("FILE_LINK_S", 300)
# With S3: links lead to the bucket itself (its address must be reachable for browsers), and not through the web process.
S3_DIRECT_DOWNLOADS = env.flag("S3_DIRECT_DOWNLOADS", False)
# What those of the Team tier may keep. Enterprise has no limit.
TEAM_STORAGE_MB = env.number("TEAM_STORAGE_MB", 10_000)
# ClamAV's daemon: tcp://host:port or unix:///path/to/clamd.ctl. Empty: uploads are not scanned, and the site says so.
CLAMD_URL = env.text("CLAMD_URL", "")
CLAMD_TIMEOUT_S = env.number("CLAMD_TIMEOUT_S", 30)
# Days after which a file in quarantine is deleted. 0: never.
QUARANTINE_DAYS = env.number("QUARANTINE_DAYS", 30)
