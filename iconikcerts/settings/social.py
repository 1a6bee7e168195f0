"""Logging in by Google, Microsoft and GitHub: each is offered when the environment holds its keys, and only then."""

from typing import Any

from iconikcerts.settings import env

SOCIALACCOUNT_ADAPTER = "accounts.social.SocialAccountAdapter"
# A provider's word for an address counts where the provider has verified it, for an address that is verified here. Where it
# is not, django-allauth takes the password away that somebody else may have set.
SOCIALACCOUNT_EMAIL_AUTHENTICATION = True
SOCIALACCOUNT_EMAIL_AUTHENTICATION_AUTO_CONNECT = True
SOCIALACCOUNT_LOGIN_ON_GET = False
SOCIALACCOUNT_STORE_TOKENS = False
SOCIALACCOUNT_REQUESTS_TIMEOUT = 5

_MORE: dict[str, dict[str, Any]] = {
    "google": {"SCOPE": ["profile", "email"]},
    "microsoft": {"TENANT": env.text("SOCIAL_MICROSOFT_TENANT", "common")},
    "github": {"SCOPE": ["read:user", "user:email"]},
}
_ORIGINS = {
    "google": "https://accounts.google.com",
    "microsoft": "https://login.microsoftonline.com",
    "github": "https://github.com",
}


def _app(provider: str) -> dict[str, str]:
    name = f"SOCIAL_{provider.upper()}"
    return {
        "client_id": env.text(f"{name}_CLIENT_ID", ""),
        "secret": env.text(f"{name}_SECRET", ""),
        "key": "",
    }


SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    provider: {"APPS": [_app(provider)], "OAUTH_PKCE_ENABLED": True, **more}
    for provider, more in _MORE.items()
    if _app(provider)["client_id"]
}
# A form that is sent here leads on to them, which the Content-Security-Policy has to allow.
SOCIAL_ORIGINS = [_ORIGINS[provider] for provider in SOCIALACCOUNT_PROVIDERS]
