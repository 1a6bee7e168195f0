"""Links to files of a team: signed, for one person, one file and a few minutes.

A link that goes astray, in a history, a log or a mail, opens nothing for anybody else, and soon for nobody. That the
person may have the file is asked when the link is made, and once more when it is opened.
"""

from dataclasses import dataclass
from typing import Any
from uuid import UUID

from django.conf import settings
from django.core import signing
from django.urls import reverse

from accounts import permissions
from accounts.models import Team, TeamMember, User
from accounts.permissions import Capability
from iconikcerts.common.errors import NotFound

SALT = "file-link"


@dataclass(frozen=True, slots=True)
class FileLink:
    """`kind` says what `thing`, an id, is the id of."""

    kind: str
    thing: UUID
    team: Team
    user: User

    def require(self, capability: Capability) -> TeamMember:
        """The person's membership, while it has the capability. Raises NotAllowed."""
        return permissions.require(user=self.user, team=self.team, capability=capability)


def address(*, kind: str, thing: UUID, team: Team, user: User) -> str:
    """Where the file is for FILE_LINK_S seconds."""
    said = {"k": kind, "i": str(thing), "t": str(team.pk), "u": str(user.pk)}
    return reverse("certificates:file", args=[signing.dumps(said, salt=SALT)])


def read(token: str, *, user: User) -> FileLink:
    """What a link of this person says. Raises NotFound when it was altered, has run out, or is another's."""
    try:
        said: dict[str, Any] = signing.loads(token, salt=SALT, max_age=settings.FILE_LINK_S)
    except signing.BadSignature:
        raise _nothing() from None
    team = Team.objects.filter(pk=said["t"]).first()
    if team is None or said["u"] != str(user.pk):
        raise _nothing()
    return FileLink(said["k"], UUID(said["i"]), team, user)


def _nothing() -> NotFound:
    minutes = -(-settings.FILE_LINK_S // 60)
    return NotFound(
        f"This link does not work. Links to files are good for {minutes} minutes.",
        mend="Go back to the page that it comes from, and download the file there.",
    )
