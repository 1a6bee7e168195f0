"""Pages about teams."""

import uuid

from django.conf import settings
from django.contrib import messages
from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from accounts.http import SESSION_KEY
from accounts.models import Team, User
from iconikcerts.common.errors import NotFound


@login_required
@require_POST
def switch_team(request: HttpRequest) -> HttpResponse:
    """Act for another of one's teams from now on; leads to the first page, for the open one belongs to the old team.

    Raises NotFound when there is no such team or the person is not in it: strangers do not learn which teams exist.
    """
    user = request.user
    assert isinstance(user, User)
    wanted = _uuid(request.POST.get("team", ""))
    team = Team.objects.of_user(user).filter(pk=wanted).first() if wanted else None
    if team is None:
        raise NotFound("You are not in that team.", mend="Choose one of your teams in the side bar.")
    request.session[SESSION_KEY] = str(team.pk)
    messages.success(request, f"You now act for {team.name}.")
    return redirect(settings.LOGIN_REDIRECT_URL)


def _uuid(text: str) -> uuid.UUID | None:
    try:
        return uuid.UUID(text)
    except ValueError:
        return None
