"""What stands behind the tokens of our own clients: keys that sign, families of refresh tokens, tokens that are denied."""

from django.db import models
from django.db.models import Q

from accounts.models.user import User
from iconikcerts.common import devices
from iconikcerts.common.models import BaseModel


class SigningKey(BaseModel):
    """An RSA key. It signs from `signs_from` until the next one does, and is published until its last tokens ran out."""

    # RFC 7638: SHA-256 over the public part.
    kid = models.CharField(max_length=43, unique=True)
    public_jwk = models.JSONField()
    # The private part, encrypted: `accounts.jwt.sealing`.
    private_jwe = models.TextField()
    signs_from = models.DateTimeField()
    # Known to others: what it signed is refused from then on.
    revoked_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        indexes = [models.Index(fields=["-signs_from"], name="signing_key_newest")]

    def __str__(self) -> str:
        return self.kid


class TokenFamily(BaseModel):
    """One log-in of a client of ours, and all tokens that come from it. Its id is the claim `sid` of access tokens."""

    class End(models.TextChoices):
        LOGGED_OUT = "logged_out", "Logged out"
        REUSED = "reused", "A refresh token was used twice"
        CHANGED = "changed", "The password was changed, or the account closed"
        RAN_OUT = "ran_out", "Ran out"
        OPERATOR = "operator", "Ended by an operator"

    user = models.ForeignKey(User, on_delete=models.CASCADE, related_name="token_families")
    device = models.CharField(max_length=400, blank=True)
    # How the person proved who they are (RFC 8176): ["pwd"], ["pwd", "otp", "mfa"].
    methods = models.JSONField(default=list)
    # Of the password at that time, as Django keeps it in sessions: with another password all tokens end.
    auth_hash = models.CharField(max_length=64)
    expires_at = models.DateTimeField()
    refreshed_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True, blank=True)
    end = models.CharField(max_length=12, choices=End, blank=True)

    class Meta:
        verbose_name_plural = "token families"
        constraints = [
            models.CheckConstraint(
                condition=Q(ended_at=None, end="") | (Q(ended_at__isnull=False) & ~Q(end="")),
                name="token_family_ended_has_reason",
            ),
        ]
        indexes = [
            models.Index(fields=["user", "-created_at"], name="token_family_of_user"),
            models.Index(fields=["expires_at"], name="token_family_by_end"),
        ]

    def __str__(self) -> str:
        return f"family {self.pk}"

    @property
    def device_name(self) -> str:
        """What the app said of itself, in words: of "Iconik/2.1 (Android 16)" it is "Iconik on Android"."""
        named = devices.named(self.device)
        product = self.device.partition("/")[0].strip()[:60]
        if product in ("", "Mozilla"):
            return named or "An app"
        _, on, system = named.rpartition(" on ")
        return f"{product} on {system}" if on else product


class RefreshToken(BaseModel):
    """Good for one new pair. Used a second time, it ends its family."""

    family = models.ForeignKey(TokenFamily, on_delete=models.CASCADE, related_name="refresh_tokens")
    sha256 = models.CharField(max_length=64, unique=True)
    expires_at = models.DateTimeField()
    used_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["family"], condition=Q(used_at=None), name="refresh_token_one_unused"
            ),
        ]

    def __str__(self) -> str:
        return f"refresh token {self.pk}"


class DeniedToken(models.Model):
    """An access token that was revoked alone, until it would have run out."""

    jti = models.UUIDField(primary_key=True)
    expires_at = models.DateTimeField(db_index=True)

    def __str__(self) -> str:
        return str(self.jti)
