"""What a member reads whose team asks for a second factor."""

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from accounts.http import current_team, lacks_second_factor
from accounts.models import Team, User


@login_required
@require_safe
def wanted(request: HttpRequest) -> HttpResponse:
    """Which team asks for a second factor, and the ways on. Leads on where nothing is asked for."""
    user = request.user
    assert isinstance(user, User)
    team = current_team(request, user)
    if not lacks_second_factor(request, user, team):
        return redirect("dashboard")
    others = (
        Team.objects.of_user(user).exclude(pk=team.pk).filter(requires_second_factor=False).order_by("name")
    )
    return render(request, "accounts/second_factor_wanted.html", {"team": team, "others": list(others)})
