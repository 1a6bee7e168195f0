"""The list of all certificates of a team: searched, filtered, paged; and what is done with many at once."""

from datetime import date
from typing import Any, NamedTuple
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.cache import patch_vary_headers
from django.views.decorators.http import require_http_methods, require_safe

from accounts import permissions
from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from accounts.services import approvals
from certificates import selectors
from certificates.forms.filters import FilterForm
from certificates.forms.reason import ReasonForm
from certificates.models import Certificate
from certificates.models.certificate import CertificateQuerySet
from certificates.services import approving, bundle, revocation
from iconikcerts.common.errors import DomainError

PAGE_SIZE = 50
NAMED = 5  # of the certificates that are to be revoked


class Listed(NamedTuple):
    """A line of the list, with its status of today."""

    certificate: Certificate
    status: str


class Selection(NamedTuple):
    """What somebody ticked: `certificates`, the address of the list they came from, and how to ask for it again."""

    certificates: CertificateQuerySet
    back: str
    query: str


@require_safe
@team_view(Capability.CERTIFICATE_VIEW)
def certificate_list(request: TeamRequest) -> HttpResponse:
    """One page of the list; htmx gets the results alone, and the address that leads here again."""
    form = FilterForm(request.GET, team=request.team)
    wanted, today = form.filter(), timezone.localdate()
    found = selectors.matching(request.team, wanted, today=today)
    page = selectors.page(
        found, size=PAGE_SIZE, after=request.GET.get("after", ""), before=request.GET.get("before", "")
    )
    chosen = form.chosen
    context = {
        "form": form,
        "listed": _listed(page.certificates),
        "total": selectors.count(request.team, wanted, today=today),
        "chosen": chosen,
        "newer_url": _address([*chosen, ("before", page.newer)]) if page.newer else "",
        "older_url": _address([*chosen, ("after", page.older)]) if page.older else "",
        "can_edit": permissions.allows(member=request.member, capability=Capability.CERTIFICATE_REVOKE),
    }
    is_part = request.htmx and not request.htmx.history_restore_request
    template = "certificates/certificate_list.html" + ("#results" if is_part else "")
    response = render(request, template, context, status=422 if form.errors else 200)
    if is_part:
        response["HX-Push-Url"] = _address(chosen)
    patch_vary_headers(response, ["HX-Request"])
    return response


def _listed(certificates: list[Certificate]) -> list[Listed]:
    today = timezone.localdate()
    return [Listed(certificate, _status(certificate, today)) for certificate in certificates]


def _status(certificate: Certificate, today: date) -> str:
    is_replaced: bool = certificate.is_replaced  # type: ignore[attr-defined]  # annotated by selectors.page
    return "superseded" if is_replaced else certificate.status_on(today).value


def _address(parameters: list[tuple[str, str]], name: str = "certificates:certificates") -> str:
    return reverse(name) + (f"?{urlencode(parameters)}" if parameters else "")


def selection_of(request: TeamRequest) -> Selection:
    """All that match when `all` is sent, else the ids that were ticked and are this team's."""
    form = FilterForm(request.GET, team=request.team)
    found = selectors.matching(request.team, form.filter(), today=timezone.localdate())
    back = _address(form.chosen)
    if request.GET.get("all"):
        return Selection(found, back, urlencode([("all", "1"), *form.chosen]))
    ids = [pk for text in request.GET.getlist("id") if (pk := _uuid(text))]
    ticked = Certificate.objects.for_team(request.team).filter(pk__in=ids)
    return Selection(ticked, back, urlencode([("id", str(pk)) for pk in ids] + form.chosen))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None


def nothing_ticked(request: TeamRequest, selection: Selection) -> HttpResponse:
    messages.warning(request, "Nothing was selected. Tick the certificates that you mean first.")
    return redirect(selection.back)


@require_safe
@team_view(Capability.CERTIFICATE_DOWNLOAD)
def certificates_zip(request: TeamRequest) -> HttpResponse | StreamingHttpResponse:
    """The chosen certificates, packed while they are sent."""
    selection = selection_of(request)
    if not selection.certificates.exists():
        return nothing_ticked(request, selection)
    pieces = bundle.send(certificates=selection.certificates, team=request.team, by=request.user)
    response = StreamingHttpResponse(pieces, content_type="application/zip")
    response["Content-Disposition"] = 'attachment; filename="certificates.zip"'
    return response


@require_http_methods(["GET", "POST"])
@team_view(Capability.CERTIFICATE_REVOKE)
def certificates_revoke(request: TeamRequest) -> HttpResponse:
    """Says what will happen, to how many; then does it to exactly as many, or says that the number has changed."""
    selection = selection_of(request)
    form = ReasonForm(request.POST or None)
    fault = ""
    if request.method == "POST" and form.is_valid():
        try:
            count = revocation.revoke_all(
                team=request.team,
                certificates=selection.certificates,
                by=request.user,
                reason=form.cleaned_data["reason"],
                expected=form.cleaned_data["count"],
            )
        except approvals.ApprovalNeeded:
            return _asked(request, selection, form)
        except revocation.CountChanged as error:
            fault = str(error)
        else:
            messages.success(request, _done(count))
            return redirect(selection.back)
    return _revoke_page(request, selection, form, fault)


def _asked(request: TeamRequest, selection: Selection, form: ReasonForm) -> HttpResponse:
    try:
        asked = approving.ask_to_revoke(
            team=request.team,
            certificates=selection.certificates,
            by=request.user,
            reason=form.cleaned_data["reason"],
            expected=form.cleaned_data["count"],
        )
    except DomainError as error:
        return _revoke_page(request, selection, form, str(error))
    messages.success(request, "Asked. The owner and the administrators of the team get a mail.")
    return redirect("accounts:approval", asked.pk)


def _revoke_page(request: TeamRequest, selection: Selection, form: ReasonForm, fault: str) -> HttpResponse:
    context = _consequences(selection) | {"form": form, "fault": fault}
    if not context["total"]:
        return nothing_ticked(request, selection)
    context["needs_approval"] = approvals.is_needed(
        team=request.team, act=revocation.REVOKE, count=context["count"]
    )
    status = 422 if fault or form.errors else 200
    return render(request, "certificates/certificate_revoke_many.html", context, status=status)


def _consequences(selection: Selection) -> dict[str, Any]:
    """How many are revoked, how many are already, and the first of those that will be."""
    to_revoke = revocation.revocable(selection.certificates)
    total, count = selection.certificates.count(), to_revoke.count()
    return {
        "total": total,
        "count": count,
        "already": total - count,
        "named": to_revoke.only("recipient_name", "number").order_by("-created_at", "-id")[:NAMED],
        "unnamed": max(0, count - NAMED),
        "back": selection.back,
        "action": f"{reverse('certificates:certificates_revoke')}?{selection.query}",
    }


def _done(count: int) -> str:
    return f"{count:,} certificate{'s were' if count != 1 else ' was'} revoked. Whoever verifies now sees it."
