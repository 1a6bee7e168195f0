"""Logging in by a team's OpenID Connect provider: a real one, django-allauth's own."""

import pytest
from allauth.account.models import EmailAddress
from allauth.socialaccount.models import SocialAccount
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.http import SESSION_KEY
from accounts.models import AuditEvent, SingleSignOn, Team, TeamMember, User
from accounts.services import sign_on
from tests.accounts.factors import give_app, give_password
from tests.accounts.sso.browsing import OURS, begin, come_by, led_to, log_in_at_provider, person_of
from tests.accounts.sso.conftest import prove
from tests.factories import PASSWORD, make_member, make_team, make_user

pytestmark = pytest.mark.django_db
ANNA = "anna@lumen.example"


def test_who_comes_first_gets_an_account_and_a_place_in_the_team(oidc: SingleSignOn, client: Client) -> None:
    response = come_by(client, ANNA)

    anna = User.objects.get(email=ANNA)
    assert (response.status_code, response["Location"]) == (302, "/dashboard")
    assert person_of(client) == str(anna.pk)
    assert client.session[SESSION_KEY] == str(oidc.team_id)
    assert anna.name == "Anna Berg"
    assert not anna.has_usable_password()
    assert EmailAddress.objects.get(user=anna).verified
    assert TeamMember.objects.get(team=oidc.team, user=anna).role == TeamMember.Role.VIEWER
    assert Team.objects.filter(owner=anna, is_personal=True).count() == 1
    assert SocialAccount.objects.get(user=anna).extra_data == {}
    assert AuditEvent.objects.filter(team=oidc.team, actor=anna, action="member.join").count() == 1


def test_who_comes_again_is_the_same_person(oidc: SingleSignOn) -> None:
    first, second = Client(), Client()
    come_by(first, ANNA)
    come_by(second, ANNA)

    assert person_of(first) == person_of(second) != ""
    assert User.objects.filter(email=ANNA).count() == 1


def test_its_session_is_ours_and_the_provider_is_asked_again_when_it_ends(
    oidc: SingleSignOn, client: Client, settings: Settings
) -> None:
    """However long one is logged in at the provider, a log-in here lasts as long as any."""
    settings.SESSION_MAX_DAYS = 7
    come_by(client, ANNA)
    session = client.session
    session["begun_at"] -= 7 * 24 * 3600 - 600
    session["seen_at"] -= 120
    session.save()

    client.get("/dashboard")
    left_s = client.session.get_expiry_age()
    client.session.flush()

    assert 590 < left_s <= 600
    assert client.get("/dashboard")["Location"] == "/accounts/login/?next=/dashboard"


def test_the_role_of_newcomers_is_the_teams_choice(oidc: SingleSignOn, client: Client) -> None:
    sign_on.set_rules(
        connection=oidc, is_enforced=False, is_second_factor=False, default_role="editor", by=oidc.team.owner
    )
    come_by(client, ANNA)

    assert TeamMember.objects.get(team=oidc.team, user__email=ANNA).role == TeamMember.Role.EDITOR


def test_an_account_that_is_there_is_opened_and_its_role_stays(oidc: SingleSignOn, client: Client) -> None:
    anna = make_user(ANNA)
    EmailAddress.objects.create(user=anna, email=ANNA, verified=True, primary=True)
    make_member(oidc.team, TeamMember.Role.ADMIN, user=anna)

    come_by(client, ANNA)

    assert person_of(client) == str(anna.pk)
    assert TeamMember.objects.get(team=oidc.team, user=anna).role == TeamMember.Role.ADMIN
    assert User.objects.get(pk=anna.pk).check_password(PASSWORD)


def test_who_made_an_account_with_the_address_of_another_loses_it(oidc: SingleSignOn, client: Client) -> None:
    """Account pre-hijacking: the address was never proven, so the password is not Anna's."""
    thief = Client()
    anna = make_user(ANNA)
    thief.force_login(anna)

    come_by(client, ANNA)

    assert person_of(client) == str(anna.pk)
    assert not User.objects.get(pk=anna.pk).has_usable_password()
    assert thief.get("/account").status_code == 302


def test_a_provider_names_an_address_of_another_domain(oidc: SingleSignOn, client: Client) -> None:
    """Team A's provider cannot log in as somebody of team B."""
    victim = make_user("victim@other.example")
    EmailAddress.objects.create(user=victim, email=victim.email, verified=True, primary=True)
    prove(make_team("Other school"), "other.example")
    people = User.objects.count()

    back = log_in_at_provider(begin(client, ANNA), "victim@other.example")
    response = client.get(back.removeprefix(OURS))

    assert response.status_code == 403
    assert "does not speak for victim@other.example" in response.content.decode()
    assert person_of(client) == ""
    assert (User.objects.count(), SocialAccount.objects.count()) == (people, 0)
    assert AuditEvent.objects.get(action="sso.refuse").team_id == oidc.team_id


def test_a_provider_speaks_no_more_for_an_account_that_has_left_its_domain(oidc: SingleSignOn) -> None:
    come_by(Client(), ANNA)
    User.objects.filter(email=ANNA).update(email="anna@private.example")
    client = Client()

    assert come_by(client, ANNA).status_code == 403
    assert person_of(client) == ""


def test_a_domain_that_is_given_up_ends_it(oidc: SingleSignOn, client: Client) -> None:
    address = begin(client, ANNA)
    oidc.team.email_domains.all().delete()
    back = log_in_at_provider(address, ANNA)

    assert client.get(back.removeprefix(OURS)).status_code == 403
    assert User.objects.filter(email=ANNA).count() == 0


def test_staff_of_the_site_never_come_by_a_team(oidc: SingleSignOn, client: Client) -> None:
    User.objects.create_superuser(ANNA, PASSWORD)

    assert come_by(client, ANNA).status_code == 403
    assert person_of(client) == ""


def test_who_is_deactivated_at_the_provider_stays_out(oidc: SingleSignOn, client: Client) -> None:
    assert log_in_at_provider(begin(client, ANNA), "gone@lumen.example") == ""


def test_who_is_deactivated_here_stays_out(oidc: SingleSignOn, client: Client) -> None:
    come_by(Client(), ANNA)
    User.objects.filter(email=ANNA).update(is_active=False)

    assert come_by(client, ANNA)["Location"] == "/accounts/inactive/"
    assert person_of(client) == ""


def test_the_teams_own_address_leads_to_its_provider(oidc: SingleSignOn, issuer: str, client: Client) -> None:
    page = client.get("/accounts/sso/lumen-academy")
    assert "Log in to <bdi>Lumen Academy</bdi>" in page.content.decode()

    assert led_to(client.post("/accounts/sso/lumen-academy")).startswith(f"{issuer}/identity/o/authorize?")  # type: ignore[arg-type]


def test_the_log_in_page_sends_its_address_on(oidc: SingleSignOn, issuer: str, client: Client) -> None:
    assert 'formaction="/accounts/sso"' in client.get("/accounts/login/").content.decode()

    assert led_to(client.post("/accounts/sso", {"login": ANNA})).startswith(issuer)  # type: ignore[arg-type]


def test_an_address_of_no_team_is_told_so_whoever_has_it(oidc: SingleSignOn, client: Client) -> None:
    known = make_user("known@nowhere.example")
    answers = [
        client.post("/accounts/sso", {"email": email}) for email in (known.email, "no@nowhere.example")
    ]

    assert [answer.status_code for answer in answers] == [422, 422]
    assert ["No team takes log-ins of this domain" in answer.content.decode() for answer in answers] == [
        True
    ] * 2


def test_after_log_in_one_is_where_one_wanted_to_go(oidc: SingleSignOn, client: Client) -> None:
    assert come_by(client, ANNA, next="/account")["Location"] == "/account"


def test_nobody_is_led_to_another_site(oidc: SingleSignOn, client: Client) -> None:
    assert come_by(client, ANNA, next="https://evil.example/")["Location"] == "/dashboard"


class TestEnforced:
    @pytest.fixture(autouse=True)
    def enforced(self, oidc: SingleSignOn) -> None:
        give_app(oidc.team.owner)
        sign_on.set_rules(
            connection=oidc,
            is_enforced=True,
            is_second_factor=False,
            default_role="viewer",
            by=oidc.team.owner,
        )

    def test_a_password_does_not_let_people_of_the_domain_in(self, client: Client) -> None:
        assert give_password(client, make_user(ANNA)) == "/accounts/sso/lumen-academy"
        assert person_of(client) == ""

    def test_nor_does_it_in_the_api(self, client: Client) -> None:
        anna = make_user(ANNA)
        EmailAddress.objects.create(user=anna, email=ANNA, verified=True, primary=True)
        response = client.post(
            "/api/v1/auth/token", {"email": ANNA, "password": PASSWORD}, content_type="application/json"
        )

        assert (response.status_code, response.json()["error"]["code"]) == (401, "single_sign_on_required")

    def test_single_sign_on_does(self, client: Client) -> None:
        come_by(client, ANNA)
        assert person_of(client) != ""

    def test_the_owner_keeps_a_way_in_by_password_and_second_factor(
        self, oidc: SingleSignOn, client: Client
    ) -> None:
        assert give_password(client, oidc.team.owner) == "/accounts/2fa/authenticate/"

    def test_people_of_other_domains_log_in_as_ever(self, client: Client) -> None:
        assert give_password(client, make_user("somebody@elsewhere.example")) == "/dashboard"


@pytest.mark.parametrize(("counts", "page"), [(True, 200), (False, 302)])
def test_it_counts_as_the_second_factor_where_the_team_says_so(
    oidc: SingleSignOn, client: Client, counts: bool, page: int
) -> None:
    Team.objects.filter(pk=oidc.team_id).update(requires_second_factor=True)
    sign_on.set_rules(
        connection=oidc, is_enforced=False, is_second_factor=counts, default_role="viewer", by=oidc.team.owner
    )
    come_by(client, ANNA)

    assert client.get("/team").status_code == page


def test_it_never_stands_for_the_second_factor_of_a_person(oidc: SingleSignOn, client: Client) -> None:
    anna = make_user(ANNA)
    EmailAddress.objects.create(user=anna, email=ANNA, verified=True, primary=True)
    give_app(anna)

    assert come_by(client, ANNA)["Location"] == "/accounts/2fa/authenticate/"
    assert person_of(client) == ""
