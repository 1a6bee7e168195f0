"""Apps, middleware, templates, language and time."""

from iconikcerts.settings import env

BASE_DIR = env.BASE_DIR
SECRET_KEY = env.text("SECRET_KEY")
SECRET_KEY_FALLBACKS = env.words("SECRET_KEY_FALLBACKS", [])
DEBUG = env.flag("DEBUG", False)
SITE_URL = env.text("SITE_URL").rstrip("/")
ALLOWED_HOSTS = env.words("ALLOWED_HOSTS", ["127.0.0.1", "localhost"])

ROOT_URLCONF = "iconikcerts.urls"
WSGI_APPLICATION = "iconikcerts.wsgi.application"
DEFAULT_AUTO_FIELD = "django.db.models.BigAutoField"

INSTALLED_APPS = [
    "iconikcerts.operators_app.OperatorsConfig",
    "django.contrib.auth",
    "django.contrib.contenttypes",
    "django.contrib.sessions",
    "django.contrib.messages",
    "django.contrib.sitemaps",
    "django.contrib.staticfiles",
    "django.contrib.humanize",
    "allauth",
    "allauth.account",
    "allauth.mfa",
    "allauth.socialaccount",
    "allauth.socialaccount.providers.google",
    "allauth.socialaccount.providers.microsoft",
    "allauth.socialaccount.providers.github",
    "csp",
    "django_htmx",
    "template_partials",
    "accounts",
    "billing",
    "templates_app",
    "certificates",
    "wallet",
    "marketplace",
]

MIDDLEWARE = [
    "iconikcerts.common.middleware.ClientAddressMiddleware",
    "iconikcerts.common.middleware.OriginMiddleware",
    "iconikcerts.common.logs.RefusalsMiddleware",
    "iconikcerts.common.headers.HeadersMiddleware",
    "iconikcerts.common.headers.NoPlainApiMiddleware",
    "django.middleware.security.SecurityMiddleware",
    "whitenoise.middleware.WhiteNoiseMiddleware",
    "iconikcerts.common.middleware.CompressTextMiddleware",
    "csp.middleware.CSPMiddleware",
    "django.contrib.sessions.middleware.SessionMiddleware",
    "django.middleware.locale.LocaleMiddleware",
    "django.middleware.common.CommonMiddleware",
    "django.middleware.csrf.CsrfViewMiddleware",
    "django.contrib.auth.middleware.AuthenticationMiddleware",
    "django.contrib.messages.middleware.MessageMiddleware",
    "django.middleware.clickjacking.XFrameOptionsMiddleware",
    "django_htmx.middleware.HtmxMiddleware",
    "iconikcerts.common.htmx.SessionEndedMiddleware",
    "allauth.account.middleware.AccountMiddleware",
    "accounts.middleware.sessions.SignInMiddleware",
    "iconikcerts.common.middleware.DomainErrorMiddleware",
    "accounts.middleware.terms.TermsMiddleware",
    "accounts.middleware.uploads.ScanUploadsMiddleware",
]

TEMPLATES = [
    {
        "BACKEND": "django.template.backends.django.DjangoTemplates",
        "DIRS": [BASE_DIR / "templates"],
        "APP_DIRS": True,
        "OPTIONS": {
            "context_processors": [
                "django.template.context_processors.request",
                "django.contrib.auth.context_processors.auth",
                "django.contrib.messages.context_processors.messages",
                "csp.context_processors.nonce",
                "iconikcerts.navigation.context",
                "iconikcerts.theme.context",
                "iconikcerts.seo.context",
            ],
            "libraries": {"common": "iconikcerts.common.template_tags"},
        },
    },
]

LANGUAGE_CODE = "en"
LANGUAGES = [("en", "English")]
FORMAT_MODULE_PATH = "iconikcerts.formats"
TIME_ZONE = env.text("TIME_ZONE", "UTC")
USE_I18N = True
USE_TZ = True
