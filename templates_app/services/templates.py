"""The life of a design: drafts, published versions, copies."""

import secrets
from collections.abc import Collection
from typing import Any

from django.db import transaction
from django.db.models import Max
from django.utils import timezone
from django.utils.text import slugify

from accounts import audit
from accounts.models import ApprovalRequest, Team, User
from accounts.services import approvals
from iconikcerts.common.errors import Conflict, NotAllowed, NotFound
from templates_app import selectors
from templates_app.document import Fault, InvalidDocument, asset_ids, find_faults, fingerprint
from templates_app.fonts.catalogue import families
from templates_app.models import Template, TemplateVersion
from templates_app.services import previews

PUBLISH = "design.publish"  # the act that a team can want a second person for
Status = TemplateVersion.Status
# Addresses beside those of designs: a design of that name would never be reached.
RESERVED_SLUGS = ("archived", "assets", "brand", "import", "matrix", "new", "proofs")


class DraftMoved(Conflict):
    """Somebody, or the same person in another tab, has changed the design since it was opened.

    `present` is its newest version with who changed it: what the editor shows beside the work that was not saved.
    """

    code = "draft_moved"

    def __init__(self, present: TemplateVersion) -> None:
        self.present = present
        who = present.changed_by.get_full_name() if present.changed_by else "Somebody"
        super().__init__(
            f"{who} has changed this design since you opened it.",
            mend="Look at the change, then keep yours or theirs.",
        )


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
    """A design of the team with its first draft, which may have open faults. Raises InvalidDocument."""
    check(document=document, team=team, is_draft=True)
    template = Template.objects.create(
        team=team,
        creator=by,
        name=name,
        slug=_free_slug(team, name),
        description=description,
        category=category,
        tags=list(tags),
    )
    new_draft(template, document, by)
    audit.record(team=team, by=by, action="template.create", target=template)
    return template


@transaction.atomic
def save_draft(
    *, template: Template, document: dict[str, Any], by: User | None, base: str | None = None
) -> TemplateVersion:
    """Write the draft of a design, a new one when the last was published. It may have open faults.

    `base` is the fingerprint of the newest version when the writer began; None writes over whatever is there. With a
    `base`, a document that is there already is returned as it stands: the same save may arrive twice.

    Raises InvalidDocument; DraftMoved when the design is no longer what `base` says; NotAllowed for shipped designs.
    """
    team = lock(template)
    check(document=document, team=team, is_draft=True)
    sha256, newest = fingerprint(document), selectors.newest_version(template=template)
    if base is not None and newest.document_sha256 == sha256:
        return newest
    require_base(newest, base)
    if newest.is_published:
        newest = new_draft(template, document, by)
        audit.record(team=team, by=by, action="template.draft", target=template, version=newest.number)
    else:
        # Not in the audit trail: an editor that saves by itself would fill it.
        newest.document, newest.document_sha256, newest.changed_by = document, sha256, by
        newest.save(update_fields=["document", "document_sha256", "changed_by", "updated_at"])
        previews.ask(version=newest, soon=True)
    template.save(update_fields=["updated_at"])
    return newest


@transaction.atomic
def publish(
    *,
    template: Template,
    by: User | None,
    base: str | None = None,
    name: str = "",
    version_name: str = "",
    note: str = "",
    approved: ApprovalRequest | None = None,
) -> TemplateVersion:
    """Freeze the draft: from now on certificates can be issued with it, and it never changes again.

    `base` as for `save_draft`. `name` is a new name for the design, "" keeps the one it has; `version_name` and `note`
    are what the team wants to remember of this version. `approved`: the request that a second person has just approved.

    Raises what `publishable` raises, and ApprovalNeeded.
    """
    draft = publishable(template=template, base=base)
    team = lock(template)
    approvals.require(team=team, act=PUBLISH, approved=approved)
    draft.status, draft.published_at = Status.PUBLISHED, timezone.now()
    draft.name, draft.note = version_name, note
    draft.save(update_fields=["status", "published_at", "name", "note", "updated_at"])
    template.current_version = draft
    changed = ["current_version", "updated_at"]
    if name:
        template.name = name
        changed.append("name")
    template.save(update_fields=changed)
    audit.record(
        team=team,
        by=by,
        action="template.publish",
        target=template,
        version=draft.number,
        **approvals.trace(approved),
    )
    previews.ask(version=draft)
    return draft


def publishable(*, template: Template, base: str | None = None) -> TemplateVersion:
    """The draft of a design, when it could be published as it stands; call it in a transaction, which then holds the design.

    Raises DraftMoved; Conflict when there is no draft; InvalidDocument when the draft has open faults or fell behind the
    rules of today; NotAllowed for shipped designs.
    """
    team = lock(template)
    draft = selectors.newest_version(template=template)
    require_base(draft, base)
    if draft.is_published:
        raise Conflict("This design has no draft to publish.", mend="Change the design first.")
    check(document=draft.document, team=team, refused="The design cannot be published yet")
    return draft


@transaction.atomic
def duplicate(*, template: Template, team: Team, by: User | None, name: str = "") -> Template:
    """Copy a shipped design, or one of the team's own, into a draft of the team.

    Raises NotFound when the team may not see the design.
    """
    source = selectors.template(team=team, template_id=template.pk)
    version = source.current_version or selectors.newest_version(template=source)
    return create(
        team=team,
        name=name or source.name,
        document=version.document,
        by=by,
        description=source.description,
        category=source.category,
        tags=source.tags,
    )


def check(
    *,
    document: dict[str, Any],
    team: Team | None,
    is_draft: bool = False,
    refused: str = "The design cannot be used",
) -> None:
    """Check a document with all that this installation knows: its fonts, and the pictures of the team.

    `is_draft`: faults that a draft may have are none. Raises InvalidDocument with every fault; `refused` begins its message.
    """
    known = families() | selectors.brand_families(team=team)
    faults = find_faults(document, families=known, is_draft=is_draft)
    if not faults:
        pictures = selectors.assets_by_id(team=team, asset_ids=asset_ids(document).values())
        faults = [
            Fault(path, "is no picture of this team; upload it or choose another")
            for path, asset_id in asset_ids(document).items()
            if asset_id not in pictures
        ]
    if faults:
        raise InvalidDocument(faults, refused)


def lock(template: Template) -> Team:
    """Let one writer at a time at a design; return the team that owns it.

    Raises NotFound when somebody has deleted it meanwhile, NotAllowed for shipped designs.
    """
    held = (
        Template.objects.select_for_update(of=("self",)).select_related("team").filter(pk=template.pk).first()
    )
    if held is None:
        raise NotFound("This design was deleted.", mend="Choose another one.")
    team = held.team
    if team is None:
        raise NotAllowed("Shipped designs cannot be changed.", mend="Copy the design and change the copy.")
    return team


def require_base(newest: TemplateVersion, base: str | None) -> None:
    """Raise DraftMoved when the writer began with something else than what stands there; None writes over anything."""
    if base is not None and base != newest.document_sha256:
        raise DraftMoved(newest)


def new_draft(template: Template, document: dict[str, Any], by: User | None) -> TemplateVersion:
    """Begin the draft of a design that has none; the caller holds its lock."""
    draft = TemplateVersion.objects.create(
        template=template,
        creator=by,
        changed_by=by,
        number=next_number(template),
        document=document,
        document_sha256=fingerprint(document),
    )
    previews.ask(version=draft, soon=True)
    return draft


def next_number(template: Template) -> int:
    """Return the number of the next version; the caller holds the lock of the template."""
    last: int | None = template.versions.aggregate(last=Max("number"))["last"]
    return (last or 0) + 1


def _free_slug(team: Team, name: str) -> str:
    stem = slugify(name)[:48] or "design"
    slug = f"{stem}-{secrets.token_hex(3)}" if stem in RESERVED_SLUGS else stem
    while Template.objects.owned_by(team).filter(slug=slug).exists():
        slug = f"{stem}-{secrets.token_hex(3)}"
    return slug
