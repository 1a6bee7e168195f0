"""API tokens: made within what their maker may do, found, revoked, counted."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core.cache import cache
from django.db import connection
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import ApiToken, ApiTokenUse, AuditEvent, Team, TeamMember
from accounts.services import token_use, tokens
from accounts.tasks import write_uses_of_tokens
from iconikcerts.common.errors import NotAllowed
from tests.factories import make_member, make_user

Make = Callable[..., tuple[ApiToken, str]]
Role = TeamMember.Role


def refusal(text: str) -> str:
    with pytest.raises(tokens.TokenRefused) as refused:
        tokens.find(text)
    return refused.value.code


def test_the_token_itself_is_kept_nowhere(make_token: Make) -> None:
    token, text = make_token()

    assert tokens.find(text) == token
    for table in ("accounts_apitoken", "accounts_auditevent", "accounts_auditparticulars"):
        with connection.cursor() as cursor:
            cursor.execute(f"SELECT * FROM {table}")  # noqa: S608 - names of ours
            assert text[14:] not in str(cursor.fetchall())


def test_making_and_revoking_one_is_on_record(make_token: Make, team: Team) -> None:
    token, _ = make_token()
    admin = make_member(team, Role.ADMIN)
    tokens.revoke(token=token, by=admin)
    tokens.revoke(token=token, by=team.owner)

    events = AuditEvent.objects.filter(target_id=str(token.pk)).order_by("created_at")
    assert [(event.action, event.actor, event.target_label) for event in events] == [
        ("token.create", team.owner, f"Course platform ({token.prefix}…)"),
        ("token.revoke", admin, f"Course platform ({token.prefix}…)"),
    ]
    assert events[0].data["scopes"] == ["design.view", "team.view"]
    assert token.revoked_by == admin


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_only_who_may_manage_tokens_makes_or_revokes_one(make_token: Make, team: Team, role: Role) -> None:
    token, text = make_token()
    member = make_member(team, role)

    with pytest.raises(NotAllowed):
        make_token(by=member)
    with pytest.raises(NotAllowed):
        tokens.revoke(token=token, by=member)
    assert tokens.find(text) == token


@pytest.mark.parametrize("scopes", [["team.delete"], ["design.view", "token.manage"], ["nonsense"], [""]])
def test_a_token_is_never_made_for_what_the_api_does_not_offer(make_token: Make, scopes: list[str]) -> None:
    with pytest.raises(NotAllowed):
        make_token(scopes_wanted=scopes)


def test_a_token_without_scope_is_not_made(make_token: Make) -> None:
    with pytest.raises(tokens.NoScope):
        make_token(scopes_wanted=[])


@pytest.mark.parametrize(("days", "given"), [(30, 30), (0, 1), (-5, 1), (5_000, 365)])
def test_every_token_runs_out(make_token: Make, days: int, given: int) -> None:
    token, _ = make_token(days=days)

    assert abs(token.expires_at - timezone.now() - timedelta(days=given)) < timedelta(minutes=1)


def test_a_team_has_room_for_so_many_living_tokens(make_token: Make, team: Team, settings: Settings) -> None:
    settings.API_TOKENS_PER_TEAM = 2
    first, _ = make_token()
    make_token()
    with pytest.raises(tokens.TooManyTokens):
        make_token()
    tokens.revoke(token=first, by=team.owner)

    assert make_token()[0].pk


def test_what_is_wrong_with_a_token_is_told(make_token: Make, team: Team) -> None:
    maker = make_member(team, Role.ADMIN)
    revoked, expired, orphaned, sleeping = (make_token(by=maker) for _ in range(4))
    tokens.revoke(token=revoked[0], by=team.owner)
    ApiToken.objects.filter(pk=expired[0].pk).update(expires_at=timezone.now())
    ApiToken.objects.filter(pk=orphaned[0].pk).update(maker=None)

    assert refusal("ic_live_nonsense") == "unknown_token"
    assert refusal(revoked[1]) == "revoked_token"
    assert refusal(expired[1]) == "expired_token"
    assert refusal(orphaned[1]) == "orphaned_token"
    assert tokens.find(sleeping[1]) == sleeping[0]
    maker.is_active = False
    maker.save()
    assert refusal(sleeping[1]) == "orphaned_token"


def uses(token: ApiToken) -> list[tuple[int, int]]:
    return list(ApiTokenUse.objects.filter(token=token).values_list("requests", "limited"))


def a_minute_later(token: ApiToken) -> None:
    cache.delete(f"token-use:{token.pk}:written")


def test_uses_are_counted_and_written_once_a_minute(make_token: Make) -> None:
    token, _ = make_token()
    for number in range(5):
        token_use.note(token=token, is_limited=number == 4)
    token.refresh_from_db()
    first_used = token.last_used_at

    assert first_used is not None
    assert uses(token) == [(1, 0)]
    today = first_used.date()
    assert token_use.waiting(token=token, day=today) == (4, 1)

    a_minute_later(token)
    token_use.note(token=token, is_limited=False)

    token.refresh_from_db()
    assert uses(token) == [(6, 1)]
    assert token_use.waiting(token=token, day=today) == (0, 0)
    assert token.last_used_at is not None
    assert token.last_used_at > first_used


def test_what_was_counted_last_is_written_without_another_use(make_token: Make) -> None:
    token, _ = make_token()
    unused, _ = make_token()
    for _ in range(3):
        token_use.note(token=token, is_limited=False)
    token.refresh_from_db()
    used_at = token.last_used_at
    ApiTokenUse.objects.create(token=unused, day=timezone.now().date() - timedelta(days=100), requests=9)

    a_minute_later(token)
    write_uses_of_tokens()

    token.refresh_from_db()
    assert (uses(token), uses(unused)) == ([(3, 0)], [])
    assert token.last_used_at == used_at


def test_a_token_of_somebody_who_left_the_team_stays_listed_for_those_who_remain(
    make_token: Make, team: Team
) -> None:
    admin = make_member(team, Role.ADMIN, user=make_user("gone@example.org"))
    token, _ = make_token(by=admin)
    Team.objects.filter(owner=admin).delete()
    admin.delete()

    token.refresh_from_db()
    assert (token.maker, list(ApiToken.objects.for_team(team))) == (None, [token])
