"""Passkeys: as second factor, in place of the password, and what is tried with answers that are not theirs."""

import json

import pytest
from django.core.cache import cache
from django.test import Client

from accounts.models import User
from tests.accounts.devices import Device
from tests.accounts.factors import CODE, give_password
from tests.factories import make_user

ADD, LOG_IN_BY_KEY = "/accounts/2fa/webauthn/add/", "/accounts/2fa/webauthn/login/"
CODES, HOME = "/accounts/2fa/recovery-codes/", "/dashboard"
pytestmark = pytest.mark.django_db


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def user() -> User:
    return make_user("amina@example.org")


def browser() -> Client:
    """Passkeys are bound to a name: the test's own would need https."""
    return Client(SERVER_NAME="localhost")


def add(client: Client, device: Device, name: str = "Laptop") -> str:
    """Add the device on the page for it; returns where that leads, "" when it is refused."""
    options = client.get(ADD).context["js_data"]["creation_options"]["publicKey"]
    form = {"name": name, "passwordless": "on", "credential": device.create(options)}
    return str(client.post(ADD, form).get("Location", ""))


def log_in_by(client: Client, device: Device) -> str:
    options = client.get(LOG_IN_BY_KEY, headers={"Accept": "application/json"}).json()["request_options"]
    answer = client.post(LOG_IN_BY_KEY, {"credential": device.get(options["publicKey"])})
    return str(answer["Location"])


def asked_for(client: Client) -> dict[str, str]:
    """The options on the page of the second factor."""
    options: dict[str, str] = client.get(CODE).context["js_data"]["request_options"]["publicKey"]
    return options


def is_in(client: Client) -> bool:
    return client.get(HOME).status_code == 200


@pytest.fixture
def device(user: User) -> Device:
    """In the list of passkeys of `user`."""
    client, device = browser(), Device()
    give_password(client, user)
    assert add(client, device) == CODES
    return device


def test_a_passkey_logs_in_alone(user: User, device: Device) -> None:
    client = browser()

    assert log_in_by(client, device) == HOME
    assert is_in(client)


def test_a_passkey_is_a_second_factor_too(user: User, device: Device) -> None:
    client = browser()
    led = give_password(client, user)
    after_password = is_in(client)

    client.post(CODE, {"credential": device.get(asked_for(client))})

    assert (led, after_password, is_in(client)) == (CODE, False, True)


def test_a_passkey_confirms_who_it_is(user: User, device: Device) -> None:
    client = browser()
    client.force_login(user)
    page = client.get("/accounts/2fa/webauthn/reauthenticate/?next=/accounts/2fa/recovery-codes/")
    options = page.context["js_data"]["request_options"]["publicKey"]

    answer = client.post(
        "/accounts/2fa/webauthn/reauthenticate/", {"credential": device.get(options), "next": CODES}
    )

    assert answer["Location"] == CODES
    assert client.get(CODES).status_code == 200


def test_the_same_answer_does_not_log_in_twice(user: User, device: Device) -> None:
    client, thief = browser(), browser()
    options = client.get(LOG_IN_BY_KEY, headers={"Accept": "application/json"}).json()["request_options"]
    answer = device.get(options["publicKey"])
    client.post(LOG_IN_BY_KEY, {"credential": answer})
    thief.get(LOG_IN_BY_KEY, headers={"Accept": "application/json"})

    thief.post(LOG_IN_BY_KEY, {"credential": answer})

    assert (is_in(client), is_in(thief)) == (True, False)


def test_a_key_of_another_device_does_not_log_in(user: User, device: Device) -> None:
    forged = Device()
    forged.id, forged.user = device.id, device.user
    client = browser()

    log_in_by(client, forged)

    assert not is_in(client)


def test_what_a_false_site_got_does_not_log_in(user: User, device: Device) -> None:
    device.origin = "https://iconikcerts.example.net"
    client = browser()

    log_in_by(client, device)

    assert not is_in(client)


def test_the_passkey_of_somebody_else_is_no_second_factor(user: User, device: Device) -> None:
    other, theirs, client = make_user("bo@example.org"), Device(), browser()
    give_password(client, other)
    add(client, theirs)
    client.post("/accounts/logout/")
    give_password(client, user)

    client.post(CODE, {"credential": theirs.get(asked_for(client))})

    assert not is_in(client)


@pytest.mark.parametrize("spoilt", ["attestationObject", "clientDataJSON"])
@pytest.mark.parametrize("value", ["", "AAAA", "not base64!", 7, None])
def test_a_passkey_that_makes_no_sense_is_not_added(user: User, spoilt: str, value: object) -> None:
    client = browser()
    give_password(client, user)
    options = client.get(ADD).context["js_data"]["creation_options"]["publicKey"]
    said = json.loads(Device().create(options))
    said["response"][spoilt] = value

    page = client.post(ADD, {"name": "Laptop", "credential": json.dumps(said)})

    assert "This passkey does not fit." in page.content.decode()
    assert not user.authenticator_set.exists()


def test_a_closed_account_is_not_entered_by_passkey(user: User, device: Device) -> None:
    User.objects.filter(pk=user.pk).update(is_active=False)
    client = browser()

    assert log_in_by(client, device) == "/accounts/inactive/"
    assert not is_in(client)
