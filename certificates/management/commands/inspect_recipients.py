"""`manage.py inspect_recipients`: what the product sees in a recipient file, before anything is issued."""

import json
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from certificates.ingest.readers import peek
from iconikcerts.common.errors import DomainError

EXIT_UNUSABLE = 2


class Command(BaseCommand):
    help = "Show encoding, delimiter, sheets, header, column types, rows and problems of a recipient file."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--sheet", default=None, help="name of the sheet of a workbook")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            facts = peek(options["file"], sheet=options["sheet"]).to_json()
        except (DomainError, OSError) as error:
            raise CommandError(str(error), returncode=EXIT_UNUSABLE) from None
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
            return
        for name, value in facts.items():
            self.stdout.write(f"{name}: {value}")
