"""What a team does with a whole design: name, copy, export, import, archive, delete."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.text import slugify
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from iconikcerts.common import ratelimit
from iconikcerts.common.errors import DomainError
from templates_app import selectors
from templates_app.document import Fault, InvalidDocument
from templates_app.forms.design import ImportForm, RenameForm
from templates_app.services import copies, shelf, transfer
from templates_app.views.json_api import BadRequest, json_view, read_object
from templates_app.views.sharing import design_of

SHOWN_FAULTS, PAGE_SIZE = 20, 24
# Of a person: all pictures of a file are decoded and written anew while somebody waits.
IMPORTS = ratelimit.Limit("import", 20, 60)


@require_http_methods(["PUT"])
@json_view
@team_view(Capability.DESIGN_EDIT, on=design_of)
def name(request: TeamRequest, template_id: UUID) -> JsonResponse:
    """Another name, from the bar of the editor."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    form = RenameForm({"name": read_object(request).get("name")})
    if not form.is_valid():
        raise BadRequest([Fault("name", str(message)) for message in form.errors["name"]])
    shelf.rename(template=template, name=form.cleaned_data["name"], by=request.user)
    return JsonResponse({"name": template.name})


@require_POST
@team_view(Capability.DESIGN_CREATE)
def duplicate(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """A copy of a design as it stands, in its editor."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    made = copies.duplicate(template=template, team=request.team, by=request.user)
    return redirect("designs:edit", made.pk)


@require_POST
@team_view(Capability.DESIGN_PUBLISH)
def offer(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """Offer a design on the page for new ones (`starter` is "1"), or no longer."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    shelf.offer(template=template, is_starter=request.POST.get("starter") == "1", by=request.user)
    return redirect("designs:versions", template.pk)


@require_POST
@team_view(Capability.DESIGN_DELETE)
def archive(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """Out of the way, or back (`back` is "1")."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    if request.POST.get("back") == "1":
        shelf.unarchive(template=template, by=request.user)
        messages.success(request, f"“{template.name}” is back.")
        return redirect("designs:versions", template.pk)
    shelf.archive(template=template, by=request.user)
    messages.success(request, f"“{template.name}” is archived. You find it at the end of the designs.")
    return redirect("designs:gallery")


@require_POST
@team_view(Capability.DESIGN_DELETE)
def delete(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """Delete a design that was never published."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    shelf.delete(template=template, by=request.user)
    messages.success(request, f"“{template.name}” is deleted.")
    return redirect("designs:gallery")


@require_safe
@team_view(Capability.DESIGN_DELETE)
def archived(request: TeamRequest) -> HttpResponse:
    """The designs that the team has put out of the way, PAGE_SIZE at a time."""
    page = Paginator(selectors.archived(team=request.team), PAGE_SIZE).get_page(request.GET.get("page"))
    context = {"here": "designs", "designs": page}
    return render(request, "designs/archived.html", context)


@require_safe
@never_cache
@team_view(Capability.DESIGN_EXPORT)
def export(request: TeamRequest, template_id: UUID) -> HttpResponse:
    """The design as it stands, as a file."""
    template = selectors.own_template(team=request.team, template_id=template_id)
    content = transfer.pack(template=template, version=selectors.newest_version(template=template))
    response = HttpResponse(content, content_type="application/zip")
    response["Content-Disposition"] = f'attachment; filename="{slugify(template.name) or "design"}.zip"'
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@team_view(Capability.DESIGN_CREATE)
def bring_in(request: TeamRequest) -> HttpResponse:
    """A new design from a file; what is wrong with the file is listed."""
    form = ImportForm(request.POST, request.FILES) if request.method == "POST" else ImportForm()
    faults: list[str] = []
    if form.is_valid():
        file = form.cleaned_data["design"]
        try:
            ratelimit.take(
                IMPORTS,
                str(request.user.pk),
                message="Too many designs came at once.",
                again="import the others",
            )
            made = transfer.bring_in(team=request.team, content=file.read(), by=request.user)
        except InvalidDocument as error:
            faults = [str(fault) for fault in error.faults[:SHOWN_FAULTS]]
        except DomainError as error:
            form.add_error("design", str(error))
        else:
            messages.success(request, f"“{made.template.name}” is imported. {' '.join(made.remarks)}".strip())
            return redirect("designs:versions", made.template.pk)
    status = 422 if form.errors or faults else 200
    return render(
        request, "designs/import.html", {"here": "designs", "form": form, "faults": faults}, status=status
    )
