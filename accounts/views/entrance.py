"""Logging in and signing up: django-allauth's pages, and on from them to the organisation of a typed address.

What they answer depends on the domain of the address alone, so they do not tell who has an account.
"""

from typing import Any

from allauth.account import views as allauth
from django.http import HttpResponse

from accounts import selectors
from accounts.models import SingleSignOn
from accounts.sso import gate
from accounts.views import sso


def speaks_for(form: Any, field: str) -> SingleSignOn | None:
    """The single sign-on of the domain that was typed into a form; None before anything good was."""
    address = getattr(form, "cleaned_data", {}).get(field)
    return selectors.sign_on_of(address) if address else None


class LogInView(allauth.LoginView):
    """By password; an address is enough where an organisation logs its people in."""

    def form_invalid(self, form: Any) -> HttpResponse:
        connection = speaks_for(form, "login")
        if connection is not None and connection.is_enforced:
            typed = bool(form.data.get("password"))
            return (gate.to_page_of if typed else sso.begin)(self.request, connection)
        response: HttpResponse = super().form_invalid(form)
        return response

    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        context: dict[str, Any] = super().get_context_data(**kwargs)
        return context | {"offered": speaks_for(context["form"], "login")}


class SignUpView(allauth.SignupView):
    """Nobody makes an account with an address whose organisation logs its people in itself."""

    def form_valid(self, form: Any) -> HttpResponse:
        return self._led_on(form) or super().form_valid(form)

    def form_invalid(self, form: Any) -> HttpResponse:
        return self._led_on(form) or super().form_invalid(form)

    def _led_on(self, form: Any) -> HttpResponse | None:
        connection = speaks_for(form, "email")
        if connection is None or not connection.is_enforced:
            return None
        return sso.begin(self.request, connection)


log_in = LogInView.as_view()
sign_up = SignUpView.as_view()
