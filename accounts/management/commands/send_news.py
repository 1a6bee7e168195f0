"""`manage.py send_news letter.txt`: news by mail to those who agreed to get them."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.services import news
from iconikcerts.common.errors import DomainError


class Command(BaseCommand):
    """The file is UTF-8: a first line that is the subject, and below it the text in the markup of docs/legal-texts.md. Nobody
    gets the same letter twice: a call that broke off is simply made again."""

    help = (
        "Send a letter to everybody who agreed to news by mail. Without --send, say to how many it would go."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("file", type=Path)
        parser.add_argument("--send", action="store_true", help="really send it")

    def handle(self, *, file: Path, send: bool, **options: Any) -> None:
        try:
            letter = news.read(file.read_text(encoding="utf-8"))
            if send:
                self.stdout.write(f"“{letter.subject}” was sent to {news.send(letter):,} people.")
            else:
                count = len(news.waiting(letter))
                self.stdout.write(f"“{letter.subject}” would go to {count:,} people. Add --send to send it.")
        except (DomainError, OSError, UnicodeDecodeError) as fault:
            raise CommandError(str(fault)) from None
