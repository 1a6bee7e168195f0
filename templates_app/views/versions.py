"""The versions of a design: what there is, how two of them differ, going back to one."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import FileResponse, Http404, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import cache_control, never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from accounts.selectors import approvals_about
from accounts.services import approvals
from templates_app import selectors
from templates_app.document import differences
from templates_app.forms.design import VersionForm
from templates_app.models import Template, TemplateVersion
from templates_app.presenters import versions as version_pages
from templates_app.preview_files import name_of_page, page_asked
from templates_app.services import previews, templates
from templates_app.services import versions as service
from templates_app.thumbnails import name_of_small
from templates_app.views.json_api import json_view, read_object
from templates_app.views.sharing import design_of, may

YEAR_S = 365 * 86_400
PAGE_SIZE, SUMMARY_ROWS = 20, 4


@require_safe
@never_cache  # going back to it must not bring the list as it was before a restore
@team_view(Capability.DESIGN_VIEW)
def versions(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """The versions, newest first, PAGE_SIZE at a time; two of them chosen lead to `compare`."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    found = selectors.versions_with_sizes(template=template)
    page = Paginator(found, PAGE_SIZE).get_page(request.GET.get("page"))
    can_share = may(request, Capability.DESIGN_SHARE, template)
    context = {
        "here": "designs",
        "design": template,
        "versions": version_pages.rows(template, list(page)),
        "page": page,
        "was_published": template.current_version_id is not None,
        "approvals": approvals_about(team=request.team, target_id=template.pk),
        "can_edit": may(request, Capability.DESIGN_EDIT, template),
        "can_share": can_share,
        "grants": selectors.grants_on(template=template),
        "choices": selectors.members_to_grant(template=template) if can_share else [],
        "problem": "Choose two versions to compare." if "choose" in request.GET else "",
    }
    return render(request, "designs/versions.html", context)


@require_safe
@never_cache
@team_view(Capability.DESIGN_VIEW)
def version(request: TeamRequest, template_id: UUID, number: int) -> HttpResponse:
    """One version at its size, with its words."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    found = selectors.numbered_version(template=template, number=number)
    return _version_page(
        request, template, found, VersionForm(initial={"name": found.name, "note": found.note})
    )


@require_POST
@team_view(Capability.DESIGN_EDIT, on=design_of)
def describe(request: TeamRequest, template_id: UUID, number: int) -> HttpResponse:
    """Another name and note for a version."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    found = selectors.numbered_version(template=template, number=number)
    form = VersionForm(request.POST)
    if not form.is_valid():
        return _version_page(request, template, found, form)
    service.describe(template=template, number=number, by=request.user, **form.cleaned_data)
    messages.success(request, "The name and the note are kept.")
    return redirect("designs:version", template.pk, number)


def _version_page(
    request: TeamRequest, template: Template, found: TemplateVersion, form: VersionForm
) -> HttpResponse:
    newest = selectors.newest_version(template=template)
    context = {
        "here": "designs",
        "design": template,
        "version": version_pages.row(template, found),
        "figures": version_pages.figures(template, found),
        "form": form,
        "can_edit": may(request, Capability.DESIGN_EDIT, template),
        "base": newest.document_sha256,
        "has_draft": not newest.is_published,
    }
    return render(request, "designs/version.html", context, status=422 if form.errors else 200)


@require_safe
@team_view(Capability.DESIGN_VIEW)
def compare(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """Two versions (`v`, twice), the earlier one first; `view`: beside each other, or `over` each other."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    numbers = sorted({int(each) for each in request.GET.getlist("v") if each.isdecimal() and len(each) < 10})
    if len(numbers) != 2:
        return redirect(f"{reverse('designs:versions', args=[template.pk])}?choose=two")
    before, after = (selectors.numbered_version(template=template, number=number) for number in numbers)
    address = f"{request.path}?v={before.number}&v={after.number}"
    view = "over" if request.GET.get("view") == "over" else "beside"
    context = {
        "here": "designs",
        "design": template,
        "comparison": version_pages.compare(template, before, after),
        "versions": version_pages.titles(template),
        "chosen_pair": numbers,
        "view": view,
        "tabs": [
            ("Side by side", address, view == "beside"),
            ("One over the other", f"{address}&view=over", view == "over"),
        ],
    }
    return render(request, "designs/compare.html", context)


@require_POST
@team_view(Capability.DESIGN_EDIT, on=design_of)
def restore(request: TeamRequest, template_id: UUID, number: int) -> HttpResponse:
    """A draft like that version, in the editor."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    draft = service.restore(template=template, number=number, by=request.user, base=request.POST.get("base"))
    messages.success(
        request,
        f"Draft {draft.number} looks like version {number}. Open it in the editor, and publish it when it is right.",
    )
    return redirect("designs:versions", template.pk)


@require_safe
@cache_control(private=True, max_age=YEAR_S, immutable=True)
@team_view(Capability.DESIGN_VIEW)
def picture(request: TeamRequest, template_id: UUID, number: int) -> FileResponse:
    """The picture of a page (`page`, from 1). Its address says which document it shows (`of`), so that it never changes."""
    found = selectors.numbered_version(
        template=selectors.own_template(team=request.team, template_id=template_id), number=number
    )
    if not previews.is_current(found) or request.GET.get("of") != found.document_sha256[:16]:
        raise Http404(f"version {number} is not drawn")
    first = str(found.preview)
    name = name_of_page(first, _page(request))
    wanted = [name_of_small(first), name] if name == first and request.GET.get("size") == "small" else [name]
    for each in wanted:
        with suppress(FileNotFoundError):
            return FileResponse(found.preview.storage.open(each))
    raise Http404(name)


@require_safe
@never_cache
@team_view(Capability.DESIGN_VIEW)
def figure(request: TeamRequest, template_id: UUID, number: int) -> HttpResponse:
    """The region with a picture: looks again by itself until it is drawn."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    found = selectors.numbered_version(template=template, number=number)
    page = min(_page(request), len(found.document["pages"]) - 1)
    tries = request.GET.get("tries", "")
    context = {
        "figure": version_pages.page_figure(template, found, page),
        "small": request.GET.get("size") == "small",
        "tries": int(tries) + 1 if tries.isdecimal() and len(tries) < 5 else 1,
    }
    return render(request, "designs/version_figure.html", context)


@require_safe
@never_cache
@team_view(Capability.DESIGN_VIEW)
def summary(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """A design in short, for windows that are too small for its editor."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    newest = selectors.versions_with_sizes(template=template)[:SUMMARY_ROWS]
    context = {"design": template, "versions": version_pages.rows(template, list(newest))}
    return render(request, "designs/summary.html", context)


@require_http_methods(["GET", "POST"])
@json_view
@team_view(Capability.DESIGN_EDIT, on=design_of)
def changes(request: TeamRequest, template_id: UUID) -> JsonResponse:
    """What changed, in words. GET: from the published version to the draft, for whoever publishes.

    POST: from `before`, with which somebody began, to what stands there now (`theirs`), and to their own `document` (`mine`).
    """
    template = selectors.own_template(team=request.team, template_id=template_id)
    newest = selectors.newest_version(template=template)
    if request.method == "POST":
        said = read_object(request)
        before, mine = (_checked(said.get(key), template) for key in ("before", "document"))
        return JsonResponse({"theirs": _words(before, newest.document), "mine": _words(before, mine)})
    current = template.current_version
    return JsonResponse(
        {
            "number": newest.number,
            "isPublished": newest.is_published,
            "since": current.number if current else None,
            "changes": _words(current.document, newest.document) if current else [],
            "needsApproval": approvals.is_needed(team=request.team, act=templates.PUBLISH),
        }
    )


def _checked(document: object, template: Template) -> dict[str, Any]:
    """A document that was sent. Raises InvalidDocument."""
    found = document if isinstance(document, dict) else {}
    templates.check(document=found, team=template.team, is_draft=True)
    return found


def _words(before: dict[str, Any], after: dict[str, Any]) -> list[str]:
    return [change.text for change in differences(before, after)]


def _page(request: TeamRequest) -> int:
    """The page that is asked for, from 0."""
    return page_asked(request.GET.get("page", "1")) or 0
