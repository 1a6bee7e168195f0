"""Proofs for the editor: the draft as the worker prints it, for sample people or a row of somebody's own list."""

from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse, JsonResponse
from django.urls import reverse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_POST, require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from templates_app import selectors
from templates_app.document import Fault, drawable
from templates_app.document.sample_people import BY_KEY, values_of_person, values_of_row
from templates_app.models import TemplateVersion
from templates_app.services import proofs
from templates_app.views.json_api import BadRequest, json_view, read_object
from templates_app.views.sharing import design_of

KEEP_S = 600
MOST_CHARACTERS = 5000  # of one value


@require_POST
@json_view
@team_view(Capability.DESIGN_EDIT, on=design_of)
def proof(request: TeamRequest, template_id: UUID) -> JsonResponse:
    """How the design as it is kept looks for `person`, a key of PEOPLE, or `row`, values by field; asked again until it is drawn."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    version = selectors.newest_version(template=template)
    state = proofs.ask(template=template, version=version, values=_values(version, read_object(request)))
    pages = version.document["pages"]
    return JsonResponse(
        {
            "state": state.state,
            "base": version.document_sha256,
            "message": state.message,
            "pages": [
                {
                    "url": reverse("designs:proof_page", args=[state.key, page + 1]),
                    "width": proofs.WIDTH_PX,
                    "height": round(proofs.WIDTH_PX * pages[page]["height"] / pages[page]["width"]),
                }
                for page in range(state.pages)
            ],
            "faults": [
                {"code": each.code, "message": each.message, "element": each.element}
                for each in state.warnings
            ],
        }
    )


@require_safe
@cache_control(private=True, max_age=KEEP_S)
@team_view(Capability.DESIGN_VIEW)
def page(request: TeamRequest, key: str, number: int) -> HttpResponse:
    """A page of a proof. Its address names all that is drawn, so that it is never stale."""
    content = proofs.picture(team=request.team, key=key, page=number - 1)
    if content is None:
        raise Http404("This page is not drawn.")
    return HttpResponse(content, content_type="image/jpeg")


def _values(version: TemplateVersion, said: dict[str, Any]) -> dict[str, str]:
    """What is to be shown. Raises BadRequest."""
    document = drawable(version.document)
    if "row" not in said:
        person = said.get("person", "usual")
        if not isinstance(person, str) or person not in BY_KEY:
            raise BadRequest([Fault("person", f"must be one of {', '.join(BY_KEY)}")])
        return values_of_person(document, person)
    row = said["row"]
    if not isinstance(row, dict) or not all(isinstance(value, str) for value in row.values()):
        raise BadRequest([Fault("row", "must be texts by the keys of fields")])
    if any(len(value) > MOST_CHARACTERS for value in row.values()):
        raise BadRequest([Fault("row", f"holds a value of more than {MOST_CHARACTERS:,} characters")])
    return values_of_row(document, row)
