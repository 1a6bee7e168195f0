"""The pictures of a team: what the editor lists, uploads, renames and deletes."""

from uuid import UUID

from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpRequest, HttpResponseBase, JsonResponse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from iconikcerts.common import ratelimit
from templates_app import selectors, uploads
from templates_app.document import Fault
from templates_app.picture_facts import facts_of
from templates_app.services import assets
from templates_app.uploads.pdf_pages import ChoosePage
from templates_app.views.json_api import BadRequest, json_view, read_object, read_text

YEAR_S = 365 * 86_400
PAGE_SIZE = 40
MOST_ASKED = 100
# Of a person: a page of a PDF may take half a minute of this process.
UPLOADS = ratelimit.Limit("upload", 120, 60)
USES: tuple[uploads.Use, ...] = ("picture", "signature")
# An SVG that is opened by itself is a page: it may do nothing there, whatever it holds.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'; img-src data:; sandbox"


@require_safe
@json_view
@never_cache
@team_view(Capability.DESIGN_VIEW)
def pictures(request: TeamRequest) -> JsonResponse:
    """The pictures of the team, newest first, PAGE_SIZE at a time; `q` narrows by name."""
    found = selectors.assets_named(team=request.team, text=request.GET.get("q", "")[:200])
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    following = page.next_page_number() if page.has_next() else None
    return JsonResponse(
        {"pictures": [facts_of(each) for each in page], "total": page.paginator.count, "next": following}
    )


@require_safe
@json_view
@never_cache
@team_view(Capability.DESIGN_VIEW)
def found(request: TeamRequest) -> JsonResponse:
    """The pictures that are called so by any `name`: an id, or the name that a row may give. Unknown ones are left out."""
    said = request.GET.getlist("name")[:MOST_ASKED]
    called = selectors.assets_called(team_id=request.team.pk, names=said)
    return JsonResponse({"pictures": {name: facts_of(asset) for name, asset in called.items()}})


@require_http_methods(["POST"])
@json_view
@team_view(Capability.PICTURE_EDIT)
def upload(request: TeamRequest) -> JsonResponse:
    """Take in the form's `file`; of a PDF its `page` (from 1), for `use=signature` its ink alone.

    A PDF of several pages is answered with 409 and `previews` until its page is named.
    """
    file = request.FILES.get("file")
    use = next((each for each in USES if each == request.POST.get("use", "picture")), None)
    page = request.POST.get("page", "")
    faults = [
        *([] if file else [Fault("file", "is missing; choose a picture")]),
        *([] if use else [Fault("use", f"must be one of {', '.join(USES)}")]),
        *([] if not page or (page.isdecimal() and len(page) < 6) else [Fault("page", "must be a number")]),
    ]
    if faults or file is None or use is None:
        raise BadRequest(faults)
    ratelimit.take(
        UPLOADS, str(request.user.pk), message="Too many pictures came at once.", again="upload the others"
    )
    try:
        made = assets.receive(
            team=request.team, file=file, by=request.user, page=int(page) if page else None, use=use
        )
    except ChoosePage as choice:
        said = {"code": choice.code, "message": choice.message, "mend": choice.mend}
        return JsonResponse({"error": said, "pages": choice.pages, "previews": choice.previews}, status=409)
    answer = {"picture": facts_of(made.asset), "isNew": made.is_new, "leftOut": made.left_out}
    return JsonResponse(answer, status=201 if made.is_new else 200)


@require_http_methods(["GET", "HEAD", "PATCH", "DELETE"])
def picture(request: HttpRequest, asset_id: UUID) -> HttpResponseBase:
    """The picture itself, a new name for it, or its end."""
    return _file(request, asset_id) if request.method in ("GET", "HEAD") else _change(request, asset_id)


@cache_control(private=True, max_age=YEAR_S, immutable=True)
@team_view(Capability.DESIGN_VIEW)
def _file(request: TeamRequest, asset_id: UUID) -> FileResponse:
    # Its bytes never change.
    found = selectors.asset(team=request.team, asset_id=asset_id)
    try:
        return _harmless(FileResponse(found.file.open("rb"), content_type=found.content_type))
    except FileNotFoundError:
        raise Http404(str(asset_id)) from None


@json_view
@team_view(Capability.PICTURE_EDIT)
def _change(request: TeamRequest, asset_id: UUID) -> JsonResponse:
    found = selectors.asset(team=request.team, asset_id=asset_id)
    if request.method == "DELETE":
        assets.delete(asset=found, by=request.user)
        return JsonResponse({"deleted": str(asset_id)})
    renamed = assets.rename(asset=found, name=read_text(read_object(request), "name"), by=request.user)
    return JsonResponse({"picture": facts_of(renamed)})


@require_safe
@cache_control(private=True, max_age=YEAR_S, immutable=True)
@team_view(Capability.DESIGN_VIEW)
def thumbnail(request: TeamRequest, asset_id: UUID) -> FileResponse:
    """The small picture of a picture."""
    found = selectors.asset(team=request.team, asset_id=asset_id)
    try:
        file, content_type = assets.thumbnail(asset=found)
    except FileNotFoundError:
        raise Http404(str(asset_id)) from None
    return _harmless(FileResponse(file, content_type=content_type))


def _harmless(response: FileResponse) -> FileResponse:
    response["Content-Security-Policy"] = _POLICY
    return response
