"""What we add to django-allauth's flows."""

from typing import Any

from allauth.account.adapter import DefaultAccountAdapter
from django.db import transaction
from django.http import HttpRequest

from accounts.models import User
from accounts.services import teams


class AccountAdapter(DefaultAccountAdapter):
    """Gives each new user the name from the form and a personal team, in one transaction."""

    @transaction.atomic
    def save_user(self, request: HttpRequest, user: User, form: Any, commit: bool = True) -> User:
        user.name = form.cleaned_data.get("name", "")
        saved: User = super().save_user(request, user, form, commit)
        if commit:
            teams.personal(user=saved)
        return saved
