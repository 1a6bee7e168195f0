"""The team's side of erasure: its policy, what recipients ask for, what was erased; and the erasure of one recipient."""

from uuid import UUID

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts import permissions
from accounts.http import TeamRequest, confirmed, team_view
from accounts.permissions import Capability
from certificates import selectors
from certificates.forms.erasure import PolicyForm, RefusalForm
from certificates.models import Certificate, ErasureRequest, RecipientErasure
from certificates.services import erasure_requests, recipient_erasure
from iconikcerts.common.errors import Conflict, DomainError

PAGE_SIZE = 30
State = ErasureRequest.State


@require_safe
@team_view(Capability.CERTIFICATE_ERASE)
def erasures(request: TeamRequest) -> HttpResponse:
    """What waits, the policy, and what was erased by whom."""
    return _page(request, None)


@require_POST
@team_view(Capability.PRIVACY_MANAGE)
def erasure_policy(request: TeamRequest) -> HttpResponse:
    """Set what becomes of wishes from now on."""
    form = PolicyForm(request.POST)
    if not form.is_valid():
        return _page(request, form)
    erasure_requests.set_policy(team=request.team, by=request.user, **form.cleaned_data)
    messages.success(request, "The policy is saved. It counts for whoever asks from now on.")
    return redirect("certificates:erasures")


def _page(request: TeamRequest, form: PolicyForm | None) -> HttpResponse:
    wishes = ErasureRequest.objects.filter(team=request.team).select_related("decided_by")
    policy = selectors.erasure_policy(request.team)
    done = RecipientErasure.objects.filter(team=request.team).select_related("by", "receipt", "request")
    context = {
        "waiting": wishes.filter(state=State.OPEN).order_by("created_at"),
        "refused": wishes.filter(state=State.REFUSED).order_by("-decided_at")[:PAGE_SIZE],
        "done": Paginator(done.order_by("-created_at"), PAGE_SIZE).get_page(request.GET.get("page")),
        "form": form or PolicyForm(initial={"mode": policy.mode, "reason": policy.reason}),
        "can_configure": permissions.allows(member=request.member, capability=Capability.PRIVACY_MANAGE),
    }
    return render(request, "certificates/erasures.html", context, status=422 if form else 200)


@require_safe
@never_cache
@team_view(Capability.CERTIFICATE_ERASE)
def erasure_request(request: TeamRequest, wish_id: UUID) -> HttpResponse:
    """One wish: whose, what it is about, and the decision."""
    return _one(request, selectors.erasure_request(team=request.team, request_id=wish_id))


def _one(
    request: TeamRequest, found: ErasureRequest, form: RefusalForm | None = None, fault: str = ""
) -> HttpResponse:
    context = {
        "wish": found,
        "certificates": found.certificates.with_replaced().order_by("-created_at", "-id"),
        "form": form or RefusalForm(),
        "fault": fault,
        "here_team": "erasures",
    }
    return render(request, "certificates/erasure_request.html", context, status=422 if fault or form else 200)


@require_http_methods(["GET", "POST"])
@confirmed
@team_view(Capability.CERTIFICATE_ERASE)
def erasure_accept(request: TeamRequest, wish_id: UUID) -> HttpResponse:
    """Erase what was asked for. Leads to the request in any case, also after a confirmation."""
    found = selectors.erasure_request(team=request.team, request_id=wish_id)
    if request.method == "POST":
        try:
            erasure_requests.accept(request=found, by=request.user)
        except recipient_erasure.StillIssuing as error:
            return _one(request, found, fault=str(error))
        messages.success(request, "The data is erased. Whoever asked gets the receipt by mail.")
    return redirect("certificates:erasure_request", found.pk)


@require_POST
@team_view(Capability.CERTIFICATE_ERASE)
def erasure_refuse(request: TeamRequest, wish_id: UUID) -> HttpResponse:
    """Keep the data, and say why."""
    found = selectors.erasure_request(team=request.team, request_id=wish_id)
    form = RefusalForm(request.POST)
    if not form.is_valid():
        return _one(request, found, form)
    try:
        erasure_requests.refuse(request=found, by=request.user, answer=form.cleaned_data["answer"])
    except Conflict:
        raise
    except DomainError as error:
        return _one(request, found, form, str(error))
    messages.success(request, "Refused. Whoever asked gets your reason by mail.")
    return redirect("certificates:erasure_request", found.pk)


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@confirmed
@team_view(Capability.CERTIFICATE_ERASE)
def certificate_erase(request: TeamRequest, certificate_id: UUID) -> HttpResponse:
    """The team's certificates of this recipient, to be ticked; sent, their personal data goes."""
    found = selectors.certificate(request.team, certificate_id)
    if found.erased_at:
        return redirect("certificates:certificate", found.pk)
    own = selectors.same_person(found)
    fault = ""
    if request.method == "POST":
        chosen = own.filter(pk__in=_ids(request.POST.getlist("certificate")))
        if not chosen.exists():
            fault = "Tick the certificates that the data is to leave."
        else:
            try:
                done = recipient_erasure.erase(
                    team=request.team, certificates=chosen, by=request.user, reason=Certificate.Erasure.ISSUER
                )
            except recipient_erasure.StillIssuing as error:
                fault = str(error)
            else:
                messages.success(request, _said(done))
                return redirect("certificates:erasures")
    context = {
        "certificate": found,
        "certificates": own.with_replaced().order_by("-created_at", "-id"),
        "fault": fault,
        "here": "certificates",
    }
    return render(request, "certificates/certificate_erase.html", context, status=422 if fault else 200)


def _ids(texts: list[str]) -> list[UUID]:
    """Those that are ids; anything else names no certificate."""
    found = []
    for text in texts:
        try:
            found.append(UUID(text))
        except ValueError:
            continue
    return found


def _said(done: RecipientErasure) -> str:
    many = f"{done.certificates:,} certificate{'s' if done.certificates != 1 else ''}"
    return f"The personal data is erased from {many}. The receipt is in the list below."
