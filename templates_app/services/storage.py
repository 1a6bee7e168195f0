"""How much a team keeps: its pictures and its own fonts."""

from django.db.models import Sum
from django.template.defaultfilters import filesizeformat

from accounts import limits
from accounts.models import Team
from iconikcerts.common.errors import Conflict
from templates_app.models import Asset, BrandFont


def used(team: Team) -> int:
    """Bytes of a team's pictures and fonts."""
    sums = (kept.objects.for_team(team).aggregate(bytes=Sum("size"))["bytes"] for kept in (Asset, BrandFont))
    return sum(each or 0 for each in sums)


def require_room(*, team: Team, size: int) -> None:
    """Raises Conflict when `size` more bytes are more than the team's tier may keep."""
    most = limits.of(team).storage_bytes
    if most is None or used(team) + size <= most:
        return
    raise Conflict(
        f"There is no room for {filesizeformat(size)} more: the pictures and fonts of {team.name} take "
        f"{filesizeformat(used(team))} of {filesizeformat(most)}.",
        mend="Delete pictures that no design uses, or ask for a larger plan.",
        code="storage_full",
    )
