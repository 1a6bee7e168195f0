"""The addresses of the API: each app brings its endpoints, in one version."""

from typing import Any

from django.urls import include, path, re_path
from rest_framework import exceptions
from rest_framework.permissions import AllowAny
from rest_framework.request import Request
from rest_framework.routers import SimpleRouter
from rest_framework.views import APIView

from accounts.api import TeamItself, TokenItself
from accounts.auth_api import LogIn, Me, NewPair, Revoke
from templates_app.api import Designs, Fields


class NoSuchEndpoint(APIView):
    """Answers addresses that lead nowhere as the API answers, and not with a page."""

    authentication_classes = []
    permission_classes = [AllowAny]

    def initial(self, request: Request, *args: Any, **kwargs: Any) -> None:
        super().initial(request, *args, **kwargs)
        raise exceptions.NotFound


router = SimpleRouter(trailing_slash=False, use_regex_path=False)
router.register("fields", Fields, basename="field")
router.register("designs", Designs, basename="design")

v1 = [
    path("auth/token", LogIn.as_view(), name="log_in"),
    path("auth/refresh", NewPair.as_view(), name="refresh"),
    path("auth/revoke", Revoke.as_view(), name="revoke"),
    path("me", Me.as_view(), name="me"),
    path("team", TeamItself.as_view(), name="team"),
    path("token", TokenItself.as_view(), name="token"),
    *router.urls,
]

urlpatterns = [
    path("v1/", include((v1, "api"), namespace="v1")),
    re_path("", NoSuchEndpoint.as_view(), name="no_such_endpoint"),
]
