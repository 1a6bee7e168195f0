"""Pictures of designs, filled with the samples of their fields: of published versions, and of drafts as they grow."""

from contextlib import suppress
from datetime import timedelta
from functools import partial

from django.core.cache import cache
from django.core.files.base import ContentFile
from django.core.files.storage import Storage
from django.db import transaction

from iconikcerts.common.errors import DomainError
from templates_app import tasks
from templates_app.document import drawable, sample_values
from templates_app.models import TemplateVersion
from templates_app.preview_files import (
    WIDTH,
    make_card,
    make_small,
    name_of_card,
    name_of_page,
    names_of,
)
from templates_app.rendering import BrowserGone, render_image
from templates_app.services.assets import resolver
from templates_app.services.brand import own_fonts
from templates_app.thumbnails import name_of_small

# A design that somebody works on is saved every few seconds; it is drawn once for all saves of this long.
WAIT = timedelta(seconds=10)
# Longer than a worker with a large job lets others wait; then the picture is asked for again.
ASKED_S, FAILED_S = 60, 300


def is_current(version: TemplateVersion) -> bool:
    """Whether the pictures show the document as it stands."""
    return bool(version.preview) and version.document_sha256[:16] in str(version.preview)


def ask(*, version: TemplateVersion, soon: bool = False) -> None:
    """Have the pictures of a version drawn, unless they are or somebody has just asked; `soon`: after WAIT."""
    if is_current(version) or not cache.add(_asked(version, soon), True, ASKED_S):
        return
    wait_s = WAIT.seconds if soon else 0
    send = partial(tasks.make_preview.apply_async, [str(version.pk)], {}, countdown=wait_s)
    # Robust: what was saved is saved, whether or not there is a queue.
    transaction.on_commit(send, robust=True)


def fault(version: TemplateVersion) -> str:
    """Why a version cannot be drawn, "" when nothing is known against it."""
    found: str = cache.get(_failed(version), "")
    return found


def make(*, version: TemplateVersion) -> None:
    """Draw the pages of a version and keep their pictures with it. Raises RenderError and its kin."""
    for soon in (True, False):
        cache.delete(_asked(version, soon))
    if is_current(version):
        return
    name = f"{version.template_id}/{version.number}-{version.document_sha256[:16]}.jpg"
    stored = version.preview.field.generate_filename(version, name)
    try:
        drawn = [_draw(version, page) for page in range(len(version.document["pages"]))]
    except BrowserGone:
        raise
    except DomainError as error:
        cache.set(_failed(version), str(error), FAILED_S)
        raise
    for page, picture in enumerate(drawn[1:], start=1):
        _store(version.preview.storage, name_of_page(stored, page), picture)
    keep(version=version, name=name, picture=drawn[0])


def keep(*, version: TemplateVersion, name: str, picture: bytes) -> None:
    """Store the picture of the first page under `name`, and what is made of it beside it.

    The row is written without its other columns: while it was drawn, somebody may have changed or published it. A
    picture of what is not there any more is not kept.
    """
    stored = version.preview.field.generate_filename(version, name)
    storage, former = version.preview.storage, str(version.preview)
    _store(storage, name_of_small(stored), make_small(picture))
    _store(storage, name_of_card(stored), make_card(picture))
    _store(storage, stored, picture)
    same = TemplateVersion.objects.filter(pk=version.pk, document_sha256=version.document_sha256)
    obsolete = former if same.update(preview=stored) else stored
    version.preview.name = stored
    if obsolete and not version.is_published:
        remove(storage=storage, name=obsolete)


def remove(*, storage: Storage, name: str) -> None:
    """Remove the pictures of all pages whose first is `name`, and what was made of them."""
    for each in names_of(name):
        storage.delete(each)


def _store(storage: Storage, name: str, content: bytes) -> None:
    """Under exactly this name: what another try left there goes."""
    with suppress(FileNotFoundError):
        storage.delete(name)
    storage.save(name, ContentFile(content))


def _draw(version: TemplateVersion, page: int) -> bytes:
    document = drawable(version.document)
    return render_image(
        document,
        sample_values(document),
        page=page,
        width=WIDTH,
        format="jpeg",
        assets=resolver(version.template),
        fonts=own_fonts(version.template),
    )


def _asked(version: TemplateVersion, soon: bool) -> str:
    return f"preview-asked{'-soon' if soon else ''}:{version.pk}"


def _failed(version: TemplateVersion) -> str:
    return f"preview-failed:{version.pk}:{version.document_sha256}"
