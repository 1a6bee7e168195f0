"""The one way to write the audit trail; see docs/security.md for what is written, and what is not."""

from accounts.audit.changes import snapshot
from accounts.audit.writing import latest, record, record_each

__all__ = ["latest", "record", "record_each", "snapshot"]
