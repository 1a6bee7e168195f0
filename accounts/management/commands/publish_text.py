"""`manage.py publish_text terms ours.txt`: the operator's own text in place of the shipped one, or back again."""

from argparse import ArgumentParser
from pathlib import Path
from typing import Any

from django.core.management.base import BaseCommand, CommandError

from accounts.legal.documents import PLACEHOLDERS
from accounts.models import LegalText
from accounts.services import legal_texts
from iconikcerts.common.errors import DomainError


class Command(BaseCommand):
    """The file is UTF-8 in the markup of docs/legal-texts.md. What was published is never changed: each call makes a version."""

    help = (
        "Publish a legal text of your own. In it, {"
        + "}, {".join(PLACEHOLDERS)
        + "} stand for what the settings say."
    )

    def add_arguments(self, parser: ArgumentParser) -> None:
        parser.add_argument("document", help="terms, privacy, or the text of a consent")
        parser.add_argument("file", type=Path, nargs="?", help="the text")
        parser.add_argument("--shipped", action="store_true", help="go back to the shipped text")
        parser.add_argument("--title", default="", help="the heading of the page")
        parser.add_argument("--note", default="", help="what is new, in one sentence")
        parser.add_argument(
            "--quiet-change",
            action="store_true",
            help="a change that asks nobody again, such as a misspelt word",
        )

    def handle(
        self,
        *,
        document: str,
        file: Path | None,
        shipped: bool,
        title: str,
        note: str,
        quiet_change: bool,
        **options: Any,
    ) -> None:
        if (file is None) != shipped:
            raise CommandError("Name a file, or --shipped for the text that comes with the software.")
        try:
            text = self._publish(document, file, title, note, asks_again=not quiet_change)
        except (DomainError, OSError, UnicodeDecodeError) as fault:
            raise CommandError(str(fault)) from None
        self.stdout.write(f"{text} is published.")

    def _publish(self, key: str, file: Path | None, title: str, note: str, *, asks_again: bool) -> LegalText:
        document = legal_texts.find(key)
        if file is None:
            return legal_texts.publish_shipped(document=document, asks_again=asks_again, by=None)
        return legal_texts.publish(
            document=document,
            title=title or document.title,
            body=file.read_text(encoding="utf-8"),
            note=note,
            asks_again=asks_again,
            by=None,
        )
