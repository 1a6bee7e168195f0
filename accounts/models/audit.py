"""Who did what, to which thing, when and from where. Written in the transaction of the act, and never changed.

The database itself refuses UPDATE and DELETE of events and links (`accounts.audit.append_only`). Hence no foreign key
here makes the database touch a row when a person or a team goes: the id stays, and names nobody any more.
"""

import uuid

from django.db import models

from accounts.models.team import Team
from accounts.models.user import User
from iconikcerts.common.models import BaseModel

# The chain of events that belong to no team, such as a log-in.
SITE_CHAIN = uuid.UUID(int=0)


class AuditParticulars(models.Model):
    """What of an event can be forgotten: the address and device, and personal values. One row serves all events of one act.

    The events hold a digest over it with its salt. While the row is there it cannot be altered unnoticed; once it is
    deleted, the digest says nothing about what it was.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField()
    # Of whom this tells; kept as ids, so that deleting a person is free to go first.
    person_id = models.UUIDField(null=True)
    subject_id = models.UUIDField(null=True)
    salt = models.CharField(max_length=32)
    address = models.GenericIPAddressField(null=True)
    device = models.CharField(max_length=400, blank=True)
    # {"email": {"from": …, "to": …}} for fields that changed, {"email": …} for others.
    values = models.JSONField(default=dict, blank=True)

    class Meta:
        verbose_name_plural = "audit particulars"
        indexes = [
            models.Index(fields=["person_id", "-created_at"], name="particulars_of_person"),
            models.Index(fields=["subject_id"], name="particulars_of_subject"),
            models.Index(fields=["created_at"], name="particulars_by_age"),
        ]

    def __str__(self) -> str:
        return f"particulars {self.pk}"


class AuditEvent(BaseModel):
    """One act. `data` and `changes` hold ids, counts and settings, never recipients' data.

    `changes`: {"field": {"from": …, "to": …}}, or {"field": {}} where the values are personal and stand in `particulars`,
    or nowhere. `team` is null for what a person does for themselves, such as logging in.
    """

    class ActorKind(models.TextChoices):
        PERSON = "person", "Person"
        STAFF = "staff", "Staff"
        TOKEN = "token", "API token"
        JOB = "job", "Job"
        SYSTEM = "system", "System"

    team = models.ForeignKey(
        Team, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="audit_events"
    )
    actor = models.ForeignKey(
        User, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="+"
    )
    actor_kind = models.CharField(
        max_length=8, choices=ActorKind, default=ActorKind.PERSON, db_default=ActorKind.PERSON
    )
    # The prefix of a token, the id of a job: what the actor acted through.
    actor_ref = models.CharField(max_length=64, blank=True, default="", db_default="")
    action = models.CharField(max_length=64)
    target_type = models.CharField(max_length=64)
    target_id = models.CharField(max_length=64)
    target_label = models.CharField(max_length=200, blank=True, default="", db_default="")
    data = models.JSONField(default=dict, blank=True)
    changes = models.JSONField(default=dict, blank=True, db_default=models.Value({}, models.JSONField()))
    particulars = models.ForeignKey(
        AuditParticulars, on_delete=models.DO_NOTHING, db_constraint=False, null=True, related_name="events"
    )
    particulars_digest = models.CharField(max_length=64, blank=True, default="", db_default="")

    class Meta:
        indexes = [
            models.Index(fields=["team", "-created_at", "-id"], name="audit_team_recent"),
            models.Index(fields=["team", "target_id", "-created_at"], name="audit_target_recent"),
            models.Index(fields=["team", "action", "-created_at"], name="audit_action_recent"),
            models.Index(fields=["actor", "-created_at"], name="audit_actor_recent"),
        ]

    def __str__(self) -> str:
        return f"{self.action} {self.target_type} {self.target_id}"

    @property
    def chain(self) -> uuid.UUID:
        """The chain that the event belongs to: its team's, or that of the site."""
        return self.team_id or SITE_CHAIN


class AuditChain(models.Model):
    """The end of a chain; its row is the lock under which links are added. `id` is the team's, or SITE_CHAIN."""

    id = models.UUIDField(primary_key=True)
    sequence = models.PositiveBigIntegerField(default=0)
    hash = models.CharField(max_length=64, blank=True, default="")

    def __str__(self) -> str:
        return f"chain {self.pk} at {self.sequence}"


class AuditLink(models.Model):
    """The place of an event in its chain. `hash` is SHA-256 over event, sequence and `previous` (`accounts.audit.chain`)."""

    event = models.OneToOneField(
        AuditEvent, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="link"
    )
    chain = models.UUIDField()
    sequence = models.PositiveBigIntegerField()
    previous = models.CharField(max_length=64, blank=True)
    hash = models.CharField(max_length=64)

    class Meta:
        constraints = [models.UniqueConstraint(fields=["chain", "sequence"], name="audit_one_link_per_place")]

    def __str__(self) -> str:
        return f"{self.chain} {self.sequence}"


class AuditPending(models.Model):
    """An event that has no link yet; written with it, deleted with its linking. Gone after milliseconds."""

    event = models.OneToOneField(
        AuditEvent, primary_key=True, on_delete=models.DO_NOTHING, db_constraint=False, related_name="pending"
    )
    chain = models.UUIDField(db_index=True)

    class Meta:
        verbose_name_plural = "audit pending"

    def __str__(self) -> str:
        return f"{self.chain} {self.event_id}"
