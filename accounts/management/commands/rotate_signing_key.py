"""`manage.py rotate_signing_key`: a new key for the access tokens of the API."""

from typing import Any

from django.core.management.base import BaseCommand, CommandParser

from accounts.services import signing_keys


class Command(BaseCommand):
    help = (
        "Makes a new key that signs access tokens. The one before stays published until its tokens have run out; nobody "
        "is logged out. Run it with --at-once when a key may be known to others."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument(
            "--at-once",
            action="store_true",
            help="refuse from now on whatever the keys before have signed; clients refresh and go on",
        )

    def handle(self, *args: Any, **options: Any) -> None:
        made = signing_keys.rotate(at_once=options["at_once"])
        self.stdout.write(f"{made.kid} signs from {made.signs_from:%Y-%m-%d %H:%M:%S} UTC")
