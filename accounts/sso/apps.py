"""A team's single sign-on as the "app" that django-allauth works with: made from our row each time, kept nowhere."""

from allauth.socialaccount.models import SocialApp
from django.conf import settings
from django.urls import reverse

from accounts import sealing
from accounts.models import EmailDomain, SingleSignOn, Team
from accounts.sso import metadata, saml
from iconikcerts.common.errors import Conflict

Kind = SingleSignOn.Kind
PREFIX = "sign-on-"
SECRET_PURPOSE = "single-sign-on/v1"  # noqa: S105 - a name


def is_ours(provider_id: str) -> bool:
    """Whether django-allauth's provider is one of a team."""
    return provider_id.startswith(PREFIX)


def domains_of(team: Team) -> list[str]:
    """The domains that the team has proven to be its own."""
    return list(
        EmailDomain.objects.for_team(team).verified().order_by("domain").values_list("domain", flat=True)
    )


def app_of(connection: SingleSignOn, *, signs_messages: bool = False) -> SocialApp:
    """`signs_messages`: SAML messages must be signed themselves, not only what they carry. Raises Conflict."""
    is_oidc = connection.kind == Kind.OIDC
    app = SocialApp(
        provider="openid_connect" if is_oidc else "saml",
        provider_id=connection.provider_id,
        name=connection.team.name[:40],
        client_id=connection.client_id if is_oidc else connection.team.slug,
    )
    app.settings = {
        "team_slug": connection.team.slug,
        # An address counts as proven in these domains alone, whatever the provider says.
        "verified_email": domains_of(connection.team),
        "email_authentication": True,
    }
    if is_oidc:
        app.secret = _secret(connection)
        app.settings |= {
            "server_url": connection.issuer.rstrip("/"),
            "issuer": connection.issuer,
            "oauth_pkce_enabled": True,
        }
    else:
        app.settings |= _saml(connection, signs_messages)
    return app


def _secret(connection: SingleSignOn) -> str:
    try:
        return sealing.unseal(connection.sealed_secret, purpose=SECRET_PURPOSE)
    except sealing.CannotOpen as fault:
        raise Conflict(
            f"The client secret of {connection.team.name} can no longer be read.",
            mend="Its owner enters it anew under “Single sign-on”.",
        ) from fault


def _saml(connection: SingleSignOn, signs_messages: bool) -> dict[str, object]:
    certificates = metadata.parted(connection.certificate)
    idp = {
        "entity_id": connection.entity_id,
        "sso_url": connection.sso_url,
        "slo_url": connection.slo_url,
        "x509cert": certificates[0],
        saml.SEVERAL: certificates,
    }
    advanced = {
        "strict": True,
        "want_assertion_signed": True,
        "want_message_signed": signs_messages,
        "want_name_id": True,
        "reject_deprecated_algorithm": True,
        "reject_idp_initiated_sso": True,
        "allow_single_label_domains": settings.DEBUG or bool(settings.SIGN_ON_INTERNAL_HOSTS),
    }
    named = {"email": connection.email_attribute, "name": connection.name_attribute}
    mapping = saml.ATTRIBUTES | {ours: [theirs] for ours, theirs in named.items() if theirs}
    return {"idp": idp, "advanced": advanced, "attribute_mapping": mapping}


def addresses_of(team: Team) -> dict[str, str]:
    """What an administrator copies to the identity provider: addresses of ours, whole."""
    slug = team.slug
    named = {
        "start": reverse("accounts:sso_team", args=[slug]),
        "redirect": reverse("accounts:sso_callback", args=[slug]),
        "entity_id": reverse("saml_metadata", args=[slug]),
        "acs": reverse("saml_acs", args=[slug]),
        "slo": reverse("saml_sls", args=[slug]),
    }
    return {name: f"{settings.SITE_URL}{path}" for name, path in named.items()}
