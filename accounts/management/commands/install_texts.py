"""`manage.py install_texts`: publish the shipped terms, privacy statement and texts of consents as they read now."""

from typing import Any

from django.core.management.base import BaseCommand

from accounts.legal.documents import documents
from accounts.services import legal_texts


class Command(BaseCommand):
    """Safe to run at each start: a text that says the same as its newest version, or that the operator has replaced by one
    of their own, stays as it is."""

    help = "Publish the shipped legal texts that read differently from their newest version."

    def handle(self, *args: Any, **options: Any) -> None:
        new = legal_texts.install()
        for text in new:
            asks = " Who has agreed to an earlier one is asked again." if text.asks_again else ""
            self.stdout.write(f"{text} is published.{asks}")
        self.stdout.write(f"{len(documents())} legal texts ({len(documents()) - len(new)} unchanged).")
