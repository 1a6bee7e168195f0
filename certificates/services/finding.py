"""Writes the words that certificates are found by."""

from collections.abc import Iterable

from certificates import search
from certificates.models import Certificate, SearchWord

BATCH = 5000


def index(certificates: Iterable[Certificate]) -> None:
    """Make new certificates findable; call it once for each, in the transaction that saves them."""
    words = [
        SearchWord(team_id=certificate.team_id, certificate=certificate, word=word)
        for certificate in certificates
        for word in sorted(
            search.words_of(
                name=certificate.recipient_name,
                number=certificate.number,
                code=certificate.code,
                email=certificate.recipient_email,
            )
        )
    ]
    SearchWord.objects.bulk_create(words, batch_size=BATCH)
