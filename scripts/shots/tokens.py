"""API tokens in every state, one of them with a month of use; and apps in which somebody is signed in."""

from __future__ import annotations

from datetime import UTC, timedelta

from django.utils import timezone

from accounts.models import ApiToken, ApiTokenUse, Team
from accounts.services import token_families, tokens


def make(team: Team) -> dict[str, str]:
    """The id of the one that is used, as a fact."""
    used = _token(team, "Course platform", days=365)
    _token(team, "Spreadsheet of the registry", days=7)
    tokens.revoke(token=_token(team, "Trial", days=30), by=team.owner)
    now = timezone.now()
    ApiToken.objects.filter(pk=used.pk).update(last_used_at=now - timedelta(minutes=4))
    for back in range(30):
        day = (now - timedelta(days=back)).astimezone(UTC).date()
        if day.weekday() < 5:
            requests = 40 + 37 * (back * back % 11)
            ApiTokenUse.objects.create(
                token=used, day=day, requests=requests, limited=requests // 5 if day.weekday() == 2 else 0
            )
    assert team.owner is not None
    for device in ("Iconik/2.1 (iPhone; iOS 19.1)", "Iconik/2.1 (Android 16)"):
        token_families.begin(user=team.owner, methods=["pwd"], device=device)
    return {"token": str(used.pk)}


def _token(team: Team, name: str, *, days: int) -> ApiToken:
    made, _ = tokens.create(
        team=team,
        by=team.owner,
        name=name,
        scopes_wanted=["team.view", "design.view"],
        days=days,
        per_minute=120,
    )
    return made
