"""Single sign-on of a team, and the domains whose addresses it speaks for."""

from django.db import models
from django.db.models import Q
from django.db.models.functions import Lower

from accounts.models.team import Team
from iconikcerts.common.models import BaseModel


class SingleSignOn(BaseModel):
    """The identity provider of a team. What it says counts for addresses in the team's verified domains alone."""

    class Kind(models.TextChoices):
        OIDC = "oidc", "OpenID Connect"
        SAML = "saml", "SAML 2.0"

    class DefaultRole(models.TextChoices):
        VIEWER = "viewer", "Viewer"
        EDITOR = "editor", "Editor"

    team = models.OneToOneField(Team, on_delete=models.CASCADE, related_name="sign_on")
    kind = models.CharField(max_length=4, choices=Kind)
    # OpenID Connect: the issuer as its metadata names it; the secret is kept sealed (`accounts.sealing`).
    issuer = models.CharField(max_length=500, blank=True)
    client_id = models.CharField(max_length=190, blank=True)
    sealed_secret = models.TextField(blank=True)
    # SAML: who signs (its entity id, and its certificates in PEM, one below the other), and where log-ins and log-outs are
    # asked for; where its metadata lies, which is read again each day, "" when it was pasted; and the attributes that hold
    # address and name, "" for the usual ones.
    entity_id = models.CharField(max_length=500, blank=True)
    sso_url = models.CharField(max_length=500, blank=True)
    slo_url = models.CharField(max_length=500, blank=True)
    certificate = models.TextField(blank=True)
    metadata_url = models.CharField(max_length=500, blank=True)
    metadata_read_at = models.DateTimeField(null=True, blank=True)
    email_attribute = models.CharField(max_length=200, blank=True)
    name_attribute = models.CharField(max_length=200, blank=True)
    # Whether people of the verified domains come in by it alone.
    is_enforced = models.BooleanField(default=False)
    # Whether it stands for the second factor that the team asks for.
    is_second_factor = models.BooleanField(default=False)
    default_role = models.CharField(max_length=8, choices=DefaultRole, default=DefaultRole.VIEWER)

    class Meta:
        constraints = [
            models.CheckConstraint(
                condition=(Q(kind="oidc") & ~Q(issuer="") & ~Q(client_id="") & ~Q(sealed_secret=""))
                | (Q(kind="saml") & ~Q(entity_id="") & ~Q(sso_url="") & ~Q(certificate="")),
                name="sign_on_complete",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.kind} of {self.team_id}"

    @property
    def provider_id(self) -> str:
        """What django-allauth calls it, also as the origin of accounts that come by it."""
        return f"sign-on-{self.pk.hex}"


class EmailDomainQuerySet(models.QuerySet["EmailDomain"]):
    def for_team(self, team: Team) -> "EmailDomainQuerySet":
        return self.filter(team=team)

    def verified(self) -> "EmailDomainQuerySet":
        return self.filter(verified_at__isnull=False)


class EmailDomain(BaseModel):
    """A domain of email addresses that a team says is its own; it is, once `verified_at` is set.

    Several teams may say so, but one alone can have proven it.
    """

    team = models.ForeignKey(Team, on_delete=models.CASCADE, related_name="email_domains")
    # In lower case, as in DNS (IDNA).
    domain = models.CharField(max_length=253)
    token = models.CharField(max_length=43)
    verified_at = models.DateTimeField(null=True, blank=True)
    # When the proof was last seen, and since when it is not there any more (`services.domain_watch`).
    checked_at = models.DateTimeField(null=True, blank=True)
    missing_since = models.DateTimeField(null=True, blank=True)

    objects = EmailDomainQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["team", "domain"], name="email_domain_once_per_team"),
            models.UniqueConstraint(
                fields=["domain"], condition=Q(verified_at__isnull=False), name="email_domain_proven_once"
            ),
            models.CheckConstraint(condition=Q(domain=Lower("domain")), name="email_domain_in_lower_case"),
        ]

    def __str__(self) -> str:
        return self.domain

    @property
    def audit_label(self) -> str:
        return self.domain
