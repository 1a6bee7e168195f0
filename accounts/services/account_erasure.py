"""An account is erased at its person's wish: all at once or not at all."""

import contextlib
from functools import partial

from django.conf import settings
from django.db import transaction
from django.urls import reverse

from accounts import audit, personal_data, selectors
from accounts.audit import forgetting
from accounts.models import ErasureReceipt, Team, User
from accounts.services import erasure_receipts, letters
from iconikcerts.common.errors import Conflict


@transaction.atomic
def erase(*, user: User) -> ErasureReceipt:
    """Erase what every app holds about the person; from the highest app down, as foreign keys ask for.

    Raises Conflict while something stands in the way. Sessions end with it. The receipt goes to the old address, which
    nothing here keeps.
    """
    User.objects.select_for_update().get(pk=user.pk)
    list(Team.objects.select_for_update().filter(owner=user))
    if things := personal_data.things_in_the_way(user):
        raise Conflict("Your account cannot be erased yet.", mend=" ".join(things))
    address, addresses = user.email, {user.email, *selectors.confirmed_addresses(user)}
    audit.record(team=None, by=user, action="user.erase", target=user)
    counts = {source.name: source.erase(user) for source in reversed(personal_data.sources())}
    counts["activity"] = forgetting.forget_person(user=user) + forgetting.forget_mentions(addresses=addresses)
    receipt = erasure_receipts.write(kind=ErasureReceipt.Kind.ACCOUNT, counts=counts)
    transaction.on_commit(partial(send_receipt, receipt, address), robust=True)
    return receipt


def send_receipt(receipt: ErasureReceipt, address: str) -> None:
    """To whom it concerns. What was erased stays erased when the message cannot go out; the page has shown the code."""
    page = f"{settings.SITE_URL}{reverse('accounts:receipt')}?code={receipt.code}"
    context = {"receipt": receipt, "code": erasure_receipts.grouped(receipt.code), "url": page}
    with contextlib.suppress(letters.NotSent):
        letters.send(to=address, subject="Your data is erased", template="erased", context=context)
