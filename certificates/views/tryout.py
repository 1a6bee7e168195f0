"""For the editor: rows of somebody's own list as values of the design that is being made."""

from uuid import UUID

from django.http import JsonResponse
from django.views.decorators.http import require_POST

from accounts import limits
from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from certificates.forms.jobs import UploadForm
from certificates.services import tryout
from iconikcerts.common.errors import DomainError
from templates_app import selectors as designs
from templates_app.views.json_api import json_view
from templates_app.views.sharing import design_of


class NoList(DomainError):
    """No file came, or one that cannot be a list."""

    code = "no_list"


@require_POST
@json_view
@team_view(Capability.DESIGN_EDIT, on=design_of)
def design_rows(request: TeamRequest, template_id: UUID) -> JsonResponse:
    """The first rows of the list that is sent (`recipients`), read for the design as it is kept."""
    template = designs.own_template(team=request.team, template_id=template_id)
    form = UploadForm(request.POST, request.FILES, limits=limits.of(request.team))
    if not form.is_valid():
        raise NoList(" ".join(str(fault) for found in form.errors.values() for fault in found))
    file = form.cleaned_data["recipients"]
    document = designs.newest_version(template=template).document
    found = tryout.read(team_id=request.team.pk, document=document, file=file, filename=file.name)
    rows = [
        {
            "line": row.line,
            "name": row.values.get("recipient.name", ""),
            "values": row.values,
            "problems": row.problems,
        }
        for row in found.rows
    ]
    return JsonResponse({"rows": rows, "total": found.total, "missing": found.missing})
