"""`manage.py verify <code or PDF>`: the same check as the public page."""

import json
import sys
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError, CommandParser

from iconikcerts.common.errors import DomainError
from wallet.presenters import public_facts
from wallet.services import verification

EXIT_NOT_VALID = 1


class Command(BaseCommand):
    help = "Verify a certificate by its code, its address, or its PDF. Exit 0 when it is valid, 1 when not, 2 when it cannot be checked."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("certificate", help="a code, a verify address, or the path of a PDF")
        parser.add_argument("--json", action="store_true", help="print one JSON object")

    def handle(self, *args: Any, **options: Any) -> None:
        try:
            verdict = self._check(options["certificate"])
        except (DomainError, OSError) as error:
            raise CommandError(str(error), returncode=2) from None
        facts = public_facts(verdict)
        if options["json"]:
            self.stdout.write(json.dumps(facts, ensure_ascii=False))
        else:
            for name, value in facts.items():
                self.stdout.write(f"{name}: {value}")
        if facts["status"] != "valid":
            sys.exit(EXIT_NOT_VALID)

    def _check(self, given: str) -> verification.Verdict:
        attempt = verification.Attempt(method=verification.Method.API, user_agent="manage.py verify")
        path = Path(given)
        if path.suffix.lower() == ".pdf" or path.is_file():
            return verification.check_file(
                content=path.read_bytes(),
                attempt=verification.Attempt(verification.Method.FILE, user_agent="manage.py verify"),
            )
        return verification.check(code=given, attempt=attempt)
