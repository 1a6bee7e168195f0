"""`manage.py log_out_everybody`: every log-in of every person ends."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.models import User
from accounts.services import sessions


class Command(BaseCommand):
    help = (
        "Ends every log-in, in browsers and apps, at once: of all people, or of one by --email. Accounts stay open. Tokens of "
        "teams go on; revoke those one by one."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--email", default="", help="of this person alone")

    def handle(self, *args: Any, **options: Any) -> None:
        people = (
            User.objects.filter(email__iexact=options["email"]) if options["email"] else User.objects.all()
        )
        ended = sum(sessions.end_all(user=person, by=None) for person in people.iterator())
        self.stdout.write(f"{ended} log-ins of {people.count()} people have ended")
