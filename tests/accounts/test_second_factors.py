"""Authenticator app, passkeys and recovery codes: set up, asked for at log-in, taken away."""

import json
import re

import pytest
from allauth.mfa.models import Authenticator
from django.core import mail
from django.core.cache import cache
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.factors import (
    CODE,
    code_of,
    codes_on,
    give_app,
    give_code,
    give_password,
    recovery_codes_of,
)
from tests.factories import PASSWORD, make_user

FACTORS, APP, CODES = "/accounts/2fa/", "/accounts/2fa/totp/activate/", "/accounts/2fa/recovery-codes/"
HOME = "/dashboard"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_taken_yet() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    return make_user("amina@example.org")


def add_passkey(user: User, name: str = "Laptop") -> Authenticator:
    """A row as a browser's passkey leaves it; its credential is of the kind that cannot log in."""
    data = {"name": name, "credential": {"clientExtensionResults": {"credProps": {"rk": True}}}}
    return Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


def test_an_app_is_set_up_by_its_first_code_and_recovery_codes_are_shown(client: Client, user: User) -> None:
    give_password(client, user)
    page = client.get(APP).content.decode()
    [secret] = re.findall(r"<code data-copy-text>([A-Z2-7]+)</code>", page)
    wrong = client.post(APP, {"code": "000000"})
    [after] = re.findall(r"<code data-copy-text>([A-Z2-7]+)</code>", wrong.content.decode())

    done = client.post(APP, {"code": code_of(secret)}, follow=True)

    assert (after, "does not fit" in wrong.content.decode()) == (secret, True)
    assert done.redirect_chain == [(CODES, 302)]
    assert codes_on(done.content) == recovery_codes_of(user)
    assert len(codes_on(done.content)) == 10


def test_the_picture_for_the_app_holds_the_key_and_is_our_own(client: Client, user: User) -> None:
    give_password(client, user)

    context = client.get(APP).context

    assert context["totp_url"].startswith("otpauth://totp/amina%40example.org?secret=")
    assert context["totp_url"].endswith("&issuer=IconikCerts")
    assert "<svg" in context["totp_svg"]


def test_with_an_app_the_password_alone_does_not_log_in(client: Client, user: User) -> None:
    secret = give_app(user)

    asked = give_password(client, user)
    before = is_in(client)
    refused = give_code(client, "123456")
    led = give_code(client, code_of(secret))

    assert (asked, before, refused, led) == (CODE, False, "", HOME)
    assert is_in(client)


@pytest.mark.parametrize("steps", [-1, 1])
def test_a_clock_that_is_half_a_minute_off_does_no_harm(client: Client, user: User, steps: int) -> None:
    secret = give_app(user)
    give_password(client, user)

    assert give_code(client, code_of(secret, steps=steps)) == HOME


def test_a_code_works_once_for_as_long_as_it_is_taken(client: Client, user: User) -> None:
    code = code_of(give_app(user))
    give_password(client, user)
    give_code(client, code)
    cache.delete_many([f"allauth.mfa.totp.used?user={user.pk}&code={code}"])  # as after one step of 30 s

    thief = Client()
    give_password(thief, user)

    assert give_code(thief, code) == ""
    assert not is_in(thief)


def test_a_recovery_code_logs_in_once(client: Client, user: User) -> None:
    give_app(user)
    code = recovery_codes_of(user)[3]
    give_password(client, user)
    first = give_code(client, f"{code[:4]} {code[4:]}")
    client.post("/accounts/logout/")
    give_password(client, user)

    assert (first, give_code(client, code)) == (HOME, "")
    assert len(recovery_codes_of(user)) == 9


def test_recovery_codes_can_be_taken_along_and_made_anew(client: Client, user: User) -> None:
    secret = give_app(user)
    give_password(client, user)
    give_code(client, code_of(secret))
    old = recovery_codes_of(user)

    file = client.get(f"{CODES}download/")
    anew = client.post(f"{CODES}generate/", follow=True)

    assert file["Content-Disposition"] == 'attachment; filename="recovery-codes.txt"'
    assert [f"{code[:4]} {code[4:]}" for code in old] == file.content.decode().strip().splitlines()[3:]
    assert set(codes_on(anew.content)) & set(old) == set()
    assert codes_on(anew.content) == recovery_codes_of(user)


def test_keys_and_recovery_codes_do_not_lie_open_in_the_database(user: User, settings: Settings) -> None:
    secret, codes = give_app(user), recovery_codes_of(user)

    kept = json.dumps(list(Authenticator.objects.values_list("data", flat=True)))
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    assert secret not in kept
    assert [code for code in codes if code in kept] == []
    assert recovery_codes_of(user) == codes


def test_removing_the_only_factor_takes_the_recovery_codes_too(client: Client, user: User) -> None:
    secret = give_app(user)
    give_password(client, user)
    give_code(client, code_of(secret))

    client.post("/accounts/2fa/totp/deactivate/")
    client.post("/accounts/logout/")

    assert not Authenticator.objects.exists()
    assert give_password(client, user) == HOME


def test_the_owner_is_told_by_mail_when_a_factor_comes_or_goes(client: Client, user: User) -> None:
    secret = give_app(user)
    give_password(client, user)
    give_code(client, code_of(secret))
    mail.outbox.clear()

    client.post("/accounts/2fa/totp/deactivate/")

    [notice] = mail.outbox
    assert (notice.to, notice.subject) == ([user.email], "The authenticator app was removed")
    assert "127.0.0.1" in notice.body


@pytest.mark.parametrize("act", ["edit", "remove"])
def test_passkeys_of_others_cannot_be_touched(client: Client, user: User, act: str) -> None:
    key = add_passkey(make_user("bo@example.org"))
    give_password(client, user)

    seen = client.get(f"/accounts/2fa/webauthn/keys/{key.pk}/{act}/").status_code
    sent = client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/{act}/", {"name": "Mine"}).status_code

    key.refresh_from_db()
    assert (seen, sent, key.data["name"]) == (404, 404, "Laptop")


def test_a_passkey_is_renamed_and_removed_by_its_owner(client: Client, user: User) -> None:
    key = add_passkey(user)
    client.force_login(user)
    client.post("/accounts/reauthenticate/", {"password": PASSWORD})

    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/edit/", {"name": "Key on my ring"})
    page = client.get("/accounts/2fa/webauthn/").content.decode()
    client.post(f"/accounts/2fa/webauthn/keys/{key.pk}/remove/")

    assert "Key on my ring" in page
    assert not Authenticator.objects.exists()


JUNK = ["", "[]", "{}", "null", "7", '{"response": []}', '{"id": "x", "response": {"userHandle": "zzz"}}']


@pytest.mark.parametrize("answer", JUNK)
@pytest.mark.parametrize("address", ["/accounts/2fa/webauthn/login/", CODE])
def test_nonsense_from_a_device_logs_nobody_in(client: Client, user: User, answer: str, address: str) -> None:
    give_app(user)
    give_password(client, user)
    client.get("/accounts/2fa/webauthn/login/", headers={"Accept": "application/json"})

    response = client.post(address, {"credential": answer})

    assert response.status_code in (200, 302)
    assert not is_in(client)


def test_the_page_of_factors_shows_what_is_on(client: Client, user: User) -> None:
    def badges() -> list[str]:
        page = client.get(FACTORS).content.decode()
        found = re.findall(r'<span class="badge"[^>]*>(.*?)</span>', page, re.S)
        return [re.sub(r"<svg.*?</svg>", "", badge, flags=re.S).strip() for badge in found]

    client.force_login(user)
    before = badges()
    give_app(user)
    add_passkey(user)

    assert (before, badges()) == (["Off", "Off"], ["On", "On", "10 left"])


def test_the_admin_is_entered_by_the_same_door(client: Client, user: User) -> None:
    User.objects.filter(pk=user.pk).update(is_staff=True, is_superuser=True)

    answer = client.get("/admin/login/?next=/admin/")
    posted = client.post("/admin/login/?next=/admin/", {"username": user.email, "password": PASSWORD})

    assert answer["Location"] == posted["Location"] == "/accounts/login/?next=/admin/"
