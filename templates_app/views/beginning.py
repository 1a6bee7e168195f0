"""How a design of the team begins: blank, or as a copy of another."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from templates_app import selectors
from templates_app.forms.design import NewDesignForm
from templates_app.presenters import gallery as presenters
from templates_app.presenters import versions as version_pages
from templates_app.services import copies


@require_http_methods(["GET", "HEAD", "POST"])
@team_view(Capability.DESIGN_CREATE)
def new(request: TeamRequest) -> HttpResponse:
    """Name and page of a blank design, then its editor."""
    form = NewDesignForm(request.POST if request.method == "POST" else None)
    if form.is_valid():
        width, height = form.sides
        made = copies.begin_blank(
            team=request.team, by=request.user, name=form.cleaned_data["name"], width=width, height=height
        )
        return redirect("designs:edit", made.pk)
    context = {
        "here": "designs",
        "form": form,
        "sheets": presenters.blank_sheets(),
        "starters": version_pages.small_figures(selectors.starters(team=request.team)),
    }
    return render(request, "designs/new.html", context, status=422 if form.errors else 200)


@require_POST
@team_view(Capability.DESIGN_CREATE)
def customise(request: TeamRequest, slug: str) -> HttpResponse:
    """A copy of a design for the team, in its editor."""
    template = selectors.design_by_slug(slug=slug, team=request.team)
    made = copies.customise(template=template, team=request.team, by=request.user)
    return redirect("designs:edit", made.pk)
