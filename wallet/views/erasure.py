"""Recipients have their personal data removed from certificates: proven by a link to their address, or by their account."""

from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import selectors as people
from accounts.http import confirmed
from accounts.models import User
from accounts.services.letters import NotSent
from certificates import integrity, selectors
from certificates.models import ErasurePolicy
from certificates.services import erasure_requests
from certificates.services.erasure_requests import Answer
from iconikcerts.common.errors import TooManyRequests
from iconikcerts.common.middleware import answer
from wallet import erasure_choice
from wallet.forms import AddressForm
from wallet.http import limit_reports, unlisted
from wallet.services import erasure_links, listing, verification

LATER = "Some certificates are still being issued. Ask again in a few minutes."


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
@never_cache
def erase(request: HttpRequest, code: str) -> HttpResponse:
    """From the page of a certificate: what can go, and the address to send a link to."""
    found = verification.sealed(code=code)
    if found is None:
        raise Http404("no such certificate")
    if found.erased_at:
        return redirect("wallet:certificate", code)
    form = AddressForm(request.POST if request.method == "POST" else None)
    if request.method == "POST" and form.is_valid():
        try:
            limit_reports(request)
            erasure_links.send(certificate=found, address=form.cleaned_data["address"])
        except TooManyRequests as refusal:
            return answer(request, refusal)
        except NotSent as fault:
            form.add_error(None, str(fault))
        else:
            return redirect("wallet:erase_sent", code)
    user = request.user
    context = {
        "form": form,
        "certificate": found,
        "code": integrity.grouped(found.code),
        "policy": selectors.erasure_policy(found.team),
        "is_kept": selectors.erasure_policy(found.team).mode == ErasurePolicy.Mode.KEEP,
        "is_holder": isinstance(user, User) and listing.is_holder(user=user, certificate=found),
    }
    return render(request, "wallet/erase.html", context, status=422 if form.errors else 200)


@require_safe
@unlisted
def erase_sent(request: HttpRequest, code: str) -> HttpResponse:
    """Where to look now; the same whatever address was typed."""
    return render(request, "wallet/erase_sent.html", {"code": code, "hours": erasure_links.HOURS})


@require_http_methods(["GET", "HEAD", "POST"])
@unlisted
@never_cache
def erasure(request: HttpRequest, proof: str) -> HttpResponseBase:
    """The choice behind the link that was mailed. Raises NotFound when it was altered or has run out."""
    address = erasure_links.address_of(proof)
    return _choice(request, [address], here=reverse("wallet:erasure", args=[proof]))


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@confirmed
def own_erasure(request: HttpRequest) -> HttpResponseBase:
    """The same choice for whoever is logged in, by the confirmed addresses of the account."""
    user = request.user
    assert isinstance(user, User)
    addresses = sorted(people.confirmed_addresses(user), key=lambda address: address != user.email)
    return _choice(request, addresses, here=reverse("wallet:own_erasure"), account=user)


def _choice(
    request: HttpRequest, addresses: list[str], *, here: str, account: User | None = None
) -> HttpResponseBase:
    fault = ""
    if request.method == "POST":
        wanted = erasure_choice.chosen(addresses, request.POST.getlist("certificate"))
        if wanted.exists():
            answers = erasure_requests.ask(address=addresses[0], certificates=wanted, account=account)
            return redirect(_told(request, answers, here))
        fault = "Tick the certificates that your data is to leave."
    codes = request.GET.getlist("receipt")
    context = erasure_choice.page_context(addresses, codes=codes, fault=fault) | {"action": here}
    return render(request, "wallet/erasure.html", context, status=422 if fault else 200)


def _told(request: HttpRequest, answers: list[Answer], here: str) -> str:
    """Says what was done; returns the address of the page that shows the receipts."""
    kinds = {each.kind for each in answers}
    if "erased" in kinds:
        messages.success(request, "Your data is erased. The receipt is below, and on its way to you by mail.")
    if "asked" in kinds:
        messages.success(
            request, "Your wish has reached the issuer. You get its answer by mail, within a month."
        )
    if "later" in kinds:
        messages.warning(request, LATER)
    codes = [("receipt", each.erasure.receipt.code) for each in answers if each.erasure]
    return f"{here}?{urlencode(codes)}" if codes else here
