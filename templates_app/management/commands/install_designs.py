"""Bring the shipped designs into the database."""

from collections import Counter
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from templates_app.services import starters


class Command(BaseCommand):
    help = "Install or update the shipped designs. Safe to run at every start."

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            installed = starters.install()
        except starters.BadStarter as error:
            raise CommandError(str(error)) from error
        for design in installed:
            if design.change != "unchanged":
                self.stdout.write(f"{design.slug}: {design.change}, number {design.version}")
        changes = Counter(design.change for design in installed)
        summary = ", ".join(f"{count} {change}" for change, count in sorted(changes.items()))
        self.stdout.write(f"{len(installed)} shipped designs ({summary or 'none found'}).")
