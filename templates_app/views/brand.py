"""The brand kit of a team: its page, what is added to it and taken out, and its fonts for the editor."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_POST, require_safe

from accounts import permissions
from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from iconikcerts.common.errors import DomainError
from templates_app import selectors
from templates_app.forms.brand import ColourForm, FontForm, LogoForm
from templates_app.services import brand as service

YEAR_S = 365 * 86_400


@require_safe
@never_cache
@team_view(Capability.DESIGN_VIEW)
def kit(request: TeamRequest) -> HttpResponse:
    """Logos, colours and fonts; administrators add to them and take out."""
    return _page(request)


@require_POST
@team_view(Capability.BRAND_EDIT)
def add_font(request: TeamRequest) -> HttpResponse:
    """Take a font in whose licence is confirmed."""
    form = FontForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, fonts=form)
    said = form.cleaned_data
    try:
        font = service.add_font(
            team=request.team,
            file=said["file"],
            by=request.user,
            is_licensed=said["licence"],
            family=said["family"],
        )
    except DomainError as fault:
        return _refused(request, form, "file", fault, fonts=form)
    messages.success(request, f"“{font.family}” is in your designs now.")
    return redirect("designs:brand")


@require_POST
@team_view(Capability.BRAND_EDIT)
def delete_font(request: TeamRequest, font_id: UUID) -> HttpResponse:
    """Delete a font that no design uses."""
    font = selectors.brand_font(team=request.team, font_id=font_id)
    try:
        service.delete_font(font=font, by=request.user)
    except DomainError as fault:
        messages.error(request, str(fault))
    else:
        messages.success(request, f"“{font}” is deleted.")
    return redirect("designs:brand")


@require_POST
@team_view(Capability.BRAND_EDIT)
def add_colour(request: TeamRequest) -> HttpResponse:
    """Name a colour."""
    form = ColourForm(request.POST)
    if not form.is_valid():
        return _page(request, colours=form)
    try:
        service.add_colour(team=request.team, by=request.user, **form.cleaned_data)
    except DomainError as fault:
        return _refused(request, form, "name", fault, colours=form)
    return redirect("designs:brand")


@require_POST
@team_view(Capability.BRAND_EDIT)
def remove_colour(request: TeamRequest, colour_id: UUID) -> HttpResponse:
    """Take a colour out; designs keep it."""
    service.remove_colour(
        colour=selectors.brand_colour(team=request.team, colour_id=colour_id), by=request.user
    )
    return redirect("designs:brand")


@require_POST
@team_view(Capability.BRAND_EDIT)
def add_logo(request: TeamRequest) -> HttpResponse:
    """Upload a logo."""
    form = LogoForm(request.POST, request.FILES)
    if not form.is_valid():
        return _page(request, logos=form)
    try:
        service.add_logo(team=request.team, file=form.cleaned_data["file"], by=request.user)
    except DomainError as fault:
        return _refused(request, form, "file", fault, logos=form)
    return redirect("designs:brand")


@require_POST
@team_view(Capability.BRAND_EDIT)
def remove_logo(request: TeamRequest, logo_id: UUID) -> HttpResponse:
    """Take a logo out; the picture stays with the team."""
    service.remove_logo(logo=selectors.brand_logo(team=request.team, logo_id=logo_id), by=request.user)
    return redirect("designs:brand")


@require_safe
@cache_control(private=True, max_age=YEAR_S, immutable=True)
@team_view(Capability.DESIGN_VIEW)
def font(request: TeamRequest, font_id: UUID) -> FileResponse:
    """The font itself; its bytes never change."""
    found = selectors.brand_font(team=request.team, font_id=font_id)
    try:
        return FileResponse(found.file.open("rb"), content_type="font/woff2")
    except FileNotFoundError:
        raise Http404(str(font_id)) from None


def _refused(
    request: TeamRequest, form: forms.Form, field: str, fault: DomainError, **forms_: forms.Form
) -> HttpResponse:
    form.add_error(field, str(fault))
    return _page(request, **forms_)


def _page(request: TeamRequest, **given: forms.Form) -> HttpResponse:
    """The page; `given` are forms that were refused, by what they add."""
    context: dict[str, Any] = {
        "here": "designs",
        "fonts": selectors.brand_fonts(team=request.team),
        "colours": selectors.brand_colours(team=request.team),
        "logos": selectors.brand_logos(team=request.team),
        "can_edit": permissions.allows(member=request.member, capability=Capability.BRAND_EDIT),
        "font_form": given.get("fonts") or FontForm(auto_id="font-%s"),
        "colour_form": given.get("colours") or ColourForm(auto_id="colour-%s"),
        "logo_form": given.get("logos") or LogoForm(auto_id="logo-%s"),
    }
    return render(request, "designs/brand.html", context, status=422 if given else 200)
