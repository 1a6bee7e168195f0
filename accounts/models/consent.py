"""What each person has agreed to. The database itself refuses to change it: what was given or taken back stays on record."""

from django.db import models

from accounts.models.legal import LegalText
from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class Consent(BaseModel):
    """That a person gave or took back a consent, or accepted the terms, at a time, having seen a version of its text.

    The newest row of a person, purpose and `about` is the state. `about`: the one thing that it is for (the id of a
    certificate), "" where the purpose has none. After an erasure `user` is an id that names nobody.
    """

    class Way(models.TextChoices):
        SIGN_UP = "sign_up", "when signing up"
        ASKED = "asked", "when asked after logging in"
        PAGE = "page", "on the page “Privacy”"
        CERTIFICATE = "certificate", "on the page of the certificate"
        MAIL = "mail", "by the link in a mail"
        ERASURE = "erasure", "by the erasure of the account"
        OPERATOR = "operator", "by whoever runs this site"

    user = models.ForeignKey(User, on_delete=models.DO_NOTHING, db_constraint=False, related_name="consents")
    purpose = models.CharField(max_length=32)
    about = models.CharField(max_length=64, blank=True)
    is_given = models.BooleanField()
    text = models.ForeignKey(LegalText, on_delete=models.PROTECT, related_name="+")
    way = models.CharField(max_length=12, choices=Way)

    class Meta:
        indexes = [models.Index(fields=["user", "purpose", "about", "-created_at"], name="consent_newest")]

    def __str__(self) -> str:
        return f"{self.purpose} {'given' if self.is_given else 'taken back'} {self.about}".strip()
