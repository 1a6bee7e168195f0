"""`manage.py work_on_job <id>`: issue chunk after chunk of a started job in this process, until no row is left."""

from typing import Any
from uuid import UUID

from django.core.management.base import BaseCommand, CommandParser

from certificates.services import issuing


class Command(BaseCommand):
    help = "Issue the rows of a started job in this process. `manage.py issue` starts one for each core."

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("job", type=UUID)

    def handle(self, *args: Any, **options: Any) -> None:
        while issuing.issue_chunk(job_id=options["job"]):
            pass
