"""What the trail holds about people and can be deleted: the events stay, and their chain holds without it."""

from collections.abc import Collection
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.functions import Cast

from accounts.models import AuditParticulars, User

BATCH = 5000


def forget_person(*, user: User) -> int:
    """Delete addresses, devices and personal values of what this person did, and of what was done to their account.

    Returns how many rows. What remains are ids that name nobody once the account is gone.
    """
    return _forget(AuditParticulars.objects.filter(Q(person_id=user.pk) | Q(subject_id=user.pk)))


def forget_mentions(*, addresses: Collection[str]) -> int:
    """Delete personal values in which an email address stands, such as that of an invitation. Returns how many rows.

    Reads the whole table: for erasures, which are rare.
    """
    said = AuditParticulars.objects.annotate(said=Cast("values", TextField()))
    wanted = Q(pk__in=[])
    for address in addresses:
        wanted |= Q(said__icontains=address)
    return _forget(said.filter(wanted))


def forget(ids: Collection[UUID]) -> int:
    """Delete these rows: what `accounts.retention` found to be old. Returns how many."""
    return AuditParticulars.objects.filter(pk__in=ids).delete()[0]


def _forget(rows: QuerySet[AuditParticulars]) -> int:
    """In batches: a long delete would hold up who writes meanwhile."""
    gone = 0
    while ids := list(rows.values_list("pk", flat=True)[:BATCH]):
        gone += AuditParticulars.objects.filter(pk__in=ids).delete()[0]
    return gone
