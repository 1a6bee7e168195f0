"""What an operator should know before the site goes public: `manage.py check --deploy`."""

from typing import Any

from django.conf import settings
from django.core import checks


@checks.register(checks.Tags.security, deploy=True)
def uploads_are_scanned(**_: Any) -> list[checks.CheckMessage]:
    """W001: no virus scanner is named."""
    if settings.CLAMD_URL:
        return []
    hint = "Run ClamAV's daemon and name it in CLAMD_URL. Until then the privacy page says that files are not scanned."
    return [checks.Warning("Uploads are not scanned for viruses.", hint=hint, id="accounts.W001")]


@checks.register(checks.Tags.security, deploy=True)
def operator_is_named(**_: Any) -> list[checks.CheckMessage]:
    """W010: terms and privacy statement do not say whose they are."""
    if settings.OPERATOR_NAME and settings.OPERATOR_CONTACT:
        return []
    hint = "Set OPERATOR_NAME, OPERATOR_ADDRESS and OPERATOR_CONTACT, then run `manage.py install_texts`."
    said = "Terms of use and privacy statement do not say who runs this site, or where to ask."
    return [checks.Warning(said, hint=hint, id="accounts.W010")]
