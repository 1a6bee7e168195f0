"""What people put into addresses, headers and forms to get further than they may, tried on every address of the site."""

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode, urlsplit

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import transaction
from django.test import Client
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from accounts.models import Team, TeamMember, User
from templates_app.models import Template
from tests.factories import PASSWORD, make_member, make_user
from tests.iconikcerts.access.rooms import Room, furnish
from tests.iconikcerts.access.table import Address
from tests.iconikcerts.access.test_every_address import TABLE, acting_for, by_name

pytestmark = pytest.mark.django_db
ELSEWHERE = (
    "https://evil.example/",
    "//evil.example/",
    "https:evil.example",
    "/\\evil.example/",
    "javascript:alert(1)",
    "///evil.example/",
    "\\\\evil.example/",
    "/\t/evil.example/",
    "\t//evil.example/",
    " //evil.example/",
    "http:///evil.example/",
    "https://testserver@evil.example/",
    "https://testserver.evil.example/",
    "data:text/html,evil",
    "//evil.example\r\nSet-Cookie: a=b",
)
# The names under which sites are told where to go on.
ONWARD = (
    "next",
    "back",
    "return",
    "return_to",
    "redirect",
    "redirect_to",
    "url",
    "continue",
    "goto",
    "HTTP_REFERER",
)
# They read the keys that the person has, and that of the room was made by no device.
WITH_A_REAL_KEY = {"mfa_add_webauthn", "mfa_reauthenticate_webauthn"}
# Fields of our models that no form offers to whom it is about.
RAISED: dict[str, Any] = {
    "is_staff": "on", "is_superuser": "on", "is_active": "on", "role": "owner", "tier": "enterprise", "permissions": "{}",
    "is_shipped": "on", "is_personal": "on", "status": "published", "user_permissions": "1", "groups": "1",
}  # fmt: skip


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Room]:
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnish()
        transaction.set_rollback(True)


@pytest.fixture
def room(furnished: Room, settings: Settings) -> Room:
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()
    return furnished


def standing(user: User, team: Team) -> tuple[Any, ...]:
    """What a person is, and what a team may."""
    person = User.objects.values_list("is_staff", "is_superuser", "role", "tier").get(pk=user.pk)
    roles = sorted(TeamMember.objects.filter(team=team).values_list("user_id", "role"))
    owned = Team.objects.values_list("tier", "owner_id", "is_personal").get(pk=team.pk)
    return person, roles, owned, Template.objects.filter(is_shipped=True).count()


@pytest.mark.parametrize("address", TABLE, ids=by_name)
def test_fields_that_no_form_offers_raise_nobody(room: Room, address: Address) -> None:
    editor = make_member(room.team, TeamMember.Role.EDITOR)
    client = acting_for(editor, room.team)
    before = standing(editor, room.team)
    own = {
        "user": str(editor.pk),
        "owner": str(editor.pk),
        "team": str(room.team.pk),
        "email": editor.email,
        "name": "Mallory",
    }

    for ids in room.variants(address.keywords):
        client.post(address.path(ids), RAISED | own)

    assert standing(editor, room.team) == before


@pytest.mark.parametrize("address", [one for one in TABLE if one.name not in WITH_A_REAL_KEY], ids=by_name)
def test_nobody_is_led_to_another_site(room: Room, address: Address) -> None:
    client = acting_for(room.owner, room.team)
    for target in ELSEWHERE[:2]:
        told = dict.fromkeys(ONWARD, target)
        for ids, method in product(room.variants(address.keywords), (client.get, client.post)):
            response = method(f"{address.path(ids)}?{urlencode(told)}", told)
            to = urlsplit(response.headers.get("Location", response.headers.get("HX-Redirect", "")))
            assert (to.scheme, to.netloc) == ("", "")
            assert "evil" not in to.path.split("/")[1:2]


@pytest.mark.parametrize("target", ELSEWHERE)
def test_a_log_in_leads_to_no_other_site(settings: Settings, target: str) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    user = make_user()
    EmailAddress.objects.create(user=user, email=user.email, primary=True, verified=True)

    answer = Client().post(
        f"/accounts/login/?{urlencode({'next': target})}",
        {"login": user.email, "password": PASSWORD, "next": target},
    )

    assert (answer.status_code, answer["Location"]) == (302, "/dashboard")


@pytest.mark.parametrize("path", ["/", "/accounts/password/reset/", "/verify", "/healthz"])
def test_a_host_that_is_not_ours_is_not_answered(settings: Settings, path: str) -> None:
    settings.DEBUG = False
    for name in ("HTTP_HOST", "HTTP_X_FORWARDED_HOST"):
        answer = Client(**{name: "evil.example"}).get(path)
        assert answer.status_code == 400 if name == "HTTP_HOST" else b"evil.example" not in answer.content


def test_a_mail_names_our_site_whatever_host_was_asked(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    user = make_user()

    Client(HTTP_X_FORWARDED_HOST="evil.example").post("/accounts/password/reset/", {"email": user.email})

    assert ["evil.example" in str(sent.body) for sent in mail.outbox] == [False]
