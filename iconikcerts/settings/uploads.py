"""What becomes of files that people send, before any page sees them."""

from iconikcerts.settings import env

# ClamAV's daemon: tcp://host:port or unix:///path/to/clamd.ctl. Empty: uploads are not scanned, and the site says so.
CLAMD_URL = env.text("CLAMD_URL", "")
CLAMD_TIMEOUT_S = env.number("CLAMD_TIMEOUT_S", 30)
# Days after which a file in quarantine is deleted.
QUARANTINE_DAYS = env.number("QUARANTINE_DAYS", 30)
