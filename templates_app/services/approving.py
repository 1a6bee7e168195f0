"""What of designs a team can want a second person for: publishing one."""

from django.db import transaction
from django.urls import reverse

from accounts.approvals import Act
from accounts.models import ApprovalRequest, User
from accounts.permissions import Capability
from accounts.services import approvals
from iconikcerts.common.errors import NotFound
from templates_app import selectors
from templates_app.models import Template
from templates_app.services import templates


@transaction.atomic
def ask_to_publish(
    *,
    template: Template,
    by: User,
    base: str | None = None,
    name: str = "",
    version_name: str = "",
    note: str = "",
) -> ApprovalRequest:
    """Ask for a second person to publish the draft as it stands. Raises what `templates.publish` and `approvals.ask` raise."""
    draft = templates.publishable(template=template, base=base)
    assert template.team is not None  # `publishable` refuses shipped designs
    return approvals.ask(
        team=template.team,
        act=templates.PUBLISH,
        label=template.name,
        targets=[template.pk],
        fingerprint=draft.document_sha256,
        payload={
            "template": str(template.pk),
            "number": draft.number,
            "name": name,
            "version_name": version_name,
            "note": note,
        },
        by=by,
        note=note[:500],
    )


def _template(request: ApprovalRequest) -> Template | None:
    try:
        return selectors.own_template(team=request.team, template_id=request.payload["template"])
    except NotFound:
        return None


def _thing(request: ApprovalRequest) -> Template:
    return selectors.own_template(team=request.team, template_id=request.payload["template"])


def _draft_now(request: ApprovalRequest) -> str:
    """The fingerprint of the draft as it stands; "" when there is none."""
    template = _template(request)
    newest = selectors.newest_version(template=template) if template else None
    return newest.document_sha256 if newest is not None and not newest.is_published else ""


def _publish(request: ApprovalRequest) -> None:
    template = _template(request)
    assert template is not None  # its fingerprint was just compared
    templates.publish(
        template=template,
        by=request.asked_by,
        base=request.fingerprint,
        name=request.payload["name"],
        version_name=request.payload["version_name"],
        note=request.payload["note"],
        approved=request,
    )


ACTS = (
    Act(
        key=templates.PUBLISH,
        label="Publishing a design",
        unit="",
        capability=Capability.DESIGN_PUBLISH,
        least=None,
        fingerprint=_draft_now,
        perform=_publish,
        thing=_thing,
        url=lambda request: (
            reverse("designs:versions", args=[request.payload["template"]]) if _template(request) else ""
        ),
    ),
)
