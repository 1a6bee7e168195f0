"""What the pages about one's own data show."""

from typing import Any

from django.conf import settings

from accounts import personal_data
from accounts.models import DataExport, ErasureReceipt, User
from accounts.services import data_exports, erasure_receipts


def export_context(user: User) -> dict[str, Any]:
    """The latest copy with its state, and how long one is kept."""
    export = data_exports.latest(user=user)
    return {
        "export": export,
        "is_under_way": bool(export and export.state in DataExport.UNDER_WAY),
        "days": settings.PERSONAL_EXPORT_DAYS,
    }


def receipt_context(receipt: ErasureReceipt) -> dict[str, Any]:
    """A receipt with its code in groups, and how many records of what went, by the words of the sources."""
    labels = {source.name: source.label for source in personal_data.sources()}
    counts = [(labels.get(name, name.capitalize()), count) for name, count in receipt.counts.items()]
    return {"receipt": receipt, "grouped": erasure_receipts.grouped(receipt.code), "counts": counts}
