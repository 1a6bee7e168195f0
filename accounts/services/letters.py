"""Mails about teams: text and HTML from `templates/emails/`, sent at once."""

import logging
from collections.abc import Mapping
from typing import Any

from django.conf import settings
from django.core.mail import EmailMultiAlternatives
from django.template.loader import render_to_string

from iconikcerts.common.errors import DomainError

log = logging.getLogger(__name__)


class NotSent(DomainError):
    """The mail server does not take our mail at the moment."""

    code = "mail_not_sent"


def send(
    *,
    to: str,
    subject: str,
    template: str,
    context: dict[str, Any],
    headers: Mapping[str, str] | None = None,
) -> None:
    """Send `emails/<template>.txt` and `.html` to one address. Call it after the commit of what it tells of.

    Raises NotSent. Names that people gave may stand in `subject`: line breaks in it are taken out.
    """
    given = {"site_url": settings.SITE_URL, "subject": subject, **context}
    message = EmailMultiAlternatives(
        subject=" ".join(subject.split()),
        body=render_to_string(f"emails/{template}.txt", given),
        to=[to],
        headers=dict(headers or {}),
    )
    message.attach_alternative(render_to_string(f"emails/{template}.html", given), "text/html")
    try:
        message.send()
    except OSError as error:  # smtplib's faults are OSErrors too
        log.exception("the mail %s could not be sent", template)
        raise NotSent(
            "The mail could not be sent just now.", mend="Send it again in a few minutes."
        ) from error
