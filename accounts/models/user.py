"""A person with an account."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.auth.models import PermissionsMixin
from django.db import models
from django.db.models.functions import Lower

from iconikcerts.common.models import BaseModel


class UserManager(BaseUserManager["User"]):
    def get_by_natural_key(self, email: str | None) -> "User":
        return self.get(email__iexact=email)

    def create_user(self, email: str, password: str | None = None, **extra: Any) -> "User":
        """A user with a hashed password (None: one that cannot log in by password)."""
        user = self.model(email=email.strip().lower(), **extra)
        user.set_password(password)
        user.save(using=self._db)
        return user

    def create_superuser(self, email: str, password: str | None = None, **extra: Any) -> "User":
        return self.create_user(
            email, password, is_staff=True, is_superuser=True, role=User.Role.ADMIN, **extra
        )


class User(BaseModel, AbstractBaseUser, PermissionsMixin):
    """Logs in by e-mail address. `role` is about the platform; what a person may do in a team is TeamMember's."""

    class Role(models.TextChoices):
        USER = "user", "User"
        CREATOR = "creator", "Creator"
        ADMIN = "admin", "Administrator"

    class Tier(models.TextChoices):
        FREE = "free", "Free"
        PRO = "pro", "Pro"
        ENTERPRISE = "enterprise", "Enterprise"

    email = models.EmailField(max_length=254)
    name = models.CharField(max_length=150, blank=True)
    avatar = models.FileField(upload_to="avatars/", blank=True)
    role = models.CharField(max_length=16, choices=Role, default=Role.USER)
    tier = models.CharField(max_length=16, choices=Tier, default=Tier.FREE)
    is_active = models.BooleanField(default=True)
    is_staff = models.BooleanField(default=False)
    # When the person put the list of first steps on the dashboard away; null while it shows.
    first_steps_hidden_at = models.DateTimeField(null=True, blank=True)

    objects: ClassVar[UserManager] = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = []

    class Meta:
        constraints = [
            models.UniqueConstraint(
                Lower("email"),
                name="user_email_unique",
                violation_error_message="An account with this email address exists already.",
            ),
        ]

    def __str__(self) -> str:
        return self.email

    def get_full_name(self) -> str:
        return self.name or self.email

    def get_short_name(self) -> str:
        return self.name.split(" ")[0] if self.name else self.email.split("@")[0]
