"""Logging in by Google, Microsoft and GitHub: what we add to django-allauth's."""

from typing import Any

from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialApp
from django.db import transaction
from django.http import Http404, HttpRequest

from accounts.models import User
from accounts.services import teams


class SocialAccountAdapter(DefaultSocialAccountAdapter):
    """Gives each new user a name and a personal team. Providers that the operator has not configured are not there."""

    error_messages = {
        **DefaultSocialAccountAdapter.error_messages,
        "no_password": "Set a password first, or you could not log in any more.",
        "disconnect_last": "This is your only way to log in. Set a password first.",
        "connected_other": "This account is connected with another account here.",
    }

    def is_auto_signup_allowed(self, request: HttpRequest, sociallogin: Any) -> bool:
        """Nobody gets an account without having been asked: the page of the sign-up has the terms."""
        return False

    def populate_user(self, request: HttpRequest, sociallogin: Any, data: dict[str, Any]) -> User:
        user: User = super().populate_user(request, sociallogin, data)
        parts = [data.get("first_name"), data.get("last_name")]
        user.name = (data.get("name") or " ".join(filter(None, parts)) or data.get("username") or "")[:120]
        return user

    @transaction.atomic
    def save_user(self, request: HttpRequest, sociallogin: Any, form: Any = None) -> User:
        name = sociallogin.user.name
        user: User = super().save_user(request, sociallogin, form)
        if name and not user.name:  # the form for a missing address does not ask for the name
            user.name = name
            user.save(update_fields=["name", "updated_at"])
        teams.personal(user=user)
        return user

    def get_app(self, request: HttpRequest, provider: str, client_id: str | None = None) -> SocialApp:
        try:
            return super().get_app(request, provider, client_id)
        except SocialApp.DoesNotExist as fault:
            raise Http404 from fault
