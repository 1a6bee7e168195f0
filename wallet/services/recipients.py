"""What public pages keep of certificates, and forget when their personal data is erased."""

from collections.abc import Collection
from functools import partial

from django.core.files.storage import default_storage
from django.db import transaction

from certificates import forgetting
from certificates.models import Certificate
from wallet.models import Listing, ProblemReport
from wallet.services import pictures


def register() -> None:
    """Have certificates tell when personal data goes; called at start-up."""
    forgetting.register("public pages", forget)


def forget(certificates: Collection[Certificate]) -> int:
    """Pictures, listings by search engines, and reports that were dealt with. Those that are open wait for their moderator, and
    are deleted in their time."""
    for certificate in certificates:
        if certificate.file:
            picture = pictures.name_of(certificate)
            transaction.on_commit(partial(default_storage.delete, picture), robust=True)
    ids = [certificate.pk for certificate in certificates]
    gone = Listing.objects.filter(certificate__in=ids).delete()[0]
    dealt_with = ProblemReport.objects.filter(certificate__in=ids).exclude(state=ProblemReport.State.OPEN)
    return gone + dealt_with.delete()[0]
