"""Sending certificates by email because a person asks for it: one, those of a job that failed, many from the list."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST

from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from certificates import selectors
from certificates.services import post, resending
from certificates.services.revocation import CountChanged
from certificates.views.certificates_list import NAMED, Selection, nothing_ticked, selection_of
from certificates.views.certificates_one import certificate_page
from iconikcerts.common.errors import DomainError


@require_http_methods(["GET", "POST"])
@team_view(Capability.CERTIFICATE_SEND)
def certificate_send(request: TeamRequest, certificate_id: UUID) -> HttpResponse:
    """Send it to an address. A page that said why not, loaded again, is the certificate."""
    found = selectors.certificate(request.team, certificate_id)
    if request.method == "GET":
        return redirect("certificates:certificate", found.pk)
    address = request.POST.get("address", "")
    try:
        resending.resend(certificate=found, by=request.user, address=address)
    except DomainError as error:
        return certificate_page(request, found, address=address, mail_fault=str(error))
    messages.success(request, "The message is on its way." if not post.kept_in() else _kept(1))
    return redirect("certificates:certificate", found.pk)


@require_POST
@team_view(Capability.CERTIFICATE_SEND)
def job_send_unsent(request: TeamRequest, job_id: UUID) -> HttpResponse:
    """Send the messages of a job that failed again, as many as the page said."""
    job = selectors.job(request.team, job_id)
    try:
        count = resending.resend_all(
            team=request.team,
            certificates=resending.unsent(job),
            by=request.user,
            expected=_number(request.POST.get("count", "")),
        )
    except CountChanged as error:
        messages.warning(request, str(error))
    else:
        messages.success(request, _done(count))
    return redirect("certificates:job", job.pk)


@require_http_methods(["GET", "POST"])
@team_view(Capability.CERTIFICATE_SEND)
def certificates_send(request: TeamRequest) -> HttpResponse:
    """Says how many messages would go and who gets none; then sends exactly as many, or says that the number changed."""
    selection, fault = selection_of(request), ""
    if request.method == "POST":
        try:
            count = resending.resend_all(
                team=request.team,
                certificates=selection.certificates,
                by=request.user,
                expected=_number(request.POST.get("count", "")),
            )
        except CountChanged as error:
            fault = str(error)
        else:
            messages.success(request, _done(count))
            return redirect(selection.back)
    context = _consequences(selection) | {"fault": fault, "kept_in": post.kept_in()}
    if not context["total"]:
        return nothing_ticked(request, selection)
    return render(request, "certificates/certificate_send_many.html", context, status=422 if fault else 200)


def _consequences(selection: Selection) -> dict[str, Any]:
    """How many messages would go, and for how many certificates none, by reason."""
    chosen = selection.certificates
    to_send = resending.sendable(chosen)
    total, count, revoked = chosen.count(), to_send.count(), chosen.filter(status="revoked").count()
    addressed = resending.addressed(chosen).count()
    return {
        "total": total,
        "count": count,
        "revoked": revoked,
        "unaddressed": total - revoked - addressed,
        "held": addressed - count,
        "named": to_send.only("recipient_name", "number").order_by("-created_at", "-id")[:NAMED],
        "unnamed": max(0, count - NAMED),
        "back": selection.back,
        "action": f"{reverse('certificates:certificates_send')}?{selection.query}",
    }


def _number(text: str) -> int:
    return int(text) if text.isdecimal() else 0


def _done(count: int) -> str:
    if post.kept_in():
        return _kept(count)
    return f"{count:,} message{'s are' if count != 1 else ' is'} on {'their' if count != 1 else 'its'} way."


def _kept(count: int) -> str:
    return f"No mail server is configured: {count:,} message{'s stay' if count != 1 else ' stays'} {post.kept_in()}."
