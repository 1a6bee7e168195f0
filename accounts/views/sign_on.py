"""Pages of the team's settings about single sign-on."""

from typing import Any
from uuid import UUID

from django import forms
from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from accounts.forms.sign_on import DomainForm, OidcForm, RulesForm, SamlForm
from accounts.http import TeamRequest, confirmed, team_view
from accounts.models import EmailDomain, SingleSignOn, Team
from accounts.permissions import Capability
from accounts.services import domain_watch, email_domains, sign_on, sign_on_checks
from accounts.sso import metadata, proofs
from accounts.sso.apps import addresses_of
from iconikcerts.common import ratelimit
from iconikcerts.common.errors import Conflict, DomainError, NotFound

PAGE = "accounts:sign_on"
KINDS = {"oidc": SingleSignOn.Kind.OIDC, "saml": SingleSignOn.Kind.SAML}
# Each check asks a host that the team has named.
CHECKS = ratelimit.Limit("sign-on-check", 20, 600)


@require_safe
@team_view(Capability.SECURITY_MANAGE)
def overview(request: TeamRequest) -> HttpResponse:
    """What is set up, which domains are proven, and what to copy to the provider."""
    return _page(request)


def _page(request: TeamRequest, *, status: int = 200, **forms_sent: forms.Form) -> HttpResponse:
    connection = _connection(request.team)
    domains = EmailDomain.objects.for_team(request.team).order_by("domain")
    context: dict[str, Any] = {
        "connection": connection,
        "addresses": addresses_of(request.team),
        "certificates": metadata.times_of(connection.certificate) if connection else [],
        "domains": [
            {
                "domain": domain,
                "line": email_domains.line_of(domain),
                "record": proofs.name_of_record(domain.domain),
                "file": proofs.address_of_file(domain.domain),
                "until": domain_watch.lapses_on(domain) if domain.missing_since else "",
            }
            for domain in domains
        ],
        "has_proven": any(domain.verified_at for domain in domains),
        "domain_form": DomainForm(),
        "rules_form": RulesForm(
            initial={name: getattr(connection, name) for name in sign_on.RULES} if connection else None
        ),
    }
    return render(request, "team/sign_on.html", context | forms_sent, status=status)


@confirmed
@require_http_methods(["GET", "POST"])
@team_view(Capability.SECURITY_MANAGE)
def edit(request: TeamRequest, kind: str) -> HttpResponse:
    """Set it up, or change it: `kind` is "oidc" or "saml"."""
    connection = _connection(request.team)
    form = _form(request, kind, connection)
    if request.method == "POST" and form.is_valid():
        set_up = sign_on.set_up_oidc if kind == "oidc" else sign_on.set_up_saml
        try:
            set_up(team=request.team, by=request.user, **form.cleaned_data)
        except Conflict as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "Single sign-on is set up. Check it, then log in with it once.")
            return redirect(PAGE)
    context = {
        "form": form,
        "kind": kind,
        "label": KINDS[kind].label,
        "addresses": addresses_of(request.team),
        "here_team": "sign-on",
    }
    return render(request, "team/sign_on_edit.html", context, status=422 if form.errors else 200)


def _form(request: TeamRequest, kind: str, connection: SingleSignOn | None) -> OidcForm | SamlForm:
    data = request.POST or None
    names = ("issuer", "client_id") if kind == "oidc" else sign_on.OF_SAML
    initial = {name: getattr(connection, name) for name in names} if connection else {}
    if kind == "oidc":
        return OidcForm(data, initial=initial, connection=connection)
    return SamlForm(data, initial=initial | {"metadata": initial.get("metadata_url", "")})


@require_POST
@team_view(Capability.SECURITY_MANAGE)
def check(request: TeamRequest) -> HttpResponse:
    """Ask the provider whether it is there."""
    connection = _require(request.team)
    _limit(request.team)
    found = sign_on_checks.check(connection=connection)
    for fault in found.faults:
        messages.error(request, fault)
    for note in found.notes:
        messages.info(request, note)
    if not found.faults:
        messages.success(request, "The settings fit. Now log in with it once, in a private window.")
    return redirect(PAGE)


@confirmed
@require_POST
@team_view(Capability.SECURITY_MANAGE)
def rules(request: TeamRequest) -> HttpResponse:
    """Who must come by it, and what it counts for."""
    connection = _require(request.team)
    form = RulesForm(request.POST)
    if form.is_valid():
        try:
            sign_on.set_rules(connection=connection, by=request.user, **form.cleaned_data)
        except Conflict as error:
            form.add_error(None, str(error))
        else:
            messages.success(request, "The rules are changed. They hold from the next log-in on.")
            return redirect(PAGE)
    return _page(request, status=422, rules_form=form)


@confirmed
@require_POST
@team_view(Capability.SECURITY_MANAGE)
def remove(request: TeamRequest) -> HttpResponse:
    """No single sign-on any more."""
    sign_on.remove(connection=_require(request.team), by=request.user)
    messages.success(
        request, "Single sign-on is removed. People log in by password again; the mailed link sets one."
    )
    return redirect(PAGE)


@confirmed
@require_POST
@team_view(Capability.SECURITY_MANAGE)
def add_domain(request: TeamRequest) -> HttpResponse:
    """Say that a domain is the team's."""
    form = DomainForm(request.POST)
    if form.is_valid():
        try:
            domain = email_domains.claim(team=request.team, by=request.user, **form.cleaned_data)
        except Conflict as error:
            form.add_error("domain", str(error))
        else:
            messages.success(request, f"Now show that {domain.domain} is yours, as it says below.")
            return redirect(PAGE)
    return _page(request, status=422, domain_form=form)


@require_POST
@team_view(Capability.SECURITY_MANAGE)
def check_domain(request: TeamRequest, domain_id: UUID) -> HttpResponse:
    """Look at the proof."""
    domain = _domain(request.team, domain_id)
    _limit(request.team)
    try:
        email_domains.check(domain=domain, by=request.user)
    except DomainError as error:
        messages.error(request, str(error))
    else:
        messages.success(request, f"{domain.domain} is proven to be yours.")
    return redirect(PAGE)


@confirmed
@require_POST
@team_view(Capability.SECURITY_MANAGE)
def remove_domain(request: TeamRequest, domain_id: UUID) -> HttpResponse:
    """Give a domain up."""
    domain = _domain(request.team, domain_id)
    email_domains.remove(domain=domain, by=request.user)
    messages.success(request, f"{domain.domain} is removed.")
    return redirect(PAGE)


def _limit(team: Team) -> None:
    ratelimit.take(CHECKS, str(team.pk), message="That was checked very often.", again="check again")


def _connection(team: Team) -> SingleSignOn | None:
    return SingleSignOn.objects.filter(team=team).first()


def _require(team: Team) -> SingleSignOn:
    """Raises NotFound."""
    found = _connection(team)
    if found is None:
        raise NotFound("This team has no single sign-on.", mend="Set it up first.")
    return found


def _domain(team: Team, domain_id: UUID) -> EmailDomain:
    """Raises NotFound."""
    found = EmailDomain.objects.for_team(team).filter(pk=domain_id).select_related("team__sign_on").first()
    if found is None:
        raise NotFound("There is no such domain.", mend="Choose one from the list.")
    return found
