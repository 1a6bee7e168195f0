"""Who may come in and how they prove who they are: our User, log-in and second factors by django-allauth."""

from iconikcerts.settings import env

AUTH_USER_MODEL = "accounts.User"
# The address is unique whatever its case: a constraint on Lower("email"), which the check does not see.
SILENCED_SYSTEM_CHECKS = ["auth.W004"]
AUTHENTICATION_BACKENDS = ["allauth.account.auth_backends.AuthenticationBackend"]
PASSWORD_HASHERS = [
    "django.contrib.auth.hashers.Argon2PasswordHasher",
    "django.contrib.auth.hashers.PBKDF2PasswordHasher",
]
AUTH_PASSWORD_VALIDATORS = [
    {"NAME": "accounts.passwords.context_words.ContextWordsValidator"},
    {"NAME": "django.contrib.auth.password_validation.UserAttributeSimilarityValidator"},
    {"NAME": "django.contrib.auth.password_validation.MinimumLengthValidator", "OPTIONS": {"min_length": 10}},
    {"NAME": "django.contrib.auth.password_validation.CommonPasswordValidator"},
    {"NAME": "accounts.passwords.breaches.StolenPasswordValidator"},
]

# Where lists of stolen passwords are asked by the first five digits of a hash (the range API of "Have I Been Pwned").
# Empty: nobody is asked, and Django's list of 20,000 common passwords is all that is looked at.
BREACH_CHECK_URL = env.text("BREACH_CHECK_URL", "")
BREACH_CHECK_TIMEOUT_S = env.number("BREACH_CHECK_TIMEOUT_S", 2)

LOGIN_URL = "account_login"
LOGIN_REDIRECT_URL = "dashboard"
LOGOUT_REDIRECT_URL = "home"
# Pages in the way of others: after them one goes on where one was.
DOORS = [
    "account_reauthenticate",
    "mfa_reauthenticate",
    "mfa_reauthenticate_webauthn",
    "accounts:confirm_by_mail",
    "accounts:second_factor_wanted",
]

ACCOUNT_ADAPTER = "accounts.adapter.AccountAdapter"
ACCOUNT_FORMS = {
    "login": "accounts.forms.account.LogInForm",
    "signup": "accounts.forms.account.SignupForm",
    "change_password": "accounts.forms.account.ChangePasswordForm",
    "set_password": "accounts.forms.account.SetPasswordForm",
    "reset_password_from_key": "accounts.forms.account.ResetPasswordKeyForm",
}
ACCOUNT_USER_MODEL_USERNAME_FIELD = None
ACCOUNT_LOGIN_METHODS = {"email"}
ACCOUNT_SIGNUP_FIELDS = ["email*", "password1*"]
# Nobody is in before the code from the mail is given: so the answers to an address that is taken and to a new one are
# the same. (Changing the address on the page for the code would tell them apart.)
ACCOUNT_EMAIL_VERIFICATION = "mandatory"
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_ENABLED = True
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_MAX_ATTEMPTS = 5
ACCOUNT_EMAIL_VERIFICATION_BY_CODE_TIMEOUT = 10 * 60
ACCOUNT_EMAIL_VERIFICATION_SUPPORTS_RESEND = 3
ACCOUNT_EMAIL_SUBJECT_PREFIX = ""
ACCOUNT_CONFIRM_EMAIL_ON_GET = False
ACCOUNT_LOGOUT_ON_GET = False
ACCOUNT_PREVENT_ENUMERATION = True
ACCOUNT_SESSION_REMEMBER = True
ACCOUNT_DEFAULT_HTTP_PROTOCOL = "https" if env.text("SITE_URL").startswith("https://") else "http"
ACCOUNT_EMAIL_NOTIFICATIONS = True
# Seconds after a log-in or a confirmation in which dangerous acts do not ask again who it is.
ACCOUNT_REAUTHENTICATION_TIMEOUT = 60 * env.number("CONFIRM_AGAIN_MINUTES", 15)

# A session that nobody uses ends after the one, and every session after the other (OWASP ASVS 5.0, 7.3).
SESSION_IDLE_MINUTES = env.number("SESSION_IDLE_MINUTES", 3 * 24 * 60)
SESSION_MAX_DAYS = env.number("SESSION_MAX_DAYS", 30)
SESSION_COOKIE_AGE = 60 * SESSION_IDLE_MINUTES
# Devices on which one person is logged in at once; the one that was not used for longest is logged out. 0: no limit.
SESSIONS_PER_PERSON = env.number("SESSIONS_PER_PERSON", 10)
# A file of places by network address in MaxMind's format (.mmdb). Empty: sessions show the address alone.
GEOIP_DATABASE = env.text("GEOIP_DATABASE", "")

# Failed log-ins in five minutes with one address from one network, or from one device that has logged in with it before.
LOGIN_FAILURES = env.number("LOGIN_FAILURES", 5)
# Failed log-ins in an hour with one address, from all devices that have not logged in with it before.
LOGIN_FAILURES_PER_ADDRESS = env.number("LOGIN_FAILURES_PER_ADDRESS", 100)
# Failed log-ins in fifteen minutes from one network, whatever the addresses. A school is one network.
LOGIN_FAILURES_PER_NETWORK = env.number("LOGIN_FAILURES_PER_NETWORK", 60)
# accounts.throttle counts these: django-allauth's counters of an address would let anybody lock its owner out.
ACCOUNT_RATE_LIMITS = {"login": None, "login_failed": None}

MFA_ADAPTER = "accounts.mfa.MFAAdapter"
MFA_SUPPORTED_TYPES = ["totp", "webauthn", "recovery_codes"]
MFA_PASSKEY_LOGIN_ENABLED = True
# RFC 6238, section 5.2: one step of 30 seconds back and forth, for clocks that are a little off.
MFA_TOTP_TOLERANCE = 1
MFA_FORMS = {
    "authenticate": "accounts.forms.factors.CodeForm",
    "reauthenticate": "accounts.forms.factors.ConfirmCodeForm",
    "activate_totp": "accounts.forms.factors.ActivateAppForm",
    "add_webauthn": "accounts.forms.factors.AddPasskeyForm",
    "authenticate_webauthn": "accounts.forms.factors.PasskeyForm",
    "login_webauthn": "accounts.forms.factors.LogInByPasskeyForm",
    "reauthenticate_webauthn": "accounts.forms.factors.ConfirmByPasskeyForm",
    "edit_webauthn": "accounts.forms.factors.RenamePasskeyForm",
}
