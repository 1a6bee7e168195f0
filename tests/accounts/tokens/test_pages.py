"""Pages about API tokens."""

import re
from collections.abc import Callable
from datetime import UTC, timedelta

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.test import Client
from django.utils import timezone

from accounts.http import SESSION_KEY
from accounts.models import ApiToken, ApiTokenUse, Team, TeamMember, User
from accounts.services import tokens
from tests.accounts.factors import prove
from tests.factories import make_member, make_team

Make = Callable[..., tuple[ApiToken, str]]
Role = TeamMember.Role
LIST, NEW = "/team/tokens", "/team/tokens/new"
FORM = {"name": "Course platform", "scopes": ["design.view"], "days": "90", "per_minute": "60"}


def acting(user: User, team: Team) -> Client:
    client = Client()
    client.force_login(user)
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()
    prove(client, user)
    return client


@pytest.fixture
def browser(team: Team) -> Client:
    return acting(team.owner, team)


def test_a_new_token_is_shown_once_and_works(browser: Client, team: Team) -> None:
    response = browser.post(NEW, FORM)

    token = ApiToken.objects.get()
    text = re.search(r"ic_live_[0-9A-Za-z]{49}", response.content.decode())
    assert text is not None
    assert response.status_code == 201
    assert "no-store" in response["Cache-Control"]
    assert tokens.find(text[0]) == token
    assert (token.team, token.maker, token.name, token.scopes) == (team, team.owner, "Course platform", ["design.view"])  # fmt: skip
    for page in (LIST, f"{LIST}/{token.pk}"):
        shown = browser.get(page).content.decode()
        assert text[0] not in shown
        assert token.prefix in shown


@pytest.mark.parametrize(
    "changes",
    [
        {"name": ""},
        {"scopes": []},
        {"scopes": ["team.delete"]},
        {"days": "100000"},
        {"days": "x"},
        {"per_minute": "0"},
        {"per_minute": "301"},
    ],
)
def test_a_form_that_cannot_be_is_given_back_with_what_was_typed(
    browser: Client, changes: dict[str, object]
) -> None:
    response = browser.post(NEW, FORM | {"name": "Kept name"} | changes)

    assert response.status_code == 422
    assert "field-errors" in response.content.decode()
    assert ("Kept name" in response.content.decode()) is ("name" not in changes)
    assert not ApiToken.objects.exists()


def test_who_asks_must_have_shown_it_a_moment_ago(browser: Client, team: Team) -> None:
    session = browser.session
    session[AUTHENTICATION_METHODS_SESSION_KEY] = []
    session.save()

    assert browser.get(LIST).status_code == 200
    for answer in (browser.get(NEW), browser.post(NEW, FORM)):
        assert (answer.status_code, answer["Location"].split("?")[0]) == (302, "/accounts/reauthenticate/")
    assert not ApiToken.objects.exists()


def test_more_in_the_form_than_it_asks_changes_nothing_of_the_token(browser: Client, team: Team) -> None:
    stranger = make_team("Strangers")
    smuggled = {"team": str(stranger.pk), "maker": str(stranger.owner.pk), "prefix": "x", "sha256": "0" * 64}

    browser.post(NEW, FORM | smuggled | {"expires_at": "2099-01-01", "id": str(team.pk)})

    token = ApiToken.objects.get()
    assert (token.team, token.maker) == (team, team.owner)
    assert token.expires_at < timezone.now() + timedelta(days=91)
    assert token.pk != team.pk
    assert token.sha256 != "0" * 64


def test_the_list_says_how_each_token_stands(browser: Client, team: Team, make_token: Make) -> None:
    leaver = make_member(team, Role.ADMIN)
    for name, by in (("used", team.owner), ("fresh", team.owner), ("short", team.owner), ("revoked", team.owner), ("old", team.owner), ("left", leaver)):  # fmt: skip
        make_token(name=name, by=by, days=7 if name == "short" else 90)
    of = ApiToken.objects
    of.filter(name="used").update(last_used_at=timezone.now())
    of.filter(name="old").update(expires_at=timezone.now())
    tokens.revoke(token=of.get(name="revoked"), by=team.owner)
    TeamMember.objects.filter(user=leaver, team=team).delete()

    listed = {
        entry.token.name: (entry.state, entry.is_living) for entry in browser.get(LIST).context["entries"]
    }

    assert listed == {
        "left": ("Out of use: its maker may not do this any more", True),
        "short": ("Runs out soon", True),
        "fresh": ("Not used yet", True),
        "used": ("In use", True),
        "old": ("Run out", False),
        "revoked": ("Revoked", False),
    }
    assert [living for _, living in listed.values()] == [True] * 4 + [False] * 2


def test_the_page_of_a_token_draws_its_use(browser: Client, make_token: Make) -> None:
    token, _ = make_token()
    today = timezone.now().astimezone(UTC).date()
    ApiTokenUse.objects.create(token=token, day=today, requests=1200, limited=30)

    page = browser.get(f"{LIST}/{token.pk}").content.decode()

    assert "1,200 requests in the last 30 days" in page
    assert "30 of them were too many in a minute" in page
    assert len(re.findall("<rect", page.split('class="token-use"')[1].split("</svg>")[0])) == 2
    assert " style=" not in page


def test_revoking_takes_effect_at_once(browser: Client, make_token: Make) -> None:
    token, text = make_token()

    response = browser.post(f"{LIST}/{token.pk}/revoke")

    assert response["Location"] == LIST
    with pytest.raises(tokens.TokenRefused):
        tokens.find(text)


@pytest.mark.parametrize("role", [Role.VIEWER, Role.EDITOR])
def test_pages_are_for_those_who_may_manage_tokens(team: Team, make_token: Make, role: Role) -> None:
    token, text = make_token()
    client = acting(make_member(team, role), team)

    answers = [client.get(LIST), client.get(NEW), client.post(NEW, FORM), client.get(f"{LIST}/{token.pk}"), client.post(f"{LIST}/{token.pk}/revoke")]  # fmt: skip

    assert [answer.status_code for answer in answers] == [403] * 5
    assert tokens.find(text) == token


def test_tokens_of_other_teams_are_not_there(make_token: Make) -> None:
    token, text = make_token()
    other = make_team("Strangers")
    client = acting(other.owner, other)

    assert client.get(f"{LIST}/{token.pk}").status_code == 404
    assert client.post(f"{LIST}/{token.pk}/revoke").status_code == 404
    assert client.get(LIST).context["entries"] == []
    assert tokens.find(text) == token
