"""The API. Its framework is no installed app: it would bring a browsable API, for whose pages the policy has no room."""

from iconikcerts.settings import env

# What one person may ask in a minute; a token has a limit of its own, up to this. 0: no limit.
API_PER_MINUTE = env.number("API_PER_MINUTE", 300)

# Living tokens that one team may have. 0: no limit.
API_TOKENS_PER_TEAM = env.number("API_TOKENS_PER_TEAM", 50)

# Days after which the key that signs access tokens is changed. 0: only by `manage.py rotate_signing_key`.
SIGNING_KEY_DAYS = env.number("SIGNING_KEY_DAYS", 90)

REST_FRAMEWORK = {
    "DEFAULT_RENDERER_CLASSES": ["rest_framework.renderers.JSONRenderer"],
    "DEFAULT_PARSER_CLASSES": ["iconikcerts.common.rest.SmallJsonParser"],
    "DEFAULT_AUTHENTICATION_CLASSES": [
        "accounts.rest.bearer.BearerAuthentication",
        "rest_framework.authentication.SessionAuthentication",
    ],
    "DEFAULT_PERMISSION_CLASSES": ["rest_framework.permissions.IsAuthenticated"],
    "DEFAULT_THROTTLE_CLASSES": ["accounts.rest.throttle.CallerThrottle"],
    "DEFAULT_VERSIONING_CLASS": "rest_framework.versioning.NamespaceVersioning",
    "DEFAULT_VERSION": "v1",
    "ALLOWED_VERSIONS": ["v1"],
    "DEFAULT_PAGINATION_CLASS": "iconikcerts.common.rest.CursorPages",
    "EXCEPTION_HANDLER": "iconikcerts.common.rest.answer",
    "TEST_REQUEST_DEFAULT_FORMAT": "json",
    # What an endpoint takes stands in the documentation; OPTIONS would tell the docstrings of the code.
    "DEFAULT_METADATA_CLASS": None,
    # A choice of renderers by the query or by the end of an address would be one more way to ask the same.
    "URL_FORMAT_OVERRIDE": None,
    "FORMAT_SUFFIX_KWARG": None,
}
