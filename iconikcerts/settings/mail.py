"""Outgoing mail. EMAIL_URL: smtp+tls://user:password@host:587, filemail:///var/mail,
or consolemail:// to print mails."""

from iconikcerts.settings import env

_mail = env.url_config("EMAIL_URL", "email_url")

EMAIL_BACKEND = _mail["EMAIL_BACKEND"]
EMAIL_HOST = _mail.get("EMAIL_HOST") or ""
EMAIL_PORT = _mail.get("EMAIL_PORT") or 25
EMAIL_HOST_USER = _mail.get("EMAIL_HOST_USER") or ""
EMAIL_HOST_PASSWORD = _mail.get("EMAIL_HOST_PASSWORD") or ""
EMAIL_USE_TLS = _mail.get("EMAIL_USE_TLS", False)
EMAIL_USE_SSL = _mail.get("EMAIL_USE_SSL", False)
EMAIL_FILE_PATH = str(env.BASE_DIR / (_mail.get("EMAIL_FILE_PATH") or "var/mail"))
EMAIL_TIMEOUT = 20
DEFAULT_FROM_EMAIL = env.text("DEFAULT_FROM_EMAIL", "IconikCerts <no-reply@localhost>")
# Where people write who want a paid plan. Empty: the pricing page shows the free one only.
SALES_EMAIL = env.text("SALES_EMAIL", "")
SERVER_EMAIL = DEFAULT_FROM_EMAIL
EMAIL_SUBJECT_PREFIX = ""

# Messages with certificates. What is sent at most in a second, by all workers together. 0: no limit.
MAIL_PER_SECOND = env.number("MAIL_PER_SECOND", 10)
# Messages that one task claims and sends over one connection.
MAIL_BATCH = env.number("MAIL_BATCH", 50)
# A claim older than this belongs to a dead worker; must exceed the longest batch.
MAIL_LEASE_S = env.number("MAIL_LEASE_S", 300)
# Tries of one message that the server puts off, and the pause before the second; each further pause is twice as long.
MAIL_TRIES = env.number("MAIL_TRIES", 10)
MAIL_RETRY_S = env.number("MAIL_RETRY_S", 60)
# The largest PDF that is attached; larger ones are only linked. 0: never attached.
MAIL_ATTACH_MAX_MB = env.number("MAIL_ATTACH_MAX_MB", 5)
# How often one certificate may be sent again in a day.
MAIL_RESENDS_PER_DAY = env.number("MAIL_RESENDS_PER_DAY", 5)
