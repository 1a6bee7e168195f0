"""One certificate: what it says, what happened to it, and what can be done about it."""

from datetime import date
from typing import Any
from uuid import UUID

from django.conf import settings
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.formats import date_format
from django.views.decorators.http import require_http_methods, require_safe

from accounts import permissions
from accounts.http import TeamRequest, team_view
from accounts.permissions import Capability
from accounts.selectors import approvals_about
from certificates import integrity, selectors
from certificates.forms.reason import ReasonForm
from certificates.forms.single import SEND, SingleForm
from certificates.models import Certificate
from certificates.options import JobOptions
from certificates.services import access, correction, letters, post, resending, revocation, single
from certificates.views.single import form_page, values_of_job
from iconikcerts.common.errors import DomainError
from templates_app.document.fields import computed_fields


@require_safe
@team_view(Capability.CERTIFICATE_VIEW)
def certificate(request: TeamRequest, certificate_id: UUID) -> HttpResponse:
    """Picture, data, life, and the address to share."""
    found = selectors.certificate(request.team, certificate_id)
    access.opened(certificate=found, by=request.user)
    return certificate_page(request, found)


@require_http_methods(["GET", "POST"])
@team_view(Capability.CERTIFICATE_REVOKE)
def certificate_revoke(request: TeamRequest, certificate_id: UUID) -> HttpResponse:
    """Take it back. A page that said why not, loaded again, is the certificate."""
    found = selectors.certificate(request.team, certificate_id)
    if request.method == "GET":
        return redirect("certificates:certificate", found.pk)
    form = ReasonForm(request.POST)
    if not form.is_valid():
        return certificate_page(request, found, form=form)
    revocation.revoke(certificate=found, by=request.user, reason=form.cleaned_data["reason"])
    messages.success(request, f"{found.number} was revoked. Whoever verifies it now sees it.")
    return redirect("certificates:certificate", found.pk)


def certificate_page(
    request: TeamRequest,
    found: Certificate,
    *,
    form: ReasonForm | None = None,
    address: str = "",
    mail_fault: str = "",
) -> HttpResponse:
    """The whole page. `form`: a reason that was refused; `address`, `mail_fault`: where it could not be sent, and why."""
    form = form or ReasonForm()
    under_way = selectors.row_under_way(found)
    is_valid = found.status == Certificate.Status.VALID
    can_edit = permissions.allows(member=request.member, capability=Capability.CERTIFICATE_REVOKE)
    deeds = selectors.deeds(found)
    is_replaced = any(deed.kind == "superseded" for deed in deeds)
    context = {
        "certificate": found,
        "status": "superseded" if is_replaced else found.status_on(timezone.localdate()).value,
        "code": integrity.grouped(found.code),
        "verify_url": settings.SITE_URL + reverse("wallet:certificate", args=[found.code]),
        "values": _values(found),
        "deeds": deeds,
        "under_way": under_way,
        "can_change": can_edit and is_valid and under_way is None,
        "can_erase": found.erased_at is None
        and permissions.allows(member=request.member, capability=Capability.CERTIFICATE_ERASE),
        "form": form,
        "approvals": approvals_about(team=request.team, target_id=found.pk),
        "mail": _mail(request, found, address, mail_fault),
    }
    status = 422 if form.errors or mail_fault else 200
    return render(request, "certificates/certificate_detail.html", context, status=status)


def _mail(request: TeamRequest, found: Certificate, address: str, fault: str) -> dict[str, Any]:
    """What the form that sends it needs; `last`: the message before, None when there was none."""
    last = resending.current(found)
    options = JobOptions.from_json(found.job.options)
    return {
        "last": last,
        "is_on_its_way": bool(last and last.state in ("waiting", "sending")),
        "address": address or (last.address if last else "") or found.recipient_email,
        "answers_to": letters.answers_to(options, request.user),
        "kept_in": post.kept_in(),
        "fault": fault,
    }


def _values(found: Certificate) -> list[tuple[str, str]]:
    """Label and value of all that was filled in, in the order of the design; dates as people write them."""
    fields = [
        *single.fields_for(found.template_version),
        *computed_fields(found.template_version.document),
    ]
    filled = [(field, str(value)) for field in fields if (value := found.data.get(field.key))]
    return [(field.label, _written(value) if field.type == "date" else value) for field, value in filled]


def _written(day: str) -> str:
    """A date of a certificate (YYYY-MM-DD) in words; as it stands when it is none."""
    try:
        return date_format(date.fromisoformat(day), "j F Y")
    except ValueError:
        return day


@require_http_methods(["GET", "POST"])
@team_view(Capability.CERTIFICATE_CORRECT)
def certificate_correct(request: TeamRequest, certificate_id: UUID) -> HttpResponse:
    """The values as they were issued, to be put right; the successor is made like any single certificate."""
    found = selectors.certificate(request.team, certificate_id)
    correction.require_correctable(found)
    version = found.template_version
    was_sent = {SEND: found.deliveries.exists()}
    initial: dict[str, Any] = correction.values_of(found) | was_sent | values_of_job(request)
    form = SingleForm(request.POST or None, version=version, team=request.team, initial=initial)
    if request.method == "POST" and "preview" not in request.POST and form.is_valid():
        try:
            job = correction.correct(
                certificate=found, by=request.user, values=form.typed(), send_email=form.sends
            )
        except DomainError as error:
            form.add_error(None, str(error))
        else:
            return redirect("certificates:single_made", job.pk)
    return form_page(request, "certificates/single_correct.html", form, version, {"certificate": found})
