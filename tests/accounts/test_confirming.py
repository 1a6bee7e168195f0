"""Who must show what, and when: teams that ask for a second factor, and dangerous acts that ask once more."""

import re

import pytest
from allauth.account.internal.flows.login import AUTHENTICATION_METHODS_SESSION_KEY
from django.conf import settings
from django.core import mail
from django.core.cache import cache
from django.http import HttpRequest, HttpResponse
from django.test import Client
from django.urls import path

from accounts.http import SESSION_KEY, confirmed
from accounts.models import AuditEvent, Team, TeamMember, User
from accounts.services import mail_codes, teams, users
from iconikcerts.common.errors import Conflict, TooManyRequests
from iconikcerts.urls import urlpatterns as real
from tests.accounts.factors import code_of, give_app, give_code, give_password
from tests.factories import PASSWORD, make_member, make_team, make_user

BY_MAIL = "/account/confirm-by-mail"
WANTED, JOBS, DANGER = "/account/second-factor-wanted", "/jobs/", "/danger"
pytestmark = pytest.mark.django_db


@confirmed
def danger(request: HttpRequest) -> HttpResponse:
    return HttpResponse(f"done: {request.POST.get('what', 'seen')}")


urlpatterns = [path("danger", danger), *real]


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def team() -> Team:
    """Asks for a second factor; its owner has one."""
    team = make_team("Lumen Academy")
    give_app(team.owner)
    teams.require_second_factor(team=team, is_required=True, by=team.owner)
    return team


def act_for(client: Client, team: Team) -> None:
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()


def grow_older(client: Client, seconds: int) -> None:
    """As if the log-in, and each confirmation, had been so long ago."""
    session = client.session
    for proof in session[AUTHENTICATION_METHODS_SESSION_KEY]:
        proof["at"] -= seconds
    session.save()


def test_a_member_without_a_second_factor_is_led_to_set_one_up(client: Client, team: Team) -> None:
    client.force_login(make_member(team, TeamMember.Role.EDITOR))
    act_for(client, team)

    led = client.get(JOBS)
    page = client.get(WANTED).content.decode()

    assert led["Location"] == WANTED
    assert "Lumen Academy</bdi> asks for a second factor" in page
    assert 'href="/accounts/2fa/totp/activate/"' in page


def test_with_one_the_member_is_let_in(client: Client, team: Team) -> None:
    member = make_member(team, TeamMember.Role.EDITOR)
    give_app(member)
    client.force_login(member)
    act_for(client, team)

    assert client.get(JOBS).status_code == 200
    assert client.get(WANTED)["Location"] == "/dashboard"


def test_for_other_teams_the_member_works_on(client: Client, team: Team) -> None:
    member = make_member(team, TeamMember.Role.EDITOR, user=make_user(name="Bo"))
    client.force_login(member)
    act_for(client, team)
    [own] = Team.objects.filter(owner=member)

    offered = f'name="team" value="{own.pk}"' in client.get(WANTED).content.decode()
    client.post("/teams/switch", {"team": str(own.pk)})

    assert offered
    assert client.get(JOBS).status_code == 200


def test_a_part_of_a_page_takes_the_whole_page_there(client: Client, team: Team) -> None:
    client.force_login(make_member(team, TeamMember.Role.EDITOR))
    act_for(client, team)

    answer = client.get(JOBS, headers={"HX-Request": "true", "HX-Current-URL": f"http://testserver{JOBS}"})

    assert (answer.status_code, answer["HX-Redirect"]) == (401, f"{WANTED}?next={JOBS}")


def test_who_asks_for_it_must_have_one(team: Team) -> None:
    other = make_team("Chess Club")

    with pytest.raises(Conflict, match="You have no second factor yourself"):
        teams.require_second_factor(team=other, is_required=True, by=other.owner)

    other.refresh_from_db()
    assert not other.requires_second_factor


def test_asking_for_it_and_no_longer_is_on_the_audit_trail_once_each(team: Team) -> None:
    teams.require_second_factor(team=team, is_required=True, by=team.owner)
    teams.require_second_factor(team=team, is_required=False, by=team.owner)

    events = AuditEvent.objects.filter(team=team, action="team.require_second_factor").order_by("created_at")
    assert [event.changes["is_required"]["to"] for event in events] == [True, False]


@pytest.mark.urls("tests.accounts.test_confirming")
class TestDangerousActs:
    @pytest.fixture
    def user(self) -> User:
        return make_user("amina@example.org")

    def test_nobody_is_asked_again_right_after_the_log_in(self, client: Client, user: User) -> None:
        give_password(client, user)

        assert client.get(DANGER).content == b"done: seen"

    def test_later_the_password_is_asked_for_and_what_was_sent_is_done_then(
        self, client: Client, user: User
    ) -> None:
        give_password(client, user)
        grow_older(client, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)

        asked = client.post(DANGER, {"what": "deleted"})["Location"]
        wrong = client.post(asked, {"password": "not-the-password", "next": DANGER})
        right = client.post(asked, {"password": PASSWORD, "next": DANGER})

        assert asked == "/accounts/reauthenticate/?next=%2Fdanger"
        assert "This is not your password." in wrong.content.decode()
        assert right.content == b"done: deleted"

    def test_a_code_of_the_app_does_as_well(self, client: Client, user: User) -> None:
        secret = give_app(user)
        give_password(client, user)
        give_code(client, code_of(secret, steps=-1))
        grow_older(client, settings.ACCOUNT_REAUTHENTICATION_TIMEOUT + 1)

        asked = client.get(DANGER, follow=True)
        done = client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret), "next": DANGER})

        assert "Use a code from your app" in asked.content.decode()
        assert done["Location"] == DANGER
        assert client.get(DANGER).status_code == 200

    @pytest.mark.parametrize("way", ["password", "code"])
    def test_the_session_goes_on_under_a_new_key_and_the_old_one_is_worth_nothing(
        self, client: Client, user: User, way: str
    ) -> None:
        secret = give_app(user)
        give_password(client, user)
        give_code(client, code_of(secret, steps=-1))
        before = str(client.session.session_key)

        if way == "password":
            client.post("/accounts/reauthenticate/", {"password": PASSWORD, "next": DANGER})
        else:
            client.post("/accounts/2fa/reauthenticate/", {"code": code_of(secret), "next": DANGER})

        thief = Client()
        thief.cookies[settings.SESSION_COOKIE_NAME] = before
        assert client.session.session_key != before
        assert (client.get(DANGER).content, thief.get(DANGER).status_code) == (b"done: seen", 302)
        assert len(client.get("/account/devices").context["devices"]) == 1

    def test_a_session_that_was_taken_over_without_any_proof_is_asked(
        self, client: Client, user: User
    ) -> None:
        client.force_login(user)

        assert client.get(DANGER)["Location"] == "/accounts/reauthenticate/?next=%2Fdanger"

    def test_who_has_nothing_to_show_and_no_confirmed_address_logs_in_again(
        self, client: Client, user: User
    ) -> None:
        user.set_unusable_password()
        user.save()
        client.force_login(user)

        assert client.get(DANGER)["Location"] == f"/accounts/login/?next={DANGER}"
        assert client.get("/dashboard").status_code == 302

    @pytest.fixture
    def elsewhere(self, client: Client, user: User) -> User:
        """Comes by another site: has neither password nor second factor here, and a confirmed address."""
        user.set_unusable_password()
        user.save()
        users.vouch_for_address(user=user)
        client.force_login(user)
        return user

    def test_who_comes_by_another_site_confirms_by_a_code_from_a_mail(
        self, client: Client, elsewhere: User
    ) -> None:
        asked = client.post(DANGER, {"what": "deleted"})["Location"]
        page = client.get(asked).content.decode()
        nothing_yet = len(mail.outbox)
        client.post(BY_MAIL, {"next": DANGER})
        code = re.search(r"\d{4} \d{4}", mail.outbox[0].body)
        assert code is not None
        wrong = client.post(BY_MAIL, {"code": "0000 0000", "next": DANGER})
        right = client.post(BY_MAIL, {"code": code.group(), "next": DANGER})

        assert (asked, nothing_yet) == (f"{BY_MAIL}?next=%2Fdanger", 0)
        assert "Send the code" in page
        assert (wrong.status_code, "This code does not fit." in wrong.content.decode()) == (422, True)
        assert right.content == b"done: deleted"
        assert client.get(DANGER).status_code == 200

    def test_and_so_before_a_second_factor_is_set_up(self, client: Client, elsewhere: User) -> None:
        for page in ("/accounts/2fa/totp/activate/", "/accounts/2fa/webauthn/add/"):
            assert client.get(page)["Location"].split("?")[0] == BY_MAIL

    def test_a_code_is_taken_once_in_its_session_and_after_five_tries_no_more(
        self, client: Client, elsewhere: User
    ) -> None:
        mail_codes.send(user=elsewhere, session_key="theirs")
        code = re.search(r"\d{4} \d{4}", mail.outbox[0].body)
        assert code is not None
        with pytest.raises(mail_codes.WrongCode):
            mail_codes.take(user=elsewhere, session_key="another", code=code.group())
        mail_codes.take(user=elsewhere, session_key="theirs", code=code.group())
        for _ in range(5):
            with pytest.raises(mail_codes.WrongCode):
                mail_codes.take(user=elsewhere, session_key="theirs", code=code.group())
        with pytest.raises(TooManyRequests):
            mail_codes.take(user=elsewhere, session_key="theirs", code=code.group())

    def test_a_mail_gets_nobody_round_a_second_factor_or_password(self, client: Client, user: User) -> None:
        users.vouch_for_address(user=user)
        client.force_login(user)
        assert client.post(BY_MAIL)["Location"] == "/accounts/reauthenticate/"

        user.set_unusable_password()
        user.save()
        client.force_login(user)
        give_app(user)
        assert client.post(BY_MAIL)["Location"] == "/accounts/2fa/reauthenticate/"
        assert mail.outbox == []

    def test_strangers_log_in(self, client: Client) -> None:
        assert client.get(DANGER)["Location"] == f"/accounts/login/?next={DANGER}"

    def test_the_confirmation_does_not_lead_to_other_sites(self, client: Client, user: User) -> None:
        client.force_login(user)

        answer = client.post(
            "/accounts/reauthenticate/", {"password": PASSWORD, "next": "https://evil.example/"}
        )

        assert answer["Location"] == "/dashboard"
