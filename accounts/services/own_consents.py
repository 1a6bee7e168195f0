"""Consents as data about a person: the copy of them, and what an erasure leaves of them."""

from collections.abc import Iterator

from django.conf import settings

from accounts import personal_data
from accounts.models import Consent, NewsDelivery, User
from accounts.personal_data import Rows, Source
from accounts.services import consents

HOLDS = ["accounts.Consent.user", "accounts.NewsDelivery.user"]
EXCUSED = {
    "accounts.LegalText.published_by": "an operator, in their office: who answers for a public text",
    "accounts.News.subject": "what a letter to everybody is called",
}


def register() -> None:
    """Name what consents hold; called at start-up."""
    personal_data.register(
        Source(
            name="consents",
            label="Consents",
            holds=HOLDS,
            export=export,
            erase=erase,
            goes="Every consent: it is taken back with your account. Which news were sent to you.",
            stays="That a consent was given or taken back, when, how and to which version of its text, under an id that names "
            "nobody any more.",
        )
    )
    personal_data.excuse(EXCUSED)


def erase(user: User) -> int:
    """Take back what is given, and forget which news went to the person; returns how many records."""
    sent = NewsDelivery.objects.filter(user=user).delete()[0]
    return sent + consents.withdraw_all(user=user, way=Consent.Way.ERASURE)


def export(user: User) -> Iterator[Rows]:
    """Each choice, with the digest of the text that was seen and where it can be read."""
    yield Rows(
        "consents",
        [
            {
                "at": row.created_at,
                "purpose": row.purpose,
                "about": row.about,
                "given": row.is_given,
                "how": row.way,
                "version": row.text.number,
                "text_sha256": row.text.sha256,
                "text": f"{settings.SITE_URL}/texts/{row.text.document}/{row.text.number}",
            }
            for row in consents.history(user=user).reverse()
        ],
    )
    sent = NewsDelivery.objects.filter(user=user).order_by("created_at")
    yield Rows("news_received", sent.values("news__subject", "created_at"))
