"""Pages about the person that are not django-allauth's."""

from allauth.account.internal.flows.email_verification import send_verification_email_to_address
from allauth.account.models import EmailAddress
from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST

from accounts.forms.account import ProfileForm
from accounts.models import User
from accounts.selectors import has_confirmed_address, memberships_of
from accounts.services import users
from iconikcerts.common import ratelimit

# A mail needs a while to arrive; who presses again and again gets the same one once.
CONFIRM_AGAIN = ratelimit.Limit("confirm-address", 1, 180)


@login_required
@require_http_methods(["GET", "POST"])
def profile(request: HttpRequest) -> HttpResponse:
    """One's name, teams and looks."""
    user = request.user
    assert isinstance(user, User)
    form = ProfileForm(request.POST or None, initial={"name": user.name})
    if request.method == "POST" and form.is_valid():
        users.rename(user=user, name=form.cleaned_data["name"])
        messages.success(request, "Your name is changed.")
        return redirect("accounts:profile")
    context = {"form": form, "memberships": memberships_of(user)}
    return render(request, "accounts/profile.html", context, status=422 if form.errors else 200)


@login_required
@require_POST
def confirm_address(request: HttpRequest) -> HttpResponse:
    """Send the code that proves the person's main address, and ask for it. Raises MailUnavailable."""
    user = request.user
    assert isinstance(user, User)
    if has_confirmed_address(user):
        messages.info(request, f"{user.email} is confirmed already.")
    elif pause := ratelimit.wait(CONFIRM_AGAIN, str(user.pk)):
        again = f"Look in the spam folder too; another one can be sent in {ratelimit.in_words(pause)}."
        messages.info(request, f"A code to {user.email} is on its way already. {again}")
        return redirect("account_email_verification_sent")
    else:
        address, _ = EmailAddress.objects.get_or_create(
            user=user, email=user.email, defaults={"primary": True}
        )
        send_verification_email_to_address(request, address)
        return redirect("account_email_verification_sent")
    return redirect(settings.LOGIN_REDIRECT_URL)
