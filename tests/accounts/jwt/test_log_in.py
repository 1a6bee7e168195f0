"""The endpoints by which clients of ours log in, go on and log out."""

from typing import Any

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent, TeamMember, TokenFamily, User
from accounts.services import teams, token_families
from accounts.services.token_families import Pair
from tests.accounts.factors import code_of, give_app, recovery_codes_of
from tests.factories import PASSWORD, make_member, make_team

LOG_IN, REFRESH, REVOKE = "/api/v1/auth/token", "/api/v1/auth/refresh", "/api/v1/auth/revoke"
ME, TEAM = "/api/v1/me", "/api/v1/team"


def send(address: str, body: Any, **headers: str) -> Any:
    return Client(enforce_csrf_checks=True, headers=headers).post(address, body, "application/json")


def told(answer: Any) -> tuple[int, str]:
    return answer.status_code, answer.json()["error"]["code"]


def bearing(text: str, **headers: str) -> Client:
    return Client(headers={"Authorization": f"Bearer {text}", **headers})


def test_a_person_logs_in_works_refreshes_and_logs_out(person: User) -> None:
    began = send(LOG_IN, {"email": person.email, "password": PASSWORD}, **{"User-Agent": "Iconik/1.0"})
    first = began.json()
    mine = bearing(first["access_token"]).get(ME).json()
    second = send(REFRESH, {"refresh_token": first["refresh_token"]}).json()
    ended = send(REVOKE, {"token": second["refresh_token"]})
    after = bearing(second["access_token"]).get(ME)

    assert began.status_code == 201
    assert began["Cache-Control"] == "private, no-store"
    assert began.cookies == {}
    assert (first["token_type"], first["expires_in"], first["refresh_expires_in"]) == (
        "Bearer",
        900,
        1_209_600,
    )
    assert (mine["id"], [team["name"] for team in mine["teams"]]) == (str(person.pk), ["Amina Okonkwo"])
    assert sorted(second) == sorted(first)
    assert (ended.status_code, told(after)) == (200, (401, "revoked_token"))
    assert TokenFamily.objects.get().device == "Iconik/1.0"


def test_nobody_learns_who_has_an_account(person: User) -> None:
    closed = User.objects.create_user("closed@example.org", PASSWORD, is_active=False)
    User.objects.create_user("passwordless@example.org", None)

    answers = [
        send(LOG_IN, {"email": email, "password": password})
        for email, password in (
            (person.email, "wrong-password"),
            ("nobody@example.org", "wrong-password"),
            (closed.email, PASSWORD),
            ("passwordless@example.org", PASSWORD),
        )
    ]

    assert [told(answer) for answer in answers] == [(401, "wrong_credentials")] * 4
    assert len({answer.content for answer in answers}) == 1
    assert {answer["WWW-Authenticate"] for answer in answers} == {'Bearer realm="IconikCerts"'}
    assert not TokenFamily.objects.exists()


def test_a_second_factor_is_asked_for_where_the_person_has_one(person: User) -> None:
    secret = give_app(person)
    given = {"email": person.email, "password": PASSWORD}
    code = code_of(secret)

    assert told(send(LOG_IN, given)) == (401, "second_factor_required")
    assert told(send(LOG_IN, given | {"code": "000000"})) == (401, "wrong_code")
    assert told(send(LOG_IN, given | {"password": "wrong-password", "code": code})) == (
        401,
        "wrong_credentials",
    )
    assert not TokenFamily.objects.exists()
    assert send(LOG_IN, given | {"code": code}).status_code == 201
    assert TokenFamily.objects.get().methods == ["pwd", "otp", "mfa"]
    assert told(send(LOG_IN, given | {"code": code})) == (401, "wrong_code")


def test_a_recovery_code_is_good_once(person: User) -> None:
    give_app(person)
    code, *_ = recovery_codes_of(person)
    given = {"email": person.email, "password": PASSWORD, "code": code}

    assert [send(LOG_IN, given).status_code for _ in range(2)] == [201, 401]


def test_an_account_with_a_passkey_alone_is_not_opened_by_its_password(person: User) -> None:
    Authenticator.objects.create(user=person, type=Authenticator.Type.WEBAUTHN, data={})

    answer = send(LOG_IN, {"email": person.email, "password": PASSWORD, "code": "123456"})

    assert told(answer) == (401, "passkey_needed")


def test_guessing_codes_is_stopped(person: User, settings: Settings) -> None:
    secret = give_app(person)
    settings.LOGIN_FAILURES = 5  # as it is in earnest
    given = {"email": person.email, "password": PASSWORD}
    for number in range(6):
        send(LOG_IN, given | {"code": f"{number:06}"})

    assert send(LOG_IN, given | {"code": code_of(secret)}).status_code in (401, 429)
    assert not TokenFamily.objects.exists()


def test_a_team_that_asks_for_a_second_factor_is_open_to_log_ins_that_showed_one(person: User) -> None:
    team = make_team("Lumen Academy")
    give_app(team.owner)
    teams.require_second_factor(team=team, is_required=True, by=team.owner)
    make_member(team, TeamMember.Role.VIEWER, user=person)
    before = token_families.begin(user=person, methods=["pwd"], device="")
    header = {"Iconik-Team": str(team.pk)}
    give_app(person)
    after = token_families.begin(user=person, methods=["pwd", "otp", "mfa"], device="")

    assert told(bearing(before.access_token, **header).get(TEAM)) == (403, "second_factor_wanted")
    assert bearing(after.access_token, **header).get(TEAM).status_code == 200


def test_failures_are_on_record_like_those_of_the_log_in_page(person: User) -> None:
    send(LOG_IN, {"email": person.email, "password": "wrong-password"})

    event = AuditEvent.objects.get(action="login.fail")
    assert (event.actor, event.target_id) == (None, str(person.pk))


def test_guessing_passwords_is_stopped(person: User, settings: Settings) -> None:
    settings.LOGIN_FAILURES = 5  # as it is in earnest
    codes = [
        send(LOG_IN, {"email": person.email, "password": f"guess-{number}"}).status_code
        for number in range(7)
    ]
    right = send(LOG_IN, {"email": person.email, "password": PASSWORD})

    assert codes == [401] * 5 + [429] * 2
    assert told(right) == (429, "too_many_requests")
    assert int(right["Retry-After"]) > 0


def test_an_address_that_was_never_confirmed_opens_nothing(person: User) -> None:
    EmailAddress.objects.filter(user=person).update(verified=False)

    answer = send(LOG_IN, {"email": person.email, "password": PASSWORD})
    wrong = send(LOG_IN, {"email": person.email, "password": "wrong-password"})

    assert (told(answer), told(wrong)) == ((401, "unconfirmed_address"), (401, "wrong_credentials"))


@pytest.mark.parametrize(
    ("body", "path"),
    [
        ({}, "email"),
        ({"email": "amina@example.org"}, "password"),
        ({"email": "not an address", "password": "x"}, "email"),
        ({"email": "a@example.org", "password": ""}, "password"),
        ({"email": "a@example.org", "password": "x" * 1_025}, "password"),
        ({"email": "a@example.org", "password": "\x00"}, "password"),
        ({"email": "a@example.org", "password": ["x"]}, "password"),
        ({"email": {"a": 1}, "password": "x"}, "email"),
        ({"email": "a@example.org", "password": "x", "code": "1" * 33}, "code"),
        ([], "non_field_errors"),
        ('"text"', "non_field_errors"),
    ],
)
def test_what_cannot_be_credentials_is_told_with_its_place(db: None, body: Any, path: str) -> None:
    answer = send(LOG_IN, body)

    assert told(answer) == (422, "invalid")
    assert answer.json()["faults"][0]["path"] == path


@pytest.mark.parametrize("content", ["", "{", "\x00", '{"email": "\\ud800"}', "[" * 100_000, "é".encode("latin-1"), "NaN"])  # fmt: skip
def test_what_is_no_json_breaks_nothing(db: None, content: Any) -> None:
    assert send(LOG_IN, content).status_code in (400, 422)


def test_no_endpoint_reads_without_an_end(db: None) -> None:
    assert told(send(LOG_IN, '{"email": "' + "x" * 1_000_001 + '"}')) == (413, "too_large")


def test_a_form_of_another_site_cannot_log_anybody_in(person: User) -> None:
    answer = Client().post(LOG_IN, {"email": person.email, "password": PASSWORD})

    assert told(answer) == (415, "unsupported_media_type")


def test_more_than_is_asked_for_changes_nothing(person: User) -> None:
    body = {"email": person.email, "password": PASSWORD, "user": "x", "methods": ["mfa"], "is_staff": True}

    assert send(LOG_IN, body | {"expires_at": "2099-01-01", "sub": "x", "amr": ["mfa"]}).status_code == 201
    person.refresh_from_db()
    assert person.is_staff is False
    assert TokenFamily.objects.get().methods == ["pwd"]


def test_a_person_chooses_the_team_by_a_header(person: User, pair: Pair) -> None:
    shared = make_team("Lumen Academy")
    make_member(shared, TeamMember.Role.VIEWER, user=person)
    foreign = make_team("Strangers")
    own = person.owned_teams.get()
    text = pair.access_token

    assert bearing(text).get(TEAM).json()["id"] == str(shared.pk)
    assert bearing(text, **{"Iconik-Team": str(own.pk)}).get(TEAM).json()["id"] == str(own.pk)
    for wrong in (str(foreign.pk), "00000000-0000-0000-0000-000000000000", "nonsense"):
        assert told(bearing(text, **{"Iconik-Team": wrong}).get(TEAM)) == (404, "not_found")


def test_wrong_refresh_tokens_are_refused_and_slowed_down(db: None) -> None:
    answers = [send(REFRESH, {"refresh_token": "ic_refresh_wrong"}) for _ in range(31)]

    assert told(answers[0]) == (401, "unknown_token")
    assert told(answers[30]) == (429, "too_many_requests")


def test_revoking_what_is_no_token_is_answered_alike(db: None) -> None:
    for text in ("nonsense", "a.b.c", "ic_refresh_" + "0" * 49):
        answer = send(REVOKE, {"token": text})
        assert (answer.status_code, answer.json()) == (200, {})


def test_tokens_are_signed_for_the_public_address_whatever_host_was_asked(
    person: User, settings: Settings
) -> None:
    settings.ALLOWED_HOSTS = ["*"]
    answer = Client(headers={"Host": "evil.example", "X-Forwarded-Host": "evil.example"}).post(
        LOG_IN, {"email": person.email, "password": PASSWORD}, "application/json"
    )

    user, _ = token_families.check(answer.json()["access_token"])
    assert user == person
