"""The editor: its page, and what its scripts save and ask."""

from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.csrf import ensure_csrf_cookie
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from accounts.services import approvals
from iconikcerts.common.languages import languages
from templates_app import selectors
from templates_app.document import Fault, find_open_faults
from templates_app.document.element_types.qr_code import DEFAULT_ECC, ECC_LEVELS
from templates_app.editor_data import editor_data, told
from templates_app.forms.design import PublishForm
from templates_app.rendering.qr import qr_rows
from templates_app.services import approving, templates
from templates_app.views.json_api import BadRequest, json_view, read_object, read_text
from templates_app.views.sharing import design_of

LONGEST_CONTENT = 2000  # characters of a QR code
DAY_S = 86_400


@require_safe
@never_cache  # going back to it must not bring an old document with an old base
@ensure_csrf_cookie
@team_view(Capability.DESIGN_EDIT, on=design_of)
def edit(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """A design of the team on the canvas: its draft, or its last version when there is none."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    version = selectors.newest_version(template=template)
    data = editor_data(team=request.team, template=template, version=version, by=request.user)
    return render(
        request, "designs/editor.html", {"design": template, "data": data, "languages": languages()}
    )


@require_http_methods(["PUT"])
@json_view
@team_view(Capability.DESIGN_EDIT, on=design_of)
def draft(request: TeamRequest, template_id: UUID) -> JsonResponse:
    """Keep the document that the editor holds; `openFaults` are what stands in the way of publishing it."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    said = read_object(request)
    saved = templates.save_draft(
        template=template, document=said.get("document", {}), by=request.user, base=read_text(said, "base")
    )
    return JsonResponse(
        {
            "base": saved.document_sha256,
            "savedAt": saved.updated_at.isoformat(),
            "openFaults": told(find_open_faults(saved.document)),
        }
    )


@require_POST
@json_view
@team_view(Capability.DESIGN_PUBLISH, on=design_of)
def publish(request: TeamRequest, template_id: UUID) -> JsonResponse:
    """Make the draft the version that certificates are issued with, or ask for the second person whom the team wants."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    said = read_object(request)
    sent = {"name": "name", "version_name": "versionName", "note": "note"}
    form = PublishForm({key: said.get(name) or "" for key, name in sent.items()})
    if not form.is_valid():
        raise BadRequest(
            [Fault(sent[key], str(message)) for key, found in form.errors.items() for message in found]
        )
    base, words = read_text(said, "base"), form.cleaned_data
    try:
        version = templates.publish(template=template, by=request.user, base=base, **words)
    except approvals.ApprovalNeeded:
        asked = approving.ask_to_publish(template=template, by=request.user, base=base, **words)
        return JsonResponse({"approval": reverse("accounts:approval", args=[asked.pk])}, status=202)
    return JsonResponse({"versionNumber": version.number})


@require_safe
@json_view
@cache_control(private=True, max_age=DAY_S)
@team_view(Capability.DESIGN_VIEW)
def matrix(request: TeamRequest) -> JsonResponse:
    """The QR code of `content` as rows of "0" and "1", made as the engine makes it."""
    content, ecc = request.GET.get("content", "").strip(), request.GET.get("ecc", DEFAULT_ECC)
    if ecc not in ECC_LEVELS:
        raise BadRequest([Fault("ecc", f"must be one of {', '.join(ECC_LEVELS)}")])
    if not content:
        raise BadRequest([Fault("content", "is empty; a QR code needs something to say")])
    rows = qr_rows(content, ecc) if len(content) <= LONGEST_CONTENT else None
    if rows is None:
        raise BadRequest([Fault("content", "is too long for a QR code; shorten it or lower the correction")])
    return JsonResponse({"rows": rows})
