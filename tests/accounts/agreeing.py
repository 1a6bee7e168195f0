"""How tests tick the boxes of a sign-up."""

from typing import Any

from django.test import Client

from accounts.purposes import ACCOUNT, NEWS
from accounts.services import legal_texts

PAGE = "/accounts/connected/signup/"


def agreed(*, news: bool = False) -> dict[str, str]:
    """The fields of a form with its boxes ticked: the terms, and news if wanted."""
    ticked = {"terms": legal_texts.shown(ACCOUNT.document).sha256}
    return ticked | ({"news": legal_texts.shown(NEWS.document).sha256} if news else {})


def finish(client: Client, answer: Any, **fields: str) -> Any:
    """After a provider has told who a newcomer is: send the page that asks for the terms. Others are in already."""
    return client.post(PAGE, agreed() | fields) if answer.get("Location") == PAGE else answer
