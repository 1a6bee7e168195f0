"""How far the reading of a list is."""

from typing import Any

from django.utils import timezone

from certificates.models import BulkGenerationJob, ListReading

PATIENCE_S = 15  # a reading that no worker has taken by then is worth a word


def reading_context(job: BulkGenerationJob, reading: ListReading) -> dict[str, Any]:
    """The context of the page that waits for a list. `total` is 0 until the file has been looked through."""
    is_counted = reading.wish["mapping"] is not None
    is_checking = is_counted and reading.state == ListReading.State.WORKING
    waited = (timezone.now() - reading.created_at).total_seconds()
    return {
        "job": job,
        "input_name": reading.wish["input_name"] or job.input_name,
        "then": reading.wish["then"],
        "total": job.source["rows"] if is_counted else 0,
        "checked": job.rows.count() if is_checking else 0,
        "is_waiting": reading.state == ListReading.State.WAITING,
        "is_late": reading.state == ListReading.State.WAITING and waited > PATIENCE_S,
    }
