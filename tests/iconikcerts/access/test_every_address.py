"""Every address of the site, tried by people who have no business there. A new page is among them by itself.

Where this test says that it has no value for a keyword, `rooms.furnish` is to make one; an address that everybody may
see goes into PUBLIC, with its reason.
"""

from collections.abc import Iterator
from itertools import product
from typing import Any
from urllib.parse import urlencode

import pytest
from django.core.cache import cache
from django.db import connection, transaction
from django.http import HttpResponseBase
from django.test import Client
from pytest_django import DjangoDbBlocker
from pytest_django.fixtures import Settings

from accounts.http import SESSION_KEY
from accounts.models import User
from tests.accounts.factors import prove
from tests.factories import make_team, make_user
from tests.iconikcerts.access.rooms import MARK, Room, Rows, Writes, furnish, put_drawn, wrong
from tests.iconikcerts.access.table import Address, addresses

pytestmark = pytest.mark.django_db

# For everybody, logged in or not.
PUBLIC = {
    # the site
    "home", "pricing", "help", "help_article", "privacy", "terms", "legal_version", "legal_changes", "accounts:receipt", "theme", "sitemap", "robots", "manifest", "favicon", "healthz", "security_txt",
    "accounts:jwks",
    # logging in to the API: who asks is not known yet, and what proves it stands in the body; cookies play no part
    *(LOG_IN := {"v1:log_in", "v1:refresh", "v1:revoke"}),
    # an invitation, by the link that was mailed: tried in tests/accounts/teams
    "accounts:invitation",
    # the end of news, by the signed link in each of them: tried in tests/accounts/consents
    "accounts:unsubscribe",
    # logging in by a team's single sign-on
    "accounts:sso", "accounts:sso_team", "accounts:sso_callback",
    # shipped designs, and the format
    "designs:gallery", "designs:design", "designs:preview", "designs:schema",
    # verification, by the code on the certificate: its name is shown to who holds it
    "wallet:verify", "wallet:verify_file", "wallet:certificate_json", "wallet:certificate", "wallet:qr",
    "wallet:certificate_file", "wallet:certificate_picture", "wallet:report", "wallet:reported", "wallet:erase", "wallet:erase_sent",
    # to have one's data removed, by the link that was mailed: tried in tests/wallet/test_erasure_pages.py
    "wallet:erasure",
}  # fmt: skip
# Keys that come by mail, the forms of who is not logged in, and what identity providers send: django-allauth's, tried
# in tests/accounts.
DOORS = ("account_", "socialaccount_", "google_", "microsoft_", "github_", "saml_")
# Pages that say the same of everything that they do not know, other teams' too: "not drawn in time", and the form to
# report a certificate whose code is made up.
TELLS_NOTHING = {"certificates:single_sketch_state", "wallet:report", "wallet:reported", "wallet:erase_sent"}
# Reads a file that is dropped on a page which is kept by caches, and changes nothing; answers what leads nowhere; mail
# programs send it, who have no token (RFC 8058).
WITHOUT_TOKEN = {"wallet:verify_file", "no_such_endpoint", "accounts:unsubscribe", *LOG_IN}
REFUSED = {401, 403, 404, 405}
METHODS = ("get", "post")
TABLE = [address for address in addresses() if not address.name.startswith(DOORS)]
CLOSED = [address for address in TABLE if address.name not in PUBLIC]


@pytest.fixture(scope="module")
def furnished(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Room]:
    """One for all tests of this file, in a transaction around theirs."""
    with django_db_blocker.unblock(), transaction.atomic():
        yield furnish()
        transaction.set_rollback(True)


@pytest.fixture
def room(furnished: Room, settings: Settings) -> Iterator[Room]:
    settings.ACCOUNT_RATE_LIMITS = False
    cache.clear()
    put_drawn(furnished)
    furnished.writes = Writes()
    with connection.execute_wrapper(furnished.writes):
        yield furnished


def acting_for(user: User, team: Any) -> Client:
    client = Client()
    client.force_login(user)
    prove(client, user)  # what asks again who it is would answer nothing else
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()
    return client


def ask(client: Client, method: str, path: str, room: Room) -> HttpResponseBase:
    """With every id of the room in the query and in the body too, under the names that forms give them."""
    named = {key: str(value) for key, value in room.ids.items()}
    certificate, job, design = named["certificate_id"], named["job_id"], named["template_id"]
    named |= {
        "id": certificate, "certificate": certificate, "job": job, "design": design, "team": str(room.team.pk),
        "asset": named["asset_id"], "version": named["version_id"], "confirm": "yes",
    }  # fmt: skip
    if method == "get":
        return client.get(path, named)
    return client.post(f"{path}?{urlencode(named)}", named)


def words(response: HttpResponseBase) -> str:
    whole = b"".join(response.streaming_content) if response.streaming else response.content  # type: ignore[attr-defined]
    return whole.decode("utf-8", "replace")


def by_name(address: Address) -> str:
    return address.name or address.route


@pytest.mark.parametrize("address", CLOSED, ids=by_name)
def test_a_visitor_is_sent_to_the_log_in(room: Room, client: Client, address: Address) -> None:
    for method in METHODS:
        response = ask(client, method, address.path(room.ids), room)

        to_log_in = response.status_code == 302 and response["Location"].startswith("/accounts/login/")
        assert to_log_in or response.status_code in REFUSED, (method, response.status_code)
        assert MARK not in words(response)
    assert room.now() == room.before


@pytest.mark.parametrize("address", [one for one in CLOSED if one.keywords], ids=by_name)
def test_what_is_another_teams_is_not_there(room: Room, address: Address) -> None:
    stranger = make_user()
    client = acting_for(stranger, make_team("Elsewhere", owner=stranger))
    for method in METHODS:
        response = ask(client, method, address.path(room.ids), room)

        assert response.status_code in {403, 404, 405} or address.name in TELLS_NOTHING, (
            method,
            response.status_code,
        )
        assert MARK not in words(response)
    assert of_team(room.now(), room) == of_team(room.before, room)


@pytest.mark.parametrize("address", [one for one in TABLE if not one.keywords], ids=by_name)
def test_ids_of_another_team_in_a_body_reach_nothing(room: Room, address: Address) -> None:
    stranger = make_user()
    client = acting_for(stranger, make_team("Elsewhere", owner=stranger))
    for method in METHODS:
        response = ask(client, method, address.path({}), room)

        assert response.status_code < 500
        assert MARK not in words(response)
    assert of_team(room.now(), room) == of_team(room.before, room)


@pytest.mark.parametrize("address", CLOSED, ids=by_name)
def test_a_viewer_changes_nothing_of_the_team(room: Room, address: Address) -> None:
    client = acting_for(room.viewer, room.team)
    for method, ids in product(METHODS, room.variants(address.keywords)):
        assert ask(client, method, address.path(ids), room).status_code < 500
    assert of_team(room.now(), room) == of_team(room.before, room)


@pytest.mark.parametrize("address", [one for one in TABLE if one.keywords], ids=by_name)
def test_an_id_that_nothing_has_leads_nowhere(room: Room, address: Address) -> None:
    client = acting_for(room.owner, room.team)
    for method in METHODS:
        response = ask(client, method, address.path(wrong(room.ids)), room)

        assert response.status_code in {404, 405} or address.name in TELLS_NOTHING, (
            method,
            response.status_code,
        )


@pytest.mark.parametrize("address", [one for one in TABLE if one.name not in WITHOUT_TOKEN], ids=by_name)
def test_a_post_without_the_token_of_a_form_does_nothing(room: Room, address: Address) -> None:
    client = Client(enforce_csrf_checks=True)
    client.force_login(room.owner)

    assert client.post(address.path(room.ids)).status_code == 403
    assert of_team(room.now(), room) == of_team(room.before, room)


def of_team(rows: Rows, room: Room) -> Rows:
    """What belongs to the room's team, by the column that says so, and the team itself."""
    mine = {"Team": [row for row in rows["Team"] if row["id"] == room.team.pk]}
    for name, table in rows.items():
        mine |= (
            {name: [row for row in table if row["team_id"] == room.team.pk]}
            if table and "team_id" in table[0]
            else {}
        )
    return mine
