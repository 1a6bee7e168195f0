"""The chain of a team's events, and that of the site: each link hashes its event and the link before.

Links are written right after the commit of the act, in a transaction of their own under a lock of the chain. So no
act waits for another's, however long its transaction is, and no order of locks can tie two acts up. An event whose
process died before that keeps its mark, and the sweeper links it.
"""

import logging
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

from django.db import transaction
from django.utils import timezone

from accounts.audit import content
from accounts.models import AuditChain, AuditEvent, AuditLink, AuditPending

log = logging.getLogger(__name__)
BATCH = 500
# An event without a link is the sweeper's after so long, and a fault of the trail after a longer while.
SWEPT_AFTER = timedelta(seconds=30)
STRAYS_OF = timedelta(days=2)
LOST_AFTER = timedelta(minutes=15)


def seal(chain: UUID) -> int:
    """Link all events of a chain that have no link yet, in the order of their time. Returns how many. Safe to call at any time."""
    sealed = 0
    while AuditPending.objects.filter(chain=chain).exists():
        done = _seal_batch(chain)
        sealed += done
        if done < BATCH:
            break
    return sealed


@transaction.atomic
def _seal_batch(chain: UUID) -> int:
    AuditChain.objects.bulk_create([AuditChain(pk=chain)], ignore_conflicts=True)
    head = AuditChain.objects.select_for_update().get(pk=chain)
    found = AuditEvent.objects.filter(pending__chain=chain).order_by("created_at", "pk")[:BATCH]
    links = []
    for event in found:
        sequence, previous = head.sequence + 1, head.hash
        head.sequence, head.hash = (
            sequence,
            content.hash_of_link(event, sequence=sequence, previous=previous),
        )
        links.append(
            AuditLink(event=event, chain=chain, sequence=sequence, previous=previous, hash=head.hash)
        )
    AuditLink.objects.bulk_create(links)
    AuditPending.objects.filter(pk__in=[link.event_id for link in links]).delete()
    head.save()
    return len(links)


def sweep() -> int:
    """Link what a process left that died between commit and linking. Returns how many events."""
    now = timezone.now()
    strays = AuditEvent.objects.filter(
        link=None, pending=None, created_at__gt=now - STRAYS_OF, created_at__lt=now - SWEPT_AFTER
    )
    marks = [AuditPending(event=event, chain=event.chain) for event in strays.only("pk", "team_id")]
    AuditPending.objects.bulk_create(marks, ignore_conflicts=True)
    late = AuditPending.objects.filter(event__created_at__lt=now - SWEPT_AFTER)
    sealed = sum(seal(chain) for chain in set(late.values_list("chain", flat=True)))
    if sealed:
        log.warning("linked %s events of the audit trail that had been left", sealed)
    return sealed


@dataclass(frozen=True, slots=True)
class Broken:
    """The first place where a chain does not hold. `sequence` 0: outside of the chain."""

    chain: UUID
    sequence: int
    event: UUID | None
    why: str


@dataclass(frozen=True, slots=True)
class Checked:
    """What came of checking one chain; `broken` is None when every link holds."""

    chain: UUID
    length: int
    hash: str
    broken: Broken | None


def verify(chain: UUID) -> Checked:
    """Walk a chain from its first link to its end; stops at the first that is broken."""
    sequence, previous = 0, ""
    for link, event in _links(chain):
        why = _fault(link, event, sequence + 1, previous)
        if why:
            return Checked(chain, sequence, previous, Broken(chain, sequence + 1, link.pk, why))
        sequence, previous = link.sequence, link.hash
    return Checked(chain, sequence, previous, _fault_of_end(chain, sequence, previous))


def chains() -> list[UUID]:
    """All chains there are; those of teams that are gone too."""
    return list(AuditChain.objects.order_by("pk").values_list("pk", flat=True))


def lost() -> Iterator[Broken]:
    """Events that should be in a chain and are in none."""
    late = timezone.now() - LOST_AFTER
    for event in AuditEvent.objects.filter(link=None, created_at__lt=late).order_by("created_at"):
        yield Broken(event.chain, 0, event.pk, "The event stands in no chain.")


def _links(chain: UUID) -> Iterator[tuple[AuditLink, AuditEvent | None]]:
    """Links with their events, None for one that is gone. In batches by place: a long chain is never whole in memory,
    nor read by one long statement."""
    after = 0
    links = AuditLink.objects.filter(chain=chain).order_by("sequence")
    while batch := list(links.filter(sequence__gt=after)[:BATCH]):
        events = AuditEvent.objects.select_related("particulars").in_bulk([link.pk for link in batch])
        yield from ((link, events.get(link.pk)) for link in batch)
        after = batch[-1].sequence


def _fault(link: AuditLink, event: AuditEvent | None, sequence: int, previous: str) -> str:
    """Why this link does not hold in this place; "" when it does. Particulars that were forgotten are no fault."""
    if link.sequence != sequence:
        return f"Link {sequence} is missing."
    if event is None:
        return "The event is gone."
    if event.chain != link.chain:
        return "The event belongs to another chain."
    if link.previous != previous:
        return "It does not follow the link before it."
    if content.hash_of_link(event, sequence=sequence, previous=previous) != link.hash:
        return "The event is not what was linked."
    told = event.particulars
    if told and content.digest_of_particulars(told) != event.particulars_digest:
        return "Address, device or personal values are not what was linked."
    return ""


def _fault_of_end(chain: UUID, sequence: int, previous: str) -> Broken | None:
    head = AuditChain.objects.filter(pk=chain).first()
    if head is None or (head.sequence, head.hash) != (sequence, previous):
        return Broken(chain, sequence + 1, None, "The end of the chain is missing.")
    return None
