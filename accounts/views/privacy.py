"""Pages about one's own data: a copy of it, and its erasure with a receipt."""

from uuid import UUID

from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.core.files.storage import default_storage
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_safe

from accounts import personal_data, selectors
from accounts.forms.privacy import EraseForm
from accounts.http import confirmed
from accounts.models import User
from accounts.presenters.consents import consent_context
from accounts.presenters.privacy import export_context, receipt_context
from accounts.services import account_erasure, data_exports, erasure_receipts
from iconikcerts.common.errors import Conflict


@login_required
@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What one has agreed to, and what one can ask for: a copy, or that the account goes."""
    user = _user(request)
    return render(request, "accounts/privacy.html", export_context(user) | consent_context(user))


@require_http_methods(["GET", "HEAD", "POST"])
@confirmed
def export(request: HttpRequest) -> HttpResponse:
    """Sent: begins a copy. Leads to the page in any case, also after a confirmation. Raises Conflict, TooManyRequests."""
    if request.method == "POST":
        data_exports.ask(user=_user(request))
        messages.success(request, "Your copy is being made. We write to you when it is ready.")
    return redirect("accounts:privacy")


@login_required
@never_cache
@require_safe
def export_state(request: HttpRequest) -> HttpResponse:
    """The region that looks again by itself while a copy is being made."""
    return render(request, "accounts/export_state.html", export_context(_user(request)))


@require_safe
@never_cache
@confirmed
def export_file(request: HttpRequest, export_id: UUID) -> FileResponse:
    """The ZIP, for its person alone. Raises NotFound for others', and when its days are over."""
    found = data_exports.take(user=_user(request), export_id=export_id)
    return FileResponse(
        default_storage.open(str(found.file), "rb"),
        as_attachment=True,
        filename=f"iconikcerts-{found.created_at:%Y-%m-%d}.zip",
    )


@require_http_methods(["GET", "HEAD", "POST"])
@never_cache
@confirmed
def erase(request: HttpRequest) -> HttpResponseBase:
    """What goes, what stays, what stands in the way; sent with the typed address: the account is gone."""
    user = _user(request)
    form = EraseForm(request.POST or None, address=user.email)
    status = 200
    if request.method == "POST":
        status = 422
        if form.is_valid():
            try:
                receipt = account_erasure.erase(user=user)
            except Conflict as refusal:
                form.add_error(None, str(refusal))
            else:
                request.session.flush()
                return redirect(f"{reverse('accounts:receipt')}?code={receipt.code}")
    context = {
        "form": form,
        "sources": personal_data.sources(),
        "in_the_way": personal_data.things_in_the_way(user),
        "closing": selectors.teams_alone(user).filter(is_personal=False).order_by("name"),
    }
    return render(request, "accounts/erase.html", context, status=status)


@require_safe
@never_cache
def receipt(request: HttpRequest) -> HttpResponse:
    """Look up a receipt by its code; for anybody who has one, for there is no account any more."""
    code = request.GET.get("code", "").strip()
    found = erasure_receipts.find(code=code) if code else None
    context = {"code": code} | (receipt_context(found) if found else {})
    return render(request, "accounts/receipt.html", context, status=404 if code and not found else 200)


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)
    return user
