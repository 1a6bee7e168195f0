"""Uploads in which a scanner found something."""

from django.db import models

from accounts.models.team import Team
from accounts.models.user import User
from iconikcerts.common.models import BaseModel


class QuarantinedUpload(BaseModel):
    """A file that was refused. It lies packed in the storage, so that nothing opens it by accident, until it is deleted."""

    team = models.ForeignKey(Team, on_delete=models.SET_NULL, null=True, related_name="+")
    user = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")
    name = models.CharField(max_length=200)
    found = models.CharField(max_length=200)  # the scanner's name of what is in it
    size = models.PositiveBigIntegerField()  # bytes
    sha256 = models.CharField(max_length=64)
    path = models.CharField(max_length=255)  # of the page to which it was sent
    # Packed with zlib; empty once it is deleted.
    file = models.FileField(upload_to="quarantine/", max_length=255, blank=True)

    def __str__(self) -> str:
        return f"{self.name}: {self.found}"
