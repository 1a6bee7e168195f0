"""Pictures of designs, and the published schema of their documents."""

from contextlib import suppress

from django.http import FileResponse, Http404, HttpRequest, HttpResponse, JsonResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.http import require_safe

from accounts.http import current_team
from accounts.models import User
from iconikcerts.common.errors import NotFound
from templates_app import selectors
from templates_app.document import load_schema
from templates_app.preview_files import name_of_card, name_of_page, page_asked
from templates_app.thumbnails import name_of_small

DAY_S = 86_400


@require_safe
@cache_control(max_age=DAY_S)
def preview(request: HttpRequest, slug: str) -> FileResponse:
    """The picture of a page (`page`, from 1) of a design's current version, of the first one also with `size`, small or card:
    shipped ones for everybody, a team's own for its members."""
    user = request.user
    team = current_team(request, user) if isinstance(user, User) else None
    try:
        version = selectors.design_by_slug(slug=slug, team=team).current_version
    except NotFound:
        raise Http404(slug) from None
    page = page_asked(request.GET.get("page", "1"))
    if version is None or not version.preview or page is None:
        raise Http404(slug)
    wanted = [name_of_page(str(version.preview), page)]
    made_of = {"small": name_of_small, "card": name_of_card}.get(request.GET.get("size", ""))
    if made_of and wanted == [version.preview.name]:
        wanted.insert(0, made_of(wanted[0]))  # older pictures have none
    for name in wanted:
        with suppress(FileNotFoundError):
            return FileResponse(version.preview.storage.open(name))
    raise Http404(slug)


@require_safe
@cache_control(public=True, max_age=DAY_S)
def schema(request: HttpRequest) -> HttpResponse:
    """The JSON Schema of design documents, readable from any site."""
    response = JsonResponse(load_schema(), content_type="application/schema+json")
    response["Access-Control-Allow-Origin"] = "*"
    return response
