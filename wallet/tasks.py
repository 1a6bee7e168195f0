"""Housekeeping of verification."""

from celery import shared_task


@shared_task(name="wallet.forget_old_records", time_limit=3600)
def forget_old_records() -> None:
    from wallet.services import retention

    retention.forget_old_records()
