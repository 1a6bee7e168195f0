"""What teams use and pay."""

from billing.models.ledger import UsageLog

__all__ = ["UsageLog"]
