"""That a member may do more with one design than their role gives them."""

from django.db import models

from accounts.models import TeamMember, User
from accounts.permissions import Capability
from iconikcerts.common.models import BaseModel
from templates_app.models.template import Template


class DesignGrant(BaseModel):
    """One member, one design. It goes with either: whoever leaves the team has nothing left in it."""

    template = models.ForeignKey(Template, on_delete=models.CASCADE, related_name="grants")
    member = models.ForeignKey(TeamMember, on_delete=models.CASCADE, related_name="design_grants")
    may_publish = models.BooleanField(default=False)
    granted_by = models.ForeignKey(User, on_delete=models.SET_NULL, null=True, related_name="+")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["template", "member"], name="design_grant_once_per_member")
        ]

    def __str__(self) -> str:
        return f"{self.member_id} on {self.template_id}"

    @property
    def capabilities(self) -> set[str]:
        publish = {Capability.DESIGN_PUBLISH.value} if self.may_publish else set()
        return {Capability.DESIGN_EDIT.value} | publish
