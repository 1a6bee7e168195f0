"""Copies of a person's own data: asked for, made by a worker, taken, and deleted after some days."""

import contextlib
from datetime import timedelta
from functools import partial
from uuid import UUID

from django.conf import settings
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.urls import reverse
from django.utils import timezone

from accounts import audit, tasks
from accounts.models import DataExport, User
from accounts.services import data_packing, letters
from iconikcerts.common.errors import Conflict, NotFound, TooManyRequests
from iconikcerts.common.files import replacing

State = DataExport.State
DAY = timedelta(days=1)
# Longer than the task may take (`accounts.tasks.make_export`): a worker died over it.
LOST_AFTER = timedelta(hours=2)
# Nobody has taken it in this time: the queue was away when it was asked for.
ASKED_AGAIN_AFTER = timedelta(minutes=10)


@transaction.atomic
def ask(*, user: User) -> DataExport:
    """Have a copy made. Raises Conflict while one is being made, TooManyRequests after too many within a day."""
    User.objects.select_for_update().get(pk=user.pk)
    recent = DataExport.objects.filter(user=user, created_at__gt=timezone.now() - DAY).order_by("created_at")
    most = settings.PERSONAL_EXPORTS_PER_DAY
    try:
        with transaction.atomic():
            if DataExport.objects.filter(user=user, state__in=DataExport.UNDER_WAY).exists():
                raise IntegrityError
            if most and len(recent) >= most:
                wait = recent[len(recent) - most].created_at + DAY - timezone.now()
                raise TooManyRequests(
                    f"You have asked for {len(recent)} copies within a day.",
                    mend="Take the last one, or ask again tomorrow.",
                    retry_after_s=max(1, int(wait.total_seconds())),
                )
            export = DataExport.objects.create(user=user)
    except IntegrityError:
        raise Conflict("A copy is being made already.", mend="Wait until it is ready.") from None
    audit.record(team=None, by=user, action="export.ask", target=export)
    transaction.on_commit(partial(tasks.make_export.delay, str(export.pk)), robust=True)
    return export


def make(*, export_id: UUID) -> None:
    """Pack the copy and tell the person. Safe to run twice; one whose account is gone meanwhile is nothing to do."""
    export = DataExport.objects.select_related("user").filter(pk=export_id).first()
    if export is None or export.state not in DataExport.UNDER_WAY:
        return
    DataExport.objects.filter(pk=export.pk).update(state=State.WORKING, updated_at=timezone.now())
    name = f"exports/{export.pk}.zip"
    try:
        with replacing(name) as path:
            data_packing.pack(user=export.user, path=path)
            size = path.stat().st_size
    except Exception:
        DataExport.objects.filter(pk=export.pk).update(state=State.FAILED, updated_at=timezone.now())
        raise
    _settle(export, name, size)


def _settle(export: DataExport, name: str, size: int) -> None:
    now = timezone.now()
    with transaction.atomic():
        hit = DataExport.objects.filter(pk=export.pk, state=State.WORKING).update(
            state=State.READY,
            file=name,
            size=size,
            ready_at=now,
            expires_at=now + timedelta(days=settings.PERSONAL_EXPORT_DAYS),
            updated_at=now,
        )
        if hit:
            audit.record(team=None, by=None, action="export.make", target=export, subject=export.user)
    if hit:
        _tell(export.user)
    else:
        default_storage.delete(name)  # the account was erased while this was packed


def _tell(user: User) -> None:
    """A message with the page, not the file. The copy is there all the same when the message cannot go out."""
    context = {
        "url": settings.SITE_URL + reverse("accounts:privacy"),
        "days": settings.PERSONAL_EXPORT_DAYS,
    }
    with contextlib.suppress(letters.NotSent):
        letters.send(
            to=user.email, subject="The copy of your data is ready", template="export_ready", context=context
        )


def latest(*, user: User) -> DataExport | None:
    """The newest copy, unless its days are over."""
    export = DataExport.objects.filter(user=user).order_by("-created_at").first()
    return None if export and export.expires_at and export.expires_at <= timezone.now() else export


@transaction.atomic
def take(*, user: User, export_id: UUID) -> DataExport:
    """The copy, to be sent to its person; that it was taken is on record. Raises NotFound for any other, and a late one."""
    now = timezone.now()
    ready = DataExport.objects.filter(user=user, state=State.READY, expires_at__gt=now)
    export = ready.filter(pk=export_id).first()
    if export is None:
        raise NotFound(
            "There is no such copy, or its days are over.", mend="Ask for another one under “Privacy”."
        )
    audit.record(team=None, by=user, action="export.take", target=export)
    return export


def clear() -> int:
    """Delete copies whose days are over, and failed ones a day later; give up what a worker has lost, and ask again for
    what the queue has. Returns how many went."""
    now = timezone.now()
    forgotten = DataExport.objects.filter(state=State.WAITING, created_at__lt=now - ASKED_AGAIN_AFTER)
    for export_id in forgotten.values_list("pk", flat=True):
        tasks.make_export.delay(str(export_id))
    lost = DataExport.objects.filter(state__in=DataExport.UNDER_WAY, updated_at__lt=now - LOST_AFTER)
    lost.update(state=State.FAILED, updated_at=now)
    over = DataExport.objects.filter(expires_at__lte=now)
    failed = DataExport.objects.filter(state=State.FAILED, updated_at__lt=now - DAY)
    gone = 0
    for export in [*over.select_related("user"), *failed.select_related("user")]:
        with transaction.atomic():
            audit.record(team=None, by=None, action="export.delete", target=export, subject=export.user)
            export.delete()
            if export.file:
                transaction.on_commit(partial(default_storage.delete, str(export.file)), robust=True)
        gone += 1
    return gone
