"""Cookies, transport and the Content-Security-Policy that every page has."""

from csp.constants import NONCE, NONE, SELF

from iconikcerts.settings import env
from iconikcerts.settings.social import SOCIAL_ORIGINS

_secure = env.text("SITE_URL").startswith("https://")

# RFC 6265bis, 4.1.3: a browser takes such a cookie over TLS alone, for this host alone and its whole path; no other host
# of the domain can plant one.
COOKIE_PREFIX = "__Host-" if _secure else ""
SESSION_COOKIE_NAME = f"{COOKIE_PREFIX}sessionid"
CSRF_COOKIE_NAME = f"{COOKIE_PREFIX}csrftoken"
MESSAGE_STORAGE = "iconikcerts.common.notices.NoticeStorage"
SESSION_COOKIE_SECURE = _secure
CSRF_COOKIE_SECURE = _secure
SESSION_COOKIE_HTTPONLY = True
SESSION_COOKIE_SAMESITE = "Lax"
CSRF_FAILURE_VIEW = "iconikcerts.views.csrf_failure"
CSRF_TRUSTED_ORIGINS = [env.text("SITE_URL").rstrip("/")]
SECURE_CONTENT_TYPE_NOSNIFF = True
SECURE_REFERRER_POLICY = "same-origin"
SECURE_CROSS_ORIGIN_OPENER_POLICY = "same-origin"
SECURE_HSTS_SECONDS = 31_536_000 if _secure else 0
SECURE_HSTS_INCLUDE_SUBDOMAINS = _secure
SECURE_SSL_REDIRECT = _secure and env.flag("SSL_REDIRECT", True)
X_FRAME_OPTIONS = "DENY"
# What pages may ask of a device: /verify reads codes by the camera, and nothing else is used.
PERMISSIONS_POLICY = (
    "camera=(self), display-capture=(), geolocation=(), microphone=(), midi=(), payment=(), usb=()"
)
# The page whose answer tells the browser to forget what it kept of the person.
LOG_OUT_PAGE = "account_logout"
# Where weak points are reported: mailto:… or https://…. Empty: there is no /.well-known/security.txt.
SECURITY_CONTACT = env.text("SECURITY_CONTACT", "")
# Only behind a proxy that overwrites the header.
if env.flag("BEHIND_PROXY", False):
    SECURE_PROXY_SSL_HEADER = ("HTTP_X_FORWARDED_PROTO", "https")
BEHIND_PROXY = env.flag("BEHIND_PROXY", False)

# Headers above this are a mistake or an attack: a browser sends a few dozen fields.
DATA_UPLOAD_MAX_NUMBER_FIELDS = 2000
# Everything in a form but its files: a million pasted characters, of any script, and what goes with them.
DATA_UPLOAD_MAX_MEMORY_SIZE = 5_000_000

CONTENT_SECURITY_POLICY = {
    "DIRECTIVES": {
        "default-src": [SELF],
        "script-src": [SELF, NONCE],
        "style-src": [SELF, NONCE],
        "img-src": [SELF, "data:", "blob:"],
        "font-src": [SELF],
        "connect-src": [SELF],
        "object-src": [NONE],
        "base-uri": [NONE],
        "form-action": [SELF, *SOCIAL_ORIGINS],
        "frame-ancestors": [NONE],
    }
}
