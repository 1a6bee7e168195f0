"""Confirming who it is by a code from a mail, before dangerous acts."""

from allauth.account.adapter import get_adapter
from allauth.account.internal.flows.login import record_authentication
from allauth.account.internal.flows.reauthentication import resume_request
from django import forms
from django.conf import settings
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.http import urlencode
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from accounts.models import User
from accounts.services import mail_codes

WAY = "mail_code"


class CodeForm(forms.Form):
    """The code from the mail."""

    code = forms.CharField(
        max_length=20,
        label="Code from the mail",
        error_messages={"required": "Enter the code from the mail."},
        widget=forms.TextInput(attrs={"autocomplete": "one-time-code", "inputmode": "numeric"}),
    )


@never_cache
@login_required
@require_http_methods(["GET", "POST"])
def by_mail(request: HttpRequest) -> HttpResponse:
    """Send a code, and take it. Only for who has nothing better: a second factor is not got round by a mail."""
    user, session_key = request.user, str(request.session.session_key)
    assert isinstance(user, User)
    ways = get_adapter(request).get_reauthentication_methods(user)
    if [way["id"] for way in ways] != [WAY]:
        return redirect(ways[0]["url"] if ways else settings.LOGIN_REDIRECT_URL)
    form = CodeForm(request.POST if "code" in request.POST else None)
    if request.method == "POST" and not form.is_bound:
        mail_codes.send(user=user, session_key=session_key)
        onward = request.POST.get("next", "")
        return redirect(f"{request.path}?{urlencode({'next': onward})}" if onward else request.path)
    if form.is_valid():
        try:
            mail_codes.take(user=user, session_key=session_key, code=form.cleaned_data["code"])
        except mail_codes.WrongCode as fault:
            form.add_error("code", str(fault))
        else:
            record_authentication(request, user, method="code", reauthenticated=True)
            return resume_request(request) or redirect(settings.LOGIN_REDIRECT_URL)
    is_waiting = mail_codes.is_waiting(user=user, session_key=session_key)
    context = {"form": form, "is_waiting": is_waiting, "email": user.email, "next": _next(request)}
    return render(request, "accounts/confirm_by_mail.html", context, status=422 if form.errors else 200)


def _next(request: HttpRequest) -> str:
    return request.POST.get("next") or request.GET.get("next", "")
