"""Asking the API with a token: RFC 6750, scopes, limits, and that a token is never more than its maker."""

from typing import Any

import pytest
from django.test import Client
from pytest_django.fixtures import Settings
from rest_framework.test import APIClient

from accounts import scopes
from accounts.http import SESSION_KEY
from accounts.models import ApiToken, ApiTokenUse, AuditEvent, Team, TeamMember
from accounts.services import teams, tokens
from iconikcerts import api as addresses
from iconikcerts.common import origin
from tests.accounts.factors import give_app
from tests.factories import make_document, make_member, make_team, make_version

Role = TeamMember.Role
DESIGNS, TEAM, TOKEN = "/api/v1/designs", "/api/v1/team", "/api/v1/token"


def token_for(team: Team, *, by: Any = None, scopes: tuple[str, ...] = ("design.view", "team.view"), per_minute: int = 60) -> tuple[ApiToken, str]:  # fmt: skip
    return tokens.create(
        team=team,
        by=by or team.owner,
        name="Platform",
        scopes_wanted=scopes,
        days=30,
        per_minute=per_minute,
    )


def bearing(text: str, scheme: str = "Bearer") -> Client:
    return Client(headers={"Authorization": f"{scheme} {text}"})


def told(answer: Any) -> tuple[int, str, str]:
    return answer.status_code, answer.json()["error"]["code"], answer.headers.get("WWW-Authenticate", "")


@pytest.mark.parametrize("scheme", ["Bearer", "bearer", "BEARER"])
def test_a_token_acts_for_its_team(team: Team, scheme: str) -> None:
    other = make_team("Another", owner=team.owner)
    make_version(make_document(title="Theirs"), team=other)
    make_version(make_document(title="Ours"), team=team)

    asking = bearing(token_for(team)[1], scheme)

    assert [design["name"] for design in asking.get(DESIGNS).json()["results"]] == ["Ours"]
    assert asking.get(TEAM).json()["id"] == str(team.pk)


def test_a_token_can_be_asked_what_it_is(team: Team) -> None:
    token, text = token_for(team, scopes=("design.view",))

    answer = bearing(text).get(TOKEN).json()

    assert answer["scopes"] == ["design.view"]
    assert (answer["prefix"], answer["team"], answer["per_minute"]) == (token.prefix, str(team.pk), 60)
    assert "sha256" not in answer


def test_the_team_of_a_session_is_not_that_of_the_token(team: Team) -> None:
    """A token in a browser that is logged in elsewhere: the token counts, and no cookie helps it."""
    other = make_team("Another", owner=team.owner)
    client = bearing(token_for(team)[1])
    client.force_login(team.owner)
    session = client.session
    session[SESSION_KEY] = str(other.pk)
    session.save()

    assert client.get(TEAM).json()["id"] == str(team.pk)
    wrong = bearing("ic_live_wrong")
    wrong.force_login(team.owner)
    assert wrong.get(TEAM).status_code == 401


def test_without_any_token_it_is_said_how_to_send_one(db: None, client: Client) -> None:
    assert told(client.get(DESIGNS)) == (401, "not_authenticated", 'Bearer realm="IconikCerts"')


@pytest.mark.parametrize("text", ["", "nonsense", "ic_live_" + "0" * 49, "ic_live_é", "x" * 5000])
def test_what_is_no_token_is_refused(db: None, text: str) -> None:
    assert told(bearing(text).get(DESIGNS)) == (
        401,
        "unknown_token",
        'Bearer realm="IconikCerts", error="invalid_token"',
    )


def test_a_token_in_the_address_or_in_the_body_is_none(team: Team) -> None:
    text = token_for(team)[1]
    client = Client()

    assert client.get(DESIGNS, {"access_token": text, "token": text}).status_code == 401
    assert client.post(DESIGNS, {"access_token": text}).status_code == 401
    assert Client(headers={"Authorization": f"Basic {text}"}).get(DESIGNS).status_code == 401


def test_a_token_that_was_revoked_is_refused_from_the_next_request_on(team: Team) -> None:
    token, text = token_for(team)
    before = bearing(text).get(TEAM).status_code
    tokens.revoke(token=token, by=team.owner)

    assert before == 200
    assert told(bearing(text).get(TEAM))[:2] == (401, "revoked_token")


def test_a_token_is_not_good_for_what_it_was_not_made_for(team: Team) -> None:
    text = token_for(team, scopes=("design.view",))[1]

    assert bearing(text).get(DESIGNS).status_code == 200
    assert told(bearing(text).get(TEAM)) == (
        403,
        "insufficient_scope",
        'Bearer realm="IconikCerts", error="insufficient_scope", scope="team.view"',
    )


def test_a_token_can_do_no_more_than_its_maker_at_each_use(team: Team, settings: Settings) -> None:
    maker = make_member(team, Role.ADMIN)
    _, text = token_for(team, by=maker)
    asking = bearing(text)
    assert asking.get(DESIGNS).status_code == 200

    TeamMember.objects.filter(team=team, user=maker).delete()
    assert told(asking.get(DESIGNS))[:2] == (403, "not_allowed")

    make_member(team, Role.VIEWER, user=maker)
    assert asking.get(DESIGNS).status_code == 200

    maker.is_active = False
    maker.save()
    assert told(asking.get(DESIGNS))[:2] == (401, "orphaned_token")


def test_a_token_of_somebody_without_the_second_factor_that_the_team_asks_for_rests(team: Team) -> None:
    maker = make_member(team, Role.ADMIN)
    asking = bearing(token_for(team, by=maker)[1])
    give_app(team.owner)
    teams.require_second_factor(team=team, is_required=True, by=team.owner)

    assert told(asking.get(DESIGNS))[:2] == (403, "second_factor_wanted")
    give_app(maker)
    assert asking.get(DESIGNS).status_code == 200


def test_every_endpoint_asks_for_a_scope_that_tokens_can_have() -> None:
    views = [pattern.callback for pattern in addresses.v1]
    asked = {view.cls.capability for view in views if hasattr(view.cls, "capability")}

    assert asked == set(scopes.SCOPES)


def test_a_token_may_ask_as_often_as_it_was_given_and_both_is_counted(team: Team) -> None:
    token, text = token_for(team, per_minute=2)
    another = token_for(team)[1]

    answers = [bearing(text).get(TEAM) for _ in range(3)]

    assert [answer.status_code for answer in answers] == [200, 200, 429]
    assert 1 <= int(answers[2]["Retry-After"]) <= 60
    assert bearing(another).get(TEAM).status_code == 200
    token.refresh_from_db()
    assert token.last_used_at is not None
    assert ApiTokenUse.objects.get(token=token).requests >= 1


def test_guessing_is_slowed_down_without_locking_good_tokens_out(team: Team) -> None:
    text = token_for(team)[1]
    codes = [bearing("ic_live_wrong").get(TEAM).status_code for _ in range(31)]

    assert codes == [401] * 30 + [429]
    assert bearing(text).get(TEAM).status_code == 200


def test_what_is_done_by_a_token_is_on_record_as_that(team: Team, monkeypatch: pytest.MonkeyPatch) -> None:
    """No endpoint writes yet; what is asked here is that acts during the request would be told apart."""
    token, text = token_for(team)
    seen: list[origin.Origin] = []
    monkeypatch.setattr(
        "accounts.permissions.require",
        lambda **given: seen.append(origin.current()) or teams.edit(team=team, name="Renamed", description="", by=team.owner),
    )  # fmt: skip

    bearing(text).get(TEAM)

    event = AuditEvent.objects.get(action="team.edit")
    assert (seen[0].channel, seen[0].reference) == ("token", token.prefix)
    assert (event.actor_kind, event.actor_ref) == ("token", token.prefix)


@pytest.mark.parametrize("tail", ["", "/fields", "/fields/schema"])
def test_a_token_reaches_no_design_of_another_team_not_even_of_its_makers_other_team(
    team: Team, tail: str
) -> None:
    text = token_for(team)[1]
    theirs = make_version(team=make_team("Strangers")).template
    makers = make_version(team=make_team("Another", owner=team.owner)).template

    for design in (theirs, makers):
        assert told(bearing(text).get(f"{DESIGNS}/{design.pk}{tail}"))[:2] == (404, "not_found")
        chosen = Client(headers={"Authorization": f"Bearer {text}", "Iconik-Team": str(design.team_id)})
        assert told(chosen.get(f"{DESIGNS}/{design.pk}{tail}"))[:2] == (404, "not_found")


def test_a_session_has_no_token_to_be_asked_about(api: APIClient) -> None:
    assert api.get(TOKEN).status_code == 404
