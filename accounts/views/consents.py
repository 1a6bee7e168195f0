"""What one has agreed to: the question after a log-in, the choices on the privacy page, and the link at the end of a mail."""

from allauth.account.utils import get_next_redirect_url
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from accounts import purposes
from accounts.middleware import terms as terms_gate
from accounts.models import Consent, User
from accounts.services import consents, legal_texts, unsubscribing
from iconikcerts.common.errors import NotFound


@login_required
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def accept_terms(request: HttpRequest) -> HttpResponse:
    """The terms in force, for who has not accepted them; then on to where one wanted to go."""
    user = _user(request)
    onward = get_next_redirect_url(request) or resolve_url("dashboard")
    status, has_changed = 200, False
    if request.method == "POST":
        try:
            consents.give(
                user=user,
                purpose=purposes.ACCOUNT,
                way=Consent.Way.ASKED,
                seen=request.POST.get("seen") or "-",
            )
        except consents.TextChanged:
            status, has_changed = 422, True
    elif not consents.owes_terms(user=user):
        return redirect(onward)
    if status == 200 and request.method == "POST":
        terms_gate.look(request, user)
        return redirect(onward)
    former = consents.newest(user=user, purpose=purposes.ACCOUNT)
    context = {
        "shown": legal_texts.shown(purposes.ACCOUNT.document),
        "former": former,
        "has_changed": has_changed,
        "next": onward,
    }
    return render(request, "accounts/accept_terms.html", context, status=status)


@login_required
@require_POST
def choose(request: HttpRequest) -> HttpResponse:
    """Sent: `purpose` with `choice` "give" or "withdraw". Raises NotFound, NotAllowed, TextChanged."""
    user, purpose = _user(request), purposes.find(request.POST.get("purpose", ""))
    choice = request.POST.get("choice")
    if purpose is None or choice not in ("give", "withdraw") or (choice == "give" and purpose.is_per_thing):
        raise NotFound("There is no such choice.")
    if choice == "give":
        seen = request.POST.get("seen") or "-"
        consents.give(user=user, purpose=purpose, way=Consent.Way.PAGE, seen=seen)
        messages.success(request, f"{purpose.label}: on.")
    else:
        if purpose.withdraw is not None:
            purpose.withdraw(user)
        else:
            consents.withdraw(user=user, purpose=purpose, way=Consent.Way.PAGE)
        messages.success(request, f"{purpose.label}: off, from this moment.")
    return redirect("accounts:privacy")


@csrf_exempt
@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def unsubscribe(request: HttpRequest, key: str) -> HttpResponse:
    """The link at the end of a mail with news. Looking at it changes nothing, for programs open links too; sent, it ends
    them, without a log-in, a cookie or another question (RFC 8058, 3.1 and 3.2). Raises NotFound."""
    user = unsubscribing.person_of(key)
    is_done = request.method == "POST"
    if is_done:
        consents.withdraw(user=user, purpose=purposes.NEWS, way=Consent.Way.MAIL)
    return render(request, "accounts/unsubscribe.html", {"is_done": is_done})


def _user(request: HttpRequest) -> User:
    user = request.user
    assert isinstance(user, User)
    return user
