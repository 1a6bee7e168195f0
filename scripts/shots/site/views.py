"""Errors on demand, each raised as the product raises it, and mails as pages."""

from collections.abc import Mapping
from uuid import UUID

from csp.decorators import csp_exempt
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse

from certificates.models import Certificate
from certificates.options import JobOptions
from certificates.services import letters
from iconikcerts.common.errors import Conflict, DomainError, TooManyRequests

FAULTS: Mapping[int, Exception] = {
    400: SuspiciousOperation("asked for by the pictures"),
    403: PermissionDenied,
    404: Http404("asked for by the pictures"),
    409: Conflict("This job was started already.", mend="Open it from the list of jobs."),
    422: DomainError("The number pattern has no running number.", mend="Put {seq} into it once."),
    429: TooManyRequests(
        "Many certificates were checked from your network in a short time.",
        mend="Wait 40 seconds, then reload this page.",
        retry_after_s=40,
    ),
    500: RuntimeError("asked for by the pictures: not a fault"),
}
SITE = "http://certificates.localhost"
MAIL_CONTEXT = {
    "current_site": {"domain": "certificates.localhost", "name": "IconikCerts"},
    "code": "BCDF-GHJK",
    "password_reset_url": f"{SITE}/accounts/password/reset/key/1-c9x2k1-8f/",
    "signup_url": f"{SITE}/accounts/signup/",
    "email": "amina@example.org",
    "from_email": "amina@example.org",
    "to_email": "a.okonkwo@example.org",
    "deleted_email": "amina@example.org",
    "timestamp": "21 November 2026, 10:30",
    "ip": "203.0.113.7",
    "user_agent": "Firefox 145 on Linux",
}


def error(request: HttpRequest, status: int) -> HttpResponse:
    """Fails as a page of the product would that ends with `status`."""
    raise FAULTS[status]


@csp_exempt()
def mail(request: HttpRequest, template: str) -> HttpResponse:
    """The HTML kind of a mail. Its style stands in the mark-up, which our own policy forbids to pages."""
    return render(request, template, MAIL_CONTEXT)


@csp_exempt()
def certificate_mail(request: HttpRequest, certificate_id: UUID) -> HttpResponse:
    """The HTML kind of the message with a certificate."""
    found = Certificate.objects.select_related("hash", "job__template_version").get(pk=certificate_id)
    options = JobOptions.from_json(found.job.options)
    context = letters.content(found, found.job, options) | {
        "can_reply": False,
        "picture": reverse("wallet:certificate_picture", args=[found.code]),
    }
    return render(request, "emails/certificate.html", context)
