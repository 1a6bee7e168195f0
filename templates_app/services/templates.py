"""The life of a design: drafts, published versions, copies."""

import secrets
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from accounts import audit
from accounts.models import Team, User
from iconikcerts.common.errors import Conflict, NotAllowed
from templates_app import selectors, tasks
from templates_app.document import Fault, InvalidDocument, asset_ids, find_faults, fingerprint
from templates_app.font_catalogue import families
from templates_app.models import Template, TemplateVersion

Status = TemplateVersion.Status


@transaction.atomic
def create(
    *,
    team: Team,
    name: str,
    document: dict[str, Any],
    by: User | None,
    description: str = "",
    category: str = "",
    tags: Collection[str] = (),
) -> Template:
    """A design of the team with its first draft. Raises InvalidDocument."""
    check(document=document, team=team)
    template = Template.objects.create(
        team=team,
        creator=by,
        name=name,
        slug=_free_slug(team, name),
        description=description,
        category=category,
        tags=list(tags),
    )
    _new_draft(template, document, by)
    audit.record(team=team, by=by, action="template.create", target=template)
    return template


@transaction.atomic
def save_draft(*, template: Template, document: dict[str, Any], by: User | None) -> TemplateVersion:
    """Write the draft of a design, a new one when the last was published.

    Raises InvalidDocument; NotAllowed for shipped designs.
    """
    team = _lock(template)
    check(document=document, team=team)
    draft = template.versions.filter(status=Status.DRAFT).first()
    if draft is None:
        draft = _new_draft(template, document, by)
        audit.record(team=team, by=by, action="template.draft", target=template, version=draft.number)
    else:
        # Not in the audit trail: an editor that saves by itself would fill it.
        draft.document, draft.document_sha256 = document, fingerprint(document)
        draft.save(update_fields=["document", "document_sha256", "updated_at"])
    template.save(update_fields=["updated_at"])
    return draft


@transaction.atomic
def publish(*, template: Template, by: User | None) -> TemplateVersion:
    """Freeze the draft: from now on certificates can be issued with it, and it never changes again.

    Raises Conflict when there is no draft, InvalidDocument when the draft fell behind the rules of today,
    NotAllowed for shipped designs.
    """
    team = _lock(template)
    draft = template.versions.filter(status=Status.DRAFT).first()
    if draft is None:
        raise Conflict("This design has no draft to publish.", mend="Change the design first.")
    check(document=draft.document, team=team)
    draft.status, draft.published_at = Status.PUBLISHED, timezone.now()
    draft.save(update_fields=["status", "published_at", "updated_at"])
    template.current_version = draft
    template.save(update_fields=["current_version", "updated_at"])
    audit.record(team=team, by=by, action="template.publish", target=template, version=draft.number)
    tasks.make_preview.delay_on_commit(str(draft.pk))
    return draft


@transaction.atomic
def duplicate(*, template: Template, team: Team, by: User | None, name: str = "") -> Template:
    """Copy a shipped design, or one of the team's own, into a draft of the team.

    Raises NotFound when the team may not see the design, Conflict when there is nothing to copy.
    """
    source = selectors.template(team=team, template_id=template.pk)
    version = source.current_version or source.versions.order_by("-number").first()
    if version is None:
        raise Conflict("This design is empty.", mend="Choose another one.")
    return create(
        team=team,
        name=name or source.name,
        document=version.document,
        by=by,
        description=source.description,
        category=source.category,
        tags=source.tags,
    )


def check(*, document: dict[str, Any], team: Team | None) -> None:
    """Check a document with all that this installation knows: its fonts, and the pictures of the team.

    Raises InvalidDocument with every fault.
    """
    faults = find_faults(document, families=families())
    if not faults:
        known = selectors.known_asset_ids(team=team, asset_ids=asset_ids(document).values())
        faults = [
            Fault(path, "is no picture of this team; upload it or choose another")
            for path, asset_id in asset_ids(document).items()
            if asset_id not in known
        ]
    if faults:
        raise InvalidDocument(faults)


def _lock(template: Template) -> Team:
    """Let one writer at a time at a design; return the team that owns it."""
    team = Template.objects.select_for_update(of=("self",)).select_related("team").get(pk=template.pk).team
    if team is None:
        raise NotAllowed("Shipped designs cannot be changed.", mend="Copy the design and change the copy.")
    return team


def _new_draft(template: Template, document: dict[str, Any], by: User | None) -> TemplateVersion:
    return TemplateVersion.objects.create(
        template=template,
        creator=by,
        number=next_number(template),
        document=document,
        document_sha256=fingerprint(document),
    )


def next_number(template: Template) -> int:
    """Return the number of the next version; the caller holds the lock of the template."""
    last: int | None = template.versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _free_slug(team: Team, name: str) -> str:
    stem = slugify(name)[:48] or "design"
    slug = stem
    while Template.objects.owned_by(team).filter(slug=slug).exists():
        slug = f"{stem}-{secrets.token_hex(3)}"
    return slug
