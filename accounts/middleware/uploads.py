"""What is done with a request before a page sees it."""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.core.exceptions import MiddlewareNotUsed
from django.http import HttpRequest, HttpResponse

from accounts.http import current_team
from accounts.models import User
from accounts.services import quarantine
from iconikcerts.common.errors import DomainError
from iconikcerts.common.middleware import answer


class ScanUploadsMiddleware:
    """Has every file of every form scanned, whichever page it is for, where CLAMD_URL names a scanner."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        if not settings.CLAMD_URL:
            raise MiddlewareNotUsed
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_view(self, request: HttpRequest, *_: Any) -> HttpResponse | None:
        if request.content_type != "multipart/form-data":
            return None
        files = [file for name in request.FILES for file in request.FILES.getlist(name)]
        if not files:
            return None
        user = request.user if isinstance(request.user, User) else None
        team = current_team(request, user) if user else None
        try:
            quarantine.check(files=files, user=user, team=team, path=request.path)
        except DomainError as refusal:
            return answer(request, refusal)
        return None
