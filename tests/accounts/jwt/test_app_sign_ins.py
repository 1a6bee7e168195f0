"""What a person sees of the apps in which they are signed in."""

import re
from datetime import timedelta

from django.test import Client
from django.utils import timezone

from accounts.models import TokenFamily, User
from accounts.services import token_families
from accounts.services.token_families import Pair
from tests.factories import make_user

LIST = "/account/devices"


def shown(client: Client) -> list[str]:
    page = client.get(LIST).content.decode()
    if 'id="apps-heading"' not in page:
        return []
    return re.findall(r'entry-name"[^>]*>([^<]+)<', page.split('id="apps-heading"')[1].split("</ul>")[0])


def test_apps_are_listed_and_signed_out_one_by_one(client: Client, person: User, pair: Pair) -> None:
    client.force_login(person)
    tablet = token_families.begin(user=person, methods=["pwd"], device="Iconik/2.0 (Android 16)")
    over = token_families.begin(user=person, methods=["pwd"], device="Long-ago/1.0")
    family = token_families.check(over.access_token)[1]
    TokenFamily.objects.filter(pk=family.pk).update(expires_at=timezone.now() - timedelta(days=1))
    before = shown(client)
    mine = token_families.check(pair.access_token)[1]

    answer = client.post(f"/account/apps/{mine.pk}/sign-out")

    assert before == ["Iconik on Android", "Iconik for phones"]
    assert answer["Location"] == LIST
    assert shown(client) == ["Iconik on Android"]
    assert token_families.check(tablet.access_token)[0] == person
    mine.refresh_from_db()
    assert mine.end == TokenFamily.End.LOGGED_OUT


def test_all_are_signed_out_at_once(client: Client, person: User, pair: Pair) -> None:
    client.force_login(person)
    token_families.begin(user=person, methods=["pwd"], device="")

    client.post("/account/apps/sign-out")

    assert (shown(client), TokenFamily.objects.filter(ended_at=None).count()) == ([], 0)


def test_logging_out_everywhere_else_means_apps_too(client: Client, person: User, pair: Pair) -> None:
    client.force_login(person)

    client.post("/account/devices/end-others")

    assert shown(client) == []
    assert client.get(LIST).status_code == 200


def test_apps_of_others_are_not_there(client: Client, person: User, pair: Pair) -> None:
    client.force_login(make_user())
    family = TokenFamily.objects.get()

    answer = client.post(f"/account/apps/{family.pk}/sign-out")
    client.post("/account/apps/sign-out")

    family.refresh_from_db()
    assert (answer.status_code, family.ended_at, shown(client)) == (404, None, [])
