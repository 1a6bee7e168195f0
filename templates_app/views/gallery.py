"""Looking through designs, for visitors and for members of a team, and one design at its size."""

from urllib.parse import urlencode

from django.core.paginator import Paginator
from django.db.models import QuerySet
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_safe

from accounts import permissions
from accounts.http import current_team
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability
from accounts.selectors import membership
from iconikcerts.common.errors import NotFound
from iconikcerts.common.htmx import HtmxHttpRequest
from templates_app import selectors
from templates_app.forms.filters import DesignFilterForm
from templates_app.models import Template, TemplateVersion
from templates_app.presenters import gallery as presenters
from templates_app.presenters import versions as version_pages

PAGE_SIZE, DRAFTS_SIZE = 24, 12


def team_of(request: HttpRequest) -> Team | None:
    """The team that a member looks for, kept on the request for the side bar; None for visitors."""
    if not isinstance(request.user, User):
        return None
    team = current_team(request, request.user)
    request.team = team  # type: ignore[attr-defined]
    return team


def layout_of(team: Team | None) -> str:
    """Members keep their side bar, visitors get the site's header."""
    return "layouts/app.html" if team else "layouts/page.html"


@require_safe
def gallery(request: HtmxHttpRequest) -> HttpResponse:
    """One page of the designs that match; htmx gets the results alone, and the address that leads here again."""
    team = team_of(request)
    facets = selectors.facets(team=team)
    form = DesignFilterForm(request.GET, facets=facets, has_team=team is not None)
    found = selectors.gallery(team=team, wanted=form.filter(), known=facets)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    chosen = form.chosen
    drafts = Paginator(_drafts(request, team), DRAFTS_SIZE).get_page(request.GET.get("drafts"))
    context = {
        "layout": layout_of(team),
        "here": "designs",
        "form": form,
        "drafts": version_pages.small_figures(drafts),
        "drafts_page": drafts,
        "archived": selectors.archived(team=team).count() if team else 0,
        "designs": [presenters.gallery_card(design) for design in page],
        "total": page.paginator.count,
        "chosen": chosen,
        "page": page,
        "previous_url": _address(chosen, page.previous_page_number()) if page.has_previous() else "",
        "next_url": _address(chosen, page.next_page_number()) if page.has_next() else "",
    }
    is_part = request.htmx and not request.htmx.history_restore_request
    response = render(request, "designs/gallery.html" + ("#results" if is_part else ""), context)
    if is_part:
        response["HX-Push-Url"] = _address(chosen, page.number)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _drafts(request: HttpRequest, team: Team | None) -> QuerySet[TemplateVersion]:
    """Each draft that the person may change."""
    member = _member(request, team)
    if team is None or member is None:
        return TemplateVersion.objects.none()
    drafts: QuerySet[TemplateVersion] = selectors.unpublished(team=team)
    if not permissions.allows(member=member, capability=Capability.DESIGN_EDIT):
        drafts = drafts.filter(template__in=selectors.designs_granted_to(member=member))
    return drafts


def _was_granted(request: HttpRequest, team: Team | None, found: Template) -> bool:
    member = _member(request, team)
    return member is not None and found.pk in selectors.designs_granted_to(member=member)


def _member(request: HttpRequest, team: Team | None) -> TeamMember | None:
    user = request.user
    return membership(team=team, user=user) if team and isinstance(user, User) else None


def _address(chosen: list[tuple[str, str]], page: int) -> str:
    parameters = chosen + ([("page", str(page))] if page > 1 else [])
    return reverse("designs:gallery") + (f"?{urlencode(parameters)}" if parameters else "")


@require_safe
def design(request: HttpRequest, slug: str) -> HttpResponse:
    """One design: each page, what a spreadsheet must hold for it, its size and its fonts."""
    team = team_of(request)
    try:
        found = selectors.design_by_slug(slug=slug, team=team)
    except NotFound:
        raise Http404(slug) from None
    use_url = f"{reverse('certificates:job_new')}?{urlencode({'design': found.slug})}"
    if team is None:
        use_url = f"{reverse('account_signup')}?{urlencode({'next': use_url})}"
    sheet = presenters.sheet(found)
    context = {
        "layout": layout_of(team),
        "here": "designs",
        "design": sheet,
        "data": presenters.search_data(sheet),
        "use_url": use_url,
        "has_team": team is not None,
        "own_id": None if found.is_shipped else found.pk,
        "was_granted": not found.is_shipped and _was_granted(request, team, found),
    }
    return render(request, "designs/design.html", context)
