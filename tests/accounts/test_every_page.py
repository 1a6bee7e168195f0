"""Every page of an account that can be reached: in the site's own frame, and with no link that leads nowhere."""

import re
from urllib.parse import urlsplit

import pytest
from allauth.account import urls as allauth_urls
from allauth.account.models import EmailAddress
from allauth.account.utils import user_pk_to_url_str
from django.contrib.auth.tokens import default_token_generator
from django.core.cache import cache
from django.test import Client
from django.urls import Resolver404, resolve, reverse

from accounts.models import AuditEvent, Team, User
from tests.factories import make_certificate, make_member, make_team, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
PROFILE, EMAIL = "/account", "/accounts/email/"
TABS = [
    PROFILE,
    EMAIL,
    "/accounts/password/change/",
    "/accounts/2fa/",
    "/account/devices",
    "/account/activity",
    "/account/privacy",
]
NAMES = sorted(pattern.name for pattern in allauth_urls.urlpatterns if pattern.name)
KEYS = {
    "account_reset_password_from_key": [
        {"uidb36": "1", "key": "nonsense"},
        {"uidb36": "valid", "key": "valid"},
    ],
}


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    made = make_user("amina@example.org", name="Amina Okonkwo")
    EmailAddress.objects.create(user=made, email=made.email, primary=True)
    return made


def addresses(name: str, user: User) -> list[str]:
    """Where a page of django-allauth stands: with a key that fits and one that does not, where it takes one."""
    valid = {"key": default_token_generator.make_token(user), "uidb36": user_pk_to_url_str(user)}
    given = KEYS.get(name, [{}])
    return [
        reverse(name, kwargs={k: valid[k] if v == "valid" else v for k, v in each.items()}) for each in given
    ]


def links(page: str) -> set[str]:
    """The site's own addresses that the page leads to."""
    found = re.findall(r'<(?:a|form)[^>]* (?:href|action)="(/[^"]*)"', page)
    return {urlsplit(link).path for link in found}


def is_there(address: str) -> bool:
    try:
        return bool(resolve(address))
    except Resolver404:
        return False


@pytest.mark.parametrize("is_logged_in", [False, True], ids=["visitor", "logged-in"])
@pytest.mark.parametrize("name", NAMES)
def test_a_page_of_the_account_is_in_our_frame_and_leads_somewhere(
    client: Client, user: User, name: str, is_logged_in: bool
) -> None:
    if is_logged_in:
        client.force_login(user)
    for address in addresses(name, user):
        response = client.get(address, follow=True)
        page = response.content.decode()

        assert response.status_code == 200, address
        assert 'class="wordmark"' in page, address
        assert len(re.findall("<h1", page)) == 1, address
        assert "/" in links(page), address
        assert {link for link in links(page) if not is_there(link)} == set(), address


def test_somebody_without_a_password_sets_one_in_place_of_changing_it(client: Client, user: User) -> None:
    user.set_unusable_password()
    user.save()
    client.force_login(user)

    page = client.get("/accounts/password/change/", follow=True)

    assert page.redirect_chain == [("/accounts/password/set/", 302)]
    assert "Set a password" in page.content.decode()


@pytest.mark.parametrize("address", TABS)
def test_the_pages_of_an_account_stand_beside_each_other(client: Client, user: User, address: str) -> None:
    client.force_login(user)

    page = client.get(address).content.decode()

    tabs = page[page.index('class="tab-row settings-tabs"') :].split("</nav>")[0]
    assert re.findall(r'href="([^"]+)"', tabs) == TABS
    assert re.findall(r'href="([^"]+)" aria-current="page"', tabs) == [address]


def acts(client: Client) -> list[tuple[str, list[str]]]:
    """Each address with what the page offers to do with it."""
    page = client.get(EMAIL).content.decode()
    listed = page[page.index('class="entries"') :].split("</ul>")[0].split("</li>")
    return [
        (match[1], re.findall(r'name="action_(\w+)"', item))
        for item in listed
        if (match := re.search(r"entry-name[^>]*>([^<]+)<", item))
    ]


def test_with_each_address_stands_only_what_can_be_done_with_it(client: Client, user: User) -> None:
    client.force_login(user)
    alone = acts(client)
    EmailAddress.objects.filter(user=user).update(verified=True)
    confirmed = acts(client)
    EmailAddress.objects.create(user=user, email="new@example.org")
    EmailAddress.objects.create(user=user, email="old@example.org", verified=True)

    assert alone == [("amina@example.org", ["send"])]
    assert confirmed == [("amina@example.org", [])]
    assert acts(client) == [
        ("amina@example.org", []),
        ("new@example.org", ["send", "remove"]),
        ("old@example.org", ["primary", "remove"]),
    ]


def test_what_is_offered_for_an_address_is_done(client: Client, user: User) -> None:
    client.force_login(user)
    EmailAddress.objects.filter(user=user).update(verified=True)
    EmailAddress.objects.create(user=user, email="old@example.org", verified=True)

    client.post(EMAIL, {"email": "old@example.org", "action_primary": ""})
    client.post(EMAIL, {"email": "amina@example.org", "action_remove": ""})

    user.refresh_from_db()
    assert user.email == "old@example.org"
    assert acts(client) == [("old@example.org", [])]


def test_a_new_name_is_also_that_of_the_own_team_but_not_of_issued_certificates(
    client: Client, user: User
) -> None:
    own = Team.objects.get(owner=user)
    issued = make_certificate(team=own)
    client.force_login(user)

    answer = client.post(PROFILE, {"name": "  Amina Adeyemi "})

    user.refresh_from_db()
    own.refresh_from_db()
    issued.refresh_from_db()
    assert answer["Location"] == PROFILE
    assert (user.name, own.name, issued.issuer_name) == ("Amina Adeyemi", "Amina Adeyemi", "Amina Okonkwo")
    assert AuditEvent.objects.filter(team=own, action="team.rename", actor=user).count() == 1


def test_a_team_with_a_name_of_its_own_keeps_it(client: Client, user: User) -> None:
    Team.objects.filter(owner=user).update(name="Lumen Academy")
    shared = make_team("Amina Okonkwo", owner=user)
    client.force_login(user)

    client.post(PROFILE, {"name": "Amina Adeyemi"})

    assert Team.objects.get(owner=user, is_personal=True).name == "Lumen Academy"
    shared.refresh_from_db()
    assert shared.name == "Amina Okonkwo"
    assert not AuditEvent.objects.filter(action="team.rename").exists()


@pytest.mark.parametrize("name", ["", "   ", "x" * 121])
def test_a_name_that_cannot_be_is_refused_and_kept_for_mending(client: Client, user: User, name: str) -> None:
    client.force_login(user)

    response = client.post(PROFILE, {"name": name})

    user.refresh_from_db()
    assert (response.status_code, user.name) == (422, "Amina Okonkwo")
    assert "field-errors" in response.content.decode()


def test_the_profile_names_ones_teams_and_roles(client: Client, user: User) -> None:
    make_member(make_team("Chess Club"), "viewer", user=user)  # type: ignore[arg-type]
    client.force_login(user)

    listed = client.get(PROFILE).context["memberships"]

    assert [(each.team.name, each.get_role_display()) for each in listed] == [
        ("Amina Okonkwo", "Owner"),
        ("Chess Club", "Viewer"),
    ]


def test_the_profile_brings_hidden_first_steps_back(client: Client, user: User) -> None:
    client.force_login(user)
    before = "Show it again" in client.get(PROFILE).content.decode()
    client.post("/dashboard/first-steps")
    hidden = "Show it again" in client.get(PROFILE).content.decode()
    client.post("/dashboard/first-steps", {"show": "yes"})

    assert (before, hidden, "Show it again" in client.get(PROFILE).content.decode()) == (False, True, False)


def test_the_profile_is_for_people_who_are_logged_in(client: Client) -> None:
    assert client.get(PROFILE)["Location"] == f"/accounts/login/?next={PROFILE}"
