"""Base of all models."""

import uuid

from django.db import models


class BaseModel(models.Model):
    """A random UUID as primary key (ids in URLs cannot be counted up) and two timestamps (UTC)."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    created_at = models.DateTimeField(auto_now_add=True, db_index=False)
    updated_at = models.DateTimeField(auto_now=True)

    class Meta:
        abstract = True
