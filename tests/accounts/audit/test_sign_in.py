"""What people do at the door, and what is tried there, is on record without a team."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client

from accounts.models import AuditEvent, AuditParticulars, User
from accounts.receivers.sign_in import digest_of_address
from tests.accounts.agreeing import agreed
from tests.factories import PASSWORD, make_user

pytestmark = pytest.mark.django_db
LOGIN = "/accounts/login/"
PHONE = {"HTTP_USER_AGENT": "Safari on a phone", "REMOTE_ADDR": "198.51.100.4"}


@pytest.fixture
def user() -> User:
    made = make_user(email="amina@example.org")
    EmailAddress.objects.create(user=made, email=made.email, primary=True, verified=True)
    return made


def log_in(client: Client, password: str = PASSWORD, login: str = "amina@example.org") -> int:
    return client.post(LOGIN, {"login": login, "password": password}, **PHONE).status_code  # type: ignore[arg-type]


def trail() -> list[tuple[str, object, str, dict[str, object]]]:
    events = AuditEvent.objects.filter(team=None).order_by("created_at")
    return [(event.action, event.actor_id, event.target_id, event.data) for event in events]


def test_logging_in_and_out_is_on_record_with_address_and_device(client: Client, user: User) -> None:
    log_in(client)
    client.post("/accounts/logout/", **PHONE)  # type: ignore[arg-type]

    assert trail() == [
        ("login.succeed", user.pk, str(user.pk), {"methods": ["password"]}),
        ("login.end", user.pk, str(user.pk), {}),
    ]
    told = AuditParticulars.objects.values_list("address", "device", "person_id")
    assert set(told) == {("198.51.100.4", "Safari on a phone", user.pk)}


def test_a_wrong_password_is_on_record_without_an_actor(client: Client, user: User) -> None:
    log_in(client, "wrong")

    assert trail() == [("login.fail", None, str(user.pk), {"reason": "password"})]
    assert AuditParticulars.objects.get().subject_id == user.pk


def test_an_address_that_nobody_has_is_kept_as_a_keyed_digest(client: Client) -> None:
    log_in(client, login="Nobody@Example.org")

    [(_, actor, target, data)] = trail()
    assert (actor, target) == (None, "")
    assert data == {"reason": "password", "address": digest_of_address("nobody@example.org")}
    assert "nobody" not in str(AuditEvent.objects.values()).casefold()
    assert "nobody" not in str(AuditParticulars.objects.values()).casefold()


def test_a_changed_password_is_on_record_without_any_password(client: Client, user: User) -> None:
    client.force_login(user)
    new = "a-much-longer-phrase"
    client.post("/accounts/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})

    assert ("password.change", user.pk, str(user.pk), {}) in trail()
    assert not any(secret in str(AuditEvent.objects.values()) for secret in (PASSWORD, new))


def test_a_new_main_address_is_told_where_it_can_be_forgotten(client: Client, user: User) -> None:
    EmailAddress.objects.create(user=user, email="amina@work.example", verified=True)
    log_in(client)
    client.post("/accounts/email/", {"action_primary": "", "email": "amina@work.example"})

    event = AuditEvent.objects.select_related("particulars").get(action="email.change")
    assert event.changes == {"email": {}}
    assert event.particulars is not None
    assert event.particulars.values == {"email": {"from": "amina@example.org", "to": "amina@work.example"}}


def test_signing_up_is_on_record(client: Client) -> None:
    form = {"name": "Bo", "email": "bo@example.org", "password1": "a-much-longer-phrase"}
    client.post("/accounts/signup/", form | agreed())

    user = User.objects.get(email="bo@example.org")
    assert [entry[:3] for entry in trail() if entry[0] == "user.sign_up"] == [
        ("user.sign_up", user.pk, str(user.pk))
    ]
