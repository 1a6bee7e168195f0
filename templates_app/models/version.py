"""One state of a design, kept for ever once it is published."""

from django.db import models
from django.db.models import Q

from accounts.models import Team, User
from iconikcerts.common.models import BaseModel
from templates_app.models.template import Template


class TemplateVersionQuerySet(models.QuerySet["TemplateVersion"]):
    def for_team(self, team: Team) -> "TemplateVersionQuerySet":
        return self.filter(Q(template__team=team) | Q(template__is_shipped=True))

    def published(self) -> "TemplateVersionQuerySet":
        return self.filter(status=TemplateVersion.Status.PUBLISHED)


class TemplateVersion(BaseModel):
    """A document with a number. Published, it never changes again: migration 0002 has the database refuse it.

    Only `preview`, which is derived from the document, and the words that people gave it, `name` and `note`, may
    still be set. A draft that another version took the place of is set aside and kept.
    """

    class Status(models.TextChoices):
        DRAFT = "draft", "Draft"
        PUBLISHED = "published", "Published"
        ASIDE = "aside", "Set aside"

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="versions")
    creator = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    # Who wrote the document as it stands; empty for the product's own, and when the account was erased.
    changed_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, blank=True, related_name="+")
    number = models.PositiveIntegerField()
    status = models.CharField(max_length=16, choices=Status, default=Status.DRAFT)
    # What people call it and why it came about, both optional. The database fills them in for a process of the version
    # before, which knows no such columns.
    name = models.CharField(max_length=120, blank=True, default="", db_default="")
    note = models.TextField(max_length=2000, blank=True, default="", db_default="")
    document = models.JSONField()
    # Of the canonical form: `templates_app.document.fingerprint`.
    document_sha256 = models.CharField(max_length=64)
    published_at = models.DateTimeField(null=True, blank=True)
    preview = models.FileField(upload_to="designs/", max_length=255, blank=True)

    objects = TemplateVersionQuerySet.as_manager()

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "number"], name="version_number_once_per_template"),
            models.UniqueConstraint(
                fields=["template"], condition=Q(status="draft"), name="version_one_draft_per_template"
            ),
            models.CheckConstraint(condition=Q(number__gte=1), name="version_number_from_one"),
            models.CheckConstraint(
                condition=Q(status__in=["draft", "aside"], published_at__isnull=True)
                | Q(status="published", published_at__isnull=False),
                name="version_published_has_time",
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"

    @property
    def is_published(self) -> bool:
        return self.status == self.Status.PUBLISHED
