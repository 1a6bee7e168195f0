"""Logging in by Google, Microsoft and GitHub: each is offered when the environment holds its keys, and only then."""

from typing import Any

from iconikcerts.settings import env

SOCIALACCOUNT_FORMS = {"signup": "accounts.forms.social.SocialSignupForm"}
SOCIALACCOUNT_ADAPTER = "accounts.social_adapter.TeamSignOnAdapter"
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


_KEYS = {
    "google": (env.text("SOCIAL_GOOGLE_CLIENT_ID", ""), env.text("SOCIAL_GOOGLE_SECRET", "")),
    "microsoft": (env.text("SOCIAL_MICROSOFT_CLIENT_ID", ""), env.text("SOCIAL_MICROSOFT_SECRET", "")),
    "github": (env.text("SOCIAL_GITHUB_CLIENT_ID", ""), env.text("SOCIAL_GITHUB_SECRET", "")),
}

SOCIALACCOUNT_PROVIDERS: dict[str, dict[str, Any]] = {
    provider: {
        "APPS": [{"client_id": client_id, "secret": secret, "key": ""}],
        "OAUTH_PKCE_ENABLED": True,
        **_MORE[provider],
    }
    for provider, (client_id, secret) in _KEYS.items()
    if client_id
}
# A form that is sent here leads on to them, which the Content-Security-Policy has to allow.
SOCIAL_ORIGINS = [_ORIGINS[provider] for provider in SOCIALACCOUNT_PROVIDERS]
