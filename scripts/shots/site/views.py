"""Errors on demand, each raised as the product raises it, and mails as pages."""

from collections.abc import Mapping
from pathlib import Path
from uuid import UUID

from csp.decorators import csp_exempt
from django.core.exceptions import PermissionDenied, SuspiciousOperation
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils.html import format_html, format_html_join

from accounts.services.quarantine import InfectedUpload, UploadNotScanned
from certificates.models import Certificate
from certificates.options import JobOptions
from certificates.services import letters
from iconikcerts.common.errors import Conflict, DomainError, TooManyRequests
from scripts.shots import team_mails

FAULTS: Mapping[str, Exception] = {
    "400": SuspiciousOperation("asked for by the pictures"),
    "403": PermissionDenied,
    "404": Http404("asked for by the pictures"),
    "409": Conflict("This job was started already.", mend="Open it from the list of jobs."),
    "422": DomainError("The number pattern has no running number.", mend="Put {seq} into it once."),
    "429": TooManyRequests(
        "Many certificates were checked from your network in a short time.",
        mend="Wait 40 seconds, then reload this page.",
        retry_after_s=40,
    ),
    "500": RuntimeError("asked for by the pictures: not a fault"),
    "infected": InfectedUpload(
        "“graduates 2026.csv” contains Win.Test.EICAR_HDB-1, which the virus scanner knows. It was not taken.",
        mend="Check the computer that it comes from, and upload a clean copy.",
    ),
    "not-scanned": UploadNotScanned(
        "The file could not be checked for viruses, so it was not taken.",
        mend="Try again in a few minutes. If it goes on, tell whoever runs this site.",
    ),
    "downloads": TooManyRequests(
        "Your team has downloaded as many files as its plan has in a day.",
        mend="Wait 7 hours, then download the rest.",
        retry_after_s=25200,
    ),
}
TEMPLATES = Path(__file__).resolve().parents[3] / "templates"
TEXTS = [
    path for folder in ("account", "mfa") for path in (TEMPLATES / folder / "email").glob("[!b]*_message.txt")
]
TEXTS_PAGE = (
    '<!DOCTYPE html><html lang="en"><meta charset="utf-8"><meta name="viewport" content="width=device-width">'
    '<meta name="color-scheme" content="light dark"><title>Texts of mails</title><style>pre {{ white-space: pre-wrap; '
    "overflow-wrap: anywhere }}</style><body>{}"
)
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


def error(request: HttpRequest, fault: str) -> HttpResponse:
    """Fails as a page of the product would."""
    raise FAULTS[fault]


@csp_exempt()
def mail(request: HttpRequest, template: str) -> HttpResponse:
    """The HTML kind of a mail. Its style stands in the mark-up, which our own policy forbids to pages."""
    return render(request, template, MAIL_CONTEXT)


@csp_exempt()
def team_mail(request: HttpRequest, name: str) -> HttpResponse:
    """The HTML kind of a mail about people and teams."""
    return HttpResponse(team_mails.kept(name)["html"])


@csp_exempt()
def mail_texts(request: HttpRequest) -> HttpResponse:
    """The text of every mail of this part, one below the other, as programs show them that know no HTML."""
    sent = [team_mails.kept(name) for name in team_mails.NAMES]
    stems = sorted(f"{path.parts[-3]}/email/{path.name.removesuffix('_message.txt')}" for path in TEXTS)
    texts = [(each["subject"], each["text"]) for each in sent]
    texts += [(_said(f"{stem}_subject.txt"), _said(f"{stem}_message.txt")) for stem in stems]
    return HttpResponse(format_html(TEXTS_PAGE, format_html_join("\n", "<h2>{}</h2><pre>{}</pre>", texts)))


def _said(template: str) -> str:
    return render_to_string(template, MAIL_CONTEXT).strip()


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
