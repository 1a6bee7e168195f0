"""Single sign-on of a team: setting it up, its rules, and who may come in by it."""

from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.db import transaction
from django.utils import timezone

from accounts import audit, sealing, selectors
from accounts.models import EmailDomain, SingleSignOn, Team, TeamMember, User
from accounts.sso import outside
from accounts.sso.apps import SECRET_PURPOSE
from iconikcerts.common.errors import Conflict, NotAllowed

Kind = SingleSignOn.Kind
# What says which provider it is; what another one says about a person is about somebody else.
ORIGIN = ("kind", "issuer", "entity_id")
OF_SAML = (
    "entity_id",
    "sso_url",
    "slo_url",
    "certificate",
    "metadata_url",
    "email_attribute",
    "name_attribute",
)
SHOWN = ("kind", "issuer", "client_id", *OF_SAML)
RULES = ("is_enforced", "is_second_factor", "default_role")
ASK = "Ask the owner of the team, or log in another way."


class AddressRefused(NotAllowed):
    """The provider of a team names an address that it does not speak for."""

    code = "address_refused"


@transaction.atomic
def set_up_oidc(*, team: Team, issuer: str, client_id: str, secret: str, by: User) -> SingleSignOn:
    """OpenID Connect from now on. An empty `secret` keeps the one that is there, as long as the issuer stays.

    Raises Conflict.
    """
    _require_addresses(issuer)
    connection = _of(team)
    if secret:
        connection.sealed_secret = sealing.seal(secret, purpose=SECRET_PURPOSE)
    elif connection.issuer != issuer or not connection.sealed_secret:
        raise Conflict("The client secret is missing.", mend="Copy it from the identity provider.")
    values = dict.fromkeys(OF_SAML, "") | {"kind": Kind.OIDC, "issuer": issuer, "client_id": client_id}
    return _save(connection, values, by, has_new_secret=bool(secret))


@transaction.atomic
def set_up_saml(
    *,
    team: Team,
    entity_id: str,
    sso_url: str,
    slo_url: str,
    certificate: str,
    by: User,
    metadata_url: str = "",
    email_attribute: str = "",
    name_attribute: str = "",
) -> SingleSignOn:
    """SAML 2.0 from now on. `certificate`: PEM, several one below the other. Raises Conflict."""
    _require_addresses(sso_url, *filter(None, [slo_url, metadata_url]))
    connection = _of(team)
    connection.sealed_secret = ""
    connection.metadata_read_at = timezone.now() if metadata_url else None
    values = {"kind": Kind.SAML, "entity_id": entity_id, "sso_url": sso_url, "slo_url": slo_url, "issuer": ""}
    values |= {"certificate": certificate, "metadata_url": metadata_url, "client_id": ""}
    return _save(
        connection, values | {"email_attribute": email_attribute, "name_attribute": name_attribute}, by
    )


def _of(team: Team) -> SingleSignOn:
    if team.is_personal:
        raise Conflict(
            "Your personal team has you alone.", mend="Begin a team, then set up single sign-on there."
        )
    Team.objects.select_for_update().get(pk=team.pk)
    return SingleSignOn.objects.filter(team=team).first() or SingleSignOn(team=team)


def _require_addresses(*addresses: str) -> None:
    for address in addresses:
        if not outside.is_address(address):
            raise Conflict(
                f"{address} is no address with https://.", mend="Copy it from the identity provider."
            )


def _save(
    connection: SingleSignOn, values: dict[str, str], by: User, *, has_new_secret: bool = False
) -> SingleSignOn:
    before = {name: getattr(connection, name) for name in SHOWN}
    for name, value in values.items():
        setattr(connection, name, value)
    is_new = connection._state.adding
    connection.save()
    after = {name: getattr(connection, name) for name in SHOWN}
    if not is_new and any(before[name] != after[name] for name in ORIGIN):
        SocialAccount.objects.filter(provider=connection.provider_id).delete()
    audit.record(
        team=connection.team,
        by=by,
        action="sso.set_up",
        target=connection,
        before=before,
        after=after,
        has_new_secret=has_new_secret,
    )
    return connection


@transaction.atomic
def set_rules(
    *, connection: SingleSignOn, is_enforced: bool, is_second_factor: bool, default_role: str, by: User
) -> None:
    """Who must come by it, what it counts for, and what those who come for the first time may do.

    Raises Conflict when it would shut people out: without a proven domain it means nobody, and an owner without a
    second factor would have no other way in.
    """
    if is_enforced and not EmailDomain.objects.for_team(connection.team).verified().exists():
        raise Conflict(
            "No domain is proven yet.", mend="Add your domain and check it, then ask for single sign-on."
        )
    if is_enforced and not selectors.has_second_factor(by):
        raise Conflict(
            "The owner keeps a way in by password and second factor, and you have no second factor yet.",
            mend="Set one up under “Your account”, then ask for single sign-on.",
        )
    before = {name: getattr(connection, name) for name in RULES}
    after = {
        "is_enforced": is_enforced,
        "is_second_factor": is_second_factor,
        "default_role": SingleSignOn.DefaultRole(default_role).value,
    }
    if before == after:
        return
    for name, value in after.items():
        setattr(connection, name, value)
    connection.save(update_fields=[*RULES, "updated_at"])
    audit.record(
        team=connection.team, by=by, action="sso.rules_change", target=connection, before=before, after=after
    )


@transaction.atomic
def remove(*, connection: SingleSignOn, by: User) -> None:
    """No single sign-on any more. Who came by it alone sets a password by the link that is mailed."""
    SocialAccount.objects.filter(provider=connection.provider_id).delete()
    audit.record(team=connection.team, by=by, action="sso.remove", target=connection, kind=connection.kind)
    connection.delete()


def admit(*, connection: SingleSignOn, address: str, user: User | None) -> None:
    """Whether the provider speaks for `address`, and for the account `user` that it is about to open (None: a new one).

    Raises AddressRefused: outside of the team's proven domains a provider is believed nothing, or a team could log in
    as anybody. Staff of the site never come by a team's provider.
    """
    proven = set(EmailDomain.objects.for_team(connection.team).verified().values_list("domain", flat=True))
    if not address or selectors.domain_of(address) not in proven:
        raise AddressRefused(
            f"The single sign-on of {connection.team.name} does not speak for "
            f"{address or 'an account without an email address'}.",
            mend=ASK,
        )
    if user is None:
        return
    if selectors.domain_of(user.email) not in proven:
        raise AddressRefused("This person's account is known by an address of another domain.", mend=ASK)
    if user.is_staff or user.is_superuser:
        raise AddressRefused("Staff of this site do not log in by a team's single sign-on.", mend=ASK)


@transaction.atomic
def take_over(*, connection: SingleSignOn, user: User, address: str) -> None:
    """Let the provider open an account that is there. The address counts as proven from now on.

    Whoever made the account without having proven the address may have been anybody: the password goes, and with it
    their sessions.
    """
    if not selectors.owns_address(user, address):
        user.set_unusable_password()
        user.save(update_fields=["password", "updated_at"])
    EmailAddress.objects.update_or_create(
        user=user,
        email=address.lower(),
        defaults={"verified": True, "primary": address.lower() == user.email},
    )
    audit.record(team=connection.team, by=user, action="sso.link", target=user)


@transaction.atomic
def join(*, connection: SingleSignOn, user: User) -> None:
    """A member from now on, with the role that newcomers get; who is one already keeps theirs."""
    _, is_new = TeamMember.objects.get_or_create(
        team=connection.team, user=user, defaults={"role": connection.default_role}
    )
    if is_new:
        audit.record(
            team=connection.team,
            by=user,
            action="member.join",
            target=user,
            role=connection.default_role,
            by_single_sign_on=True,
        )
