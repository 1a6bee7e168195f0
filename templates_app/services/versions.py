"""Going back to an earlier version of a design, and the words that people give to versions."""

from django.db import transaction

from accounts import audit
from accounts.models import User
from iconikcerts.common.errors import Conflict
from templates_app import selectors
from templates_app.models import Template, TemplateVersion
from templates_app.services import templates

Status = TemplateVersion.Status


@transaction.atomic
def restore(*, template: Template, number: int, by: User | None, base: str | None = None) -> TemplateVersion:
    """Begin a draft with the document of an earlier version. Versions and certificates that are there stay as they are.

    A draft in the way is set aside: it keeps its number and its document, and can be restored like any other.
    `base` as for `templates.save_draft`.

    Raises NotFound; DraftMoved; Conflict when the design looks like that already; InvalidDocument when the old version
    fell behind the rules of today; NotAllowed for shipped designs.
    """
    team = templates.lock(template)
    newest = selectors.newest_version(template=template)
    templates.require_base(newest, base)
    wanted = selectors.numbered_version(template=template, number=number)
    if wanted.document_sha256 == newest.document_sha256:
        raise Conflict(
            f"The design is the same as version {number} already.", mend="Choose another version to restore."
        )
    templates.check(document=wanted.document, team=team, is_draft=True)
    if not newest.is_published:
        newest.status = Status.ASIDE
        newest.save(update_fields=["status", "updated_at"])
    draft = templates.new_draft(template, wanted.document, by)
    template.save(update_fields=["updated_at"])
    audit.record(
        team=team,
        by=by,
        action="template.restore",
        target=template,
        version=draft.number,
        restored=number,
        set_aside=None if newest.is_published else newest.number,
    )
    return draft


@transaction.atomic
def describe(*, template: Template, number: int, by: User | None, name: str, note: str) -> TemplateVersion:
    """Give a version another name and note; what it looks like never changes. Raises NotFound, NotAllowed."""
    team = templates.lock(template)
    version = selectors.numbered_version(template=template, number=number)
    version.name, version.note = name, note
    version.save(update_fields=["name", "note"])
    audit.record(team=team, by=by, action="template.describe", target=template, version=number)
    return version
