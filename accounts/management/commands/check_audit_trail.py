"""`manage.py check_audit_trail`: does every link of every chain hold?"""

import json
from argparse import ArgumentParser
from pathlib import Path
from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandError

from accounts.audit import chain
from accounts.models import AuditLink


class Command(BaseCommand):
    """Ends with 1 and names the first broken link. The ends of the chains can be noted and compared with later, so that
    a trail that was replaced as a whole, or cut off at its end together with its lock, is found as well."""

    help = "Check the hash chains of the audit trail; names the first broken link and ends with 1."

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("--team", type=UUID, help="only the chain of this team (its id)")
        parser.add_argument(
            "--note", type=Path, metavar="FILE", help="write the ends of the chains into FILE"
        )
        parser.add_argument(
            "--compare",
            type=Path,
            metavar="FILE",
            help="also check that the ends noted in FILE are still there",
        )

    def handle(self, *, team: UUID | None, note: Path | None, compare: Path | None, **options: Any) -> None:
        checked = [chain.verify(each) for each in ([team] if team else chain.chains())]
        broken = [result.broken for result in checked if result.broken]
        broken += chain.lost() if not team else []
        broken += _missing_ends(json.loads(compare.read_text())) if compare else []
        if broken:
            for fault in broken:
                self.stderr.write(_line(fault))
            raise CommandError(f"The audit trail is broken in {len(broken)} places.")
        if note:
            ends = {str(end.chain): [end.length, end.hash] for end in checked if end.length}
            note.write_text(json.dumps(ends, indent=1))
        self.stdout.write(f"{sum(end.length for end in checked):,} events in {len(checked):,} chains hold.")


def _missing_ends(noted: dict[str, list[Any]]) -> list[chain.Broken]:
    """Those of the noted ends that are not in their chains as they were."""
    return [
        chain.Broken(UUID(key), sequence, None, "The link is not the one that was noted.")
        for key, (sequence, digest) in noted.items()
        if not AuditLink.objects.filter(chain=UUID(key), sequence=sequence, hash=digest).exists()
    ]


def _line(fault: chain.Broken) -> str:
    event = f", event {fault.event}" if fault.event else ""
    return f"Chain {fault.chain}, link {fault.sequence}{event}: {fault.why}"
