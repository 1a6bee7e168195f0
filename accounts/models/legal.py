"""Texts that people agree to or are told, in versions.

The database itself refuses to change them (`accounts.audit.append_only`): a version that somebody has seen stays what it was.
"""

from django.db import models

from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class LegalText(BaseModel):
    """One published version of a document, with everything filled in: what people read, letter by letter.

    `document`: a key of `accounts.legal.documents`. `body`: the small markup of `accounts.legal.markup`. `sha256`: over
    document, language, title and body (`accounts.legal.documents.digest`). `shipped`: the number that the shipped text
    had, 0 for a text of the operator's own.
    """

    document = models.CharField(max_length=32)
    language = models.CharField(max_length=8)
    number = models.PositiveIntegerField()
    title = models.CharField(max_length=120)
    body = models.TextField()
    sha256 = models.CharField(max_length=64)
    # What is new in it, for who knows the version before.
    note = models.CharField(max_length=300, blank=True)
    # Whoever agreed to an earlier version is asked again.
    asks_again = models.BooleanField(default=True)
    shipped = models.PositiveIntegerField(default=0)
    published_by = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )

    class Meta:
        constraints = [
            models.UniqueConstraint(
                fields=["document", "language", "number"], name="legal_text_number_unique"
            ),
            models.CheckConstraint(condition=models.Q(number__gte=1), name="legal_text_number_from_one"),
        ]

    def __str__(self) -> str:
        return f"{self.title}, version {self.number}"

    @property
    def audit_label(self) -> str:
        return str(self)
