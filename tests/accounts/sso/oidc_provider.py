"""A real OpenID Connect provider, django-allauth's, in a process of its own: python oidc_provider.py PORT FOLDER.

It knows PEOPLE and one client. What it signs with is made anew each time.
"""

import sys
from pathlib import Path
from wsgiref.simple_server import make_server

import django
from cryptography.hazmat.primitives.asymmetric import rsa
from cryptography.hazmat.primitives.serialization import Encoding, NoEncryption, PrivateFormat
from django.conf import settings
from django.core.wsgi import get_wsgi_application
from django.urls import URLPattern, URLResolver, include, path

# (address, whether the account is active)
PEOPLE = (
    ("anna@lumen.example", True),
    ("ben@lumen.example", True),
    ("gone@lumen.example", False),
    ("victim@other.example", True),
)
PASSWORD = "correct-horse-battery"
CLIENT_ID, CLIENT_SECRET = "iconikcerts", "a-secret-between-us"
REDIRECT = "http://testserver/accounts/sso/lumen-academy/callback"

urlpatterns: list[URLPattern | URLResolver] = []


def configure(folder: Path) -> None:
    key = rsa.generate_private_key(public_exponent=65537, key_size=2048)
    settings.configure(
        SECRET_KEY="only-for-tests",
        ROOT_URLCONF="__main__",
        ALLOWED_HOSTS=["127.0.0.1"],
        DEFAULT_AUTO_FIELD="django.db.models.BigAutoField",
        USE_TZ=True,
        DATABASES={"default": {"ENGINE": "django.db.backends.sqlite3", "NAME": folder / "provider.sqlite3"}},
        INSTALLED_APPS=[
            "django.contrib.auth",
            "django.contrib.contenttypes",
            "django.contrib.sessions",
            "django.contrib.messages",
            "allauth",
            "allauth.account",
            "allauth.idp.oidc",
        ],
        MIDDLEWARE=[
            "django.contrib.sessions.middleware.SessionMiddleware",
            "django.middleware.csrf.CsrfViewMiddleware",
            "django.contrib.auth.middleware.AuthenticationMiddleware",
            "django.contrib.messages.middleware.MessageMiddleware",
            "allauth.account.middleware.AccountMiddleware",
        ],
        TEMPLATES=[
            {
                "BACKEND": "django.template.backends.django.DjangoTemplates",
                "APP_DIRS": True,
                "OPTIONS": {
                    "context_processors": [
                        "django.template.context_processors.request",
                        "django.contrib.messages.context_processors.messages",
                    ]
                },
            }
        ],
        AUTHENTICATION_BACKENDS=["allauth.account.auth_backends.AuthenticationBackend"],
        PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"],
        ACCOUNT_LOGIN_METHODS={"email"},
        ACCOUNT_SIGNUP_FIELDS=["email*", "password1*"],
        ACCOUNT_EMAIL_VERIFICATION="none",
        ACCOUNT_RATE_LIMITS=False,
        EMAIL_BACKEND="django.core.mail.backends.dummy.EmailBackend",
        IDP_OIDC_PRIVATE_KEY=key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption()).decode(),
    )
    django.setup()
    urlpatterns.extend(
        [path("", include("allauth.idp.urls")), path("accounts/", include("allauth.account.urls"))]
    )


def furnish() -> None:
    from allauth.account.models import EmailAddress
    from allauth.idp.oidc.models import Client
    from django.contrib.auth.hashers import make_password
    from django.contrib.auth.models import User
    from django.core.management import call_command

    call_command("migrate", verbosity=0)
    for address, is_active in PEOPLE:
        user = User.objects.create_user(
            address, address, PASSWORD, is_active=is_active, first_name="Anna", last_name="Berg"
        )
        EmailAddress.objects.create(user=user, email=address, verified=True, primary=True)
    Client.objects.create(
        id=CLIENT_ID,
        name="IconikCerts",
        secret=make_password(CLIENT_SECRET),
        scopes="openid\nprofile\nemail",
        redirect_uris=REDIRECT,
        skip_consent=True,
    )


if __name__ == "__main__":
    configure(Path(sys.argv[2]))
    furnish()
    with make_server("127.0.0.1", int(sys.argv[1]), get_wsgi_application()) as server:
        sys.stderr.write("listening\n")
        server.serve_forever()
