"""A design in its team's library: its name, whether it is a starting point, out of the way, gone."""

from functools import partial

from django.db import transaction
from django.utils import timezone

from accounts import audit
from accounts.models import User
from iconikcerts.common.errors import Conflict
from templates_app.models import Template
from templates_app.services import previews, templates


@transaction.atomic
def rename(*, template: Template, name: str, by: User | None) -> None:
    """Call a design otherwise. Its address and what was issued with it stay. Raises NotAllowed for shipped designs."""
    team, former = templates.lock(template), template.name
    if name == former:
        return
    template.name = name
    template.save(update_fields=["name", "updated_at"])
    audit.record(
        team=team,
        by=by,
        action="template.rename",
        target=template,
        before={"name": former},
        after={"name": name},
    )


@transaction.atomic
def offer(*, template: Template, is_starter: bool, by: User | None) -> None:
    """Offer a design to the team as something to begin with, or no longer. Raises NotAllowed for shipped designs."""
    team, former = templates.lock(template), template.is_starter
    template.is_starter = is_starter
    template.save(update_fields=["is_starter", "updated_at"])
    audit.record(
        team=team,
        by=by,
        action="template.offer",
        target=template,
        before={"is_starter": former},
        after={"is_starter": is_starter},
    )


@transaction.atomic
def archive(*, template: Template, by: User | None) -> None:
    """Put a design out of the way: nobody issues with it any more. Versions and certificates stay as they are.

    Raises NotAllowed for shipped designs.
    """
    team = templates.lock(template)
    template.archived_at = timezone.now()
    template.save(update_fields=["archived_at", "updated_at"])
    audit.record(team=team, by=by, action="template.archive", target=template)


@transaction.atomic
def unarchive(*, template: Template, by: User | None) -> None:
    """Bring a design back, as it was. Raises NotAllowed for shipped designs."""
    team = templates.lock(template)
    template.archived_at = None
    template.save(update_fields=["archived_at", "updated_at"])
    audit.record(team=team, by=by, action="template.unarchive", target=template)


@transaction.atomic
def delete(*, template: Template, by: User | None) -> None:
    """Delete a design that was never published, with all its drafts.

    Raises Conflict for one that was: certificates may have been issued with it. NotAllowed for shipped designs.
    """
    team = templates.lock(template)
    found = list(template.versions.defer("document"))
    if any(version.is_published for version in found):
        raise Conflict(
            "This design was published, and certificates may rely on it.",
            mend="Archive it: then nobody issues with it, and nothing is lost.",
        )
    for version in found:
        if version.preview:
            remove = partial(previews.remove, storage=version.preview.storage, name=str(version.preview))
            transaction.on_commit(remove, robust=True)
    audit.record(team=team, by=by, action="template.delete", target=template, name=template.name)
    template.delete()
