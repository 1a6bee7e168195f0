"""The operators' desk: for staff with a second factor; what they do is on record; no secret is shown."""

import re
from uuid import uuid4

import pytest
from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.contrib import admin
from django.contrib.auth.models import Permission
from django.test import Client, RequestFactory
from django.utils import timezone

from accounts.admin.audited import AuditedAdmin, WatchedAdmin
from accounts.models import (
    ApprovalRequest,
    ApprovalRule,
    AuditEvent,
    Invitation,
    SecurityEvent,
    Team,
    TeamMember,
    User,
)
from accounts.services import security_events
from tests.factories import make_member, make_operator, make_team, make_user

pytestmark = pytest.mark.django_db
SECRET = re.compile(r"password|hash|secret|salt|digest|token|key|recovery|data\b", re.I)
# Of these a field's name looks like a secret and is none: what everybody may see, or what proves the trail.
OPEN = {("AuditEvent", "link_hash"), ("AuditEvent", "data")}
HOME = "/admin/"


@pytest.fixture
def operator() -> User:
    return make_operator()


@pytest.fixture
def desk(client: Client, operator: User) -> Client:
    client.force_login(operator)
    return client


def test_visitors_log_in_by_the_door_of_the_site(client: Client) -> None:
    answer = client.get("/admin/accounts/user/", follow=True)

    assert answer.redirect_chain[-1] == ("/accounts/login/?next=/admin/accounts/user/", 302)
    assert "current-password" in answer.content.decode()


def test_people_who_are_no_staff_are_told_of_no_such_page(client: Client) -> None:
    client.force_login(make_user())

    assert client.get(HOME, follow=True).status_code == 404


def test_staff_without_a_second_factor_are_led_to_set_one_up(client: Client, operator: User) -> None:
    Authenticator.objects.all().delete()
    EmailAddress.objects.create(user=operator, email=operator.email, primary=True, verified=True)
    client.force_login(operator)

    answer = client.get("/admin/accounts/user/", follow=True)

    assert answer.redirect_chain[-1][0] == "/accounts/2fa/"
    assert "Operators log in with a second factor" in answer.content.decode()
    assert client.post("/admin/accounts/user/", {"action": "delete_selected"}).status_code == 302


def test_staff_that_may_log_in_no_more_are_out_at_once(desk: Client, operator: User) -> None:
    before = desk.get(HOME).status_code
    User.objects.filter(pk=operator.pk).update(is_staff=False)

    assert (before, desk.get(HOME).status_code) == (200, 302)


def test_logging_out_and_changing_the_password_are_the_site_s(desk: Client) -> None:
    assert desk.post("/admin/logout/")["Location"] == "/accounts/logout/"
    assert desk.get("/admin/password_change/")["Location"] == "/accounts/password/change/"


def registered() -> list[tuple[str, admin.ModelAdmin]]:
    return [(model.__name__, desk) for model, desk in admin.site._registry.items()]


def test_no_page_of_the_admin_shows_a_secret(operator: User) -> None:
    request = RequestFactory().get(HOME)
    request.user = operator
    shown = [
        (name, str(field))
        for name, desk in registered()
        for field in [*desk.get_list_display(request), *flat(desk, request)]
    ]

    assert len(shown) > 50
    assert [entry for entry in shown if SECRET.search(entry[1]) and entry not in OPEN] == []


def flat(desk: admin.ModelAdmin, request: object) -> list[str]:
    """The fields of the form, as the page lists them."""
    return list(admin.utils.flatten_fieldsets(desk.get_fieldsets(request)))  # type: ignore[arg-type]


def test_second_factors_and_keys_of_codes_have_no_page() -> None:
    names = {name for name, _ in registered()}

    assert {"User", "Team", "TeamMember", "AuditEvent", "SecurityEvent"} <= names
    assert names & {"Authenticator", "EmailConfirmation", "SocialToken", "SocialApp", "Session"} == set()


def test_a_person_s_page_shows_no_password_and_no_key_of_a_factor(desk: Client, operator: User) -> None:
    page = desk.get(f"/admin/accounts/user/{operator.pk}/change/").content.decode()

    secret = Authenticator.objects.filter(user=operator).first()
    assert secret is not None
    assert operator.password not in page
    assert not any(str(value) in page for value in secret.data.values())
    assert operator.email in page


LISTS = [
    "user", "team", "teammember", "auditevent", "securityevent", "invitation", "approvalrule", "approvalrequest",
]  # fmt: skip


@pytest.mark.parametrize("model", LISTS)
def test_a_list_costs_the_same_queries_however_much_it_lists(
    desk: Client, model: str, django_assert_max_num_queries: object
) -> None:
    counted = []
    for _ in range(2):
        for _ in range(3):
            team = make_team()
            make_member(team, "viewer")  # type: ignore[arg-type]
            _ask(team)
            security_events.raise_for(
                kind=SecurityEvent.Kind.MASS_DOWNLOAD,
                team=team,
                person=team.owner,
                facts={"certificates": 600},
            )
        with django_assert_max_num_queries(20) as captured:  # type: ignore[operator]
            assert desk.get(f"/admin/accounts/{model}/").status_code == 200
        counted.append(len(captured))
    assert counted[0] == counted[1]


def _ask(team: Team) -> None:
    """An invitation, a rule and a request of this team."""
    now = timezone.now()
    Invitation.objects.create(
        team=team,
        email="ana@example.org",
        token_sha256=uuid4().hex * 2,
        invited_by=team.owner,
        sent_at=now,
        expires_at=now,
    )
    ApprovalRule.objects.create(team=team, act="job.run", threshold=5)
    ApprovalRequest.objects.create(
        team=team, act="job.run", label="Course", fingerprint="0" * 64, asked_by=team.owner, expires_at=now
    )


def test_whatever_can_be_changed_here_is_on_record(operator: User) -> None:
    request = RequestFactory().get(HOME)
    request.user = operator
    changed = [
        name
        for name, desk in registered()
        if desk.has_add_permission(request) or desk.has_change_permission(request)
    ]

    assert {"User", "Team", "Group"} <= set(changed)
    unrecorded = [
        name for name, desk in registered() if name in changed and not isinstance(desk, AuditedAdmin)
    ]
    assert unrecorded == []
    assert [name for name, desk in registered() if isinstance(desk, AuditedAdmin) and not desk.noun] == []


def test_rights_that_operators_get_are_on_record_by_name(desk: Client) -> None:
    right = Permission.objects.get(codename="view_team")
    desk.post("/admin/auth/group/add/", {"name": "Helpers", "permissions": [right.pk]})

    event = AuditEvent.objects.get(action="group.create")
    assert event.changes == {"name": {"to": "Helpers"}, "permissions": {"to": [str(right)]}}


def test_what_an_operator_changes_is_on_record_with_both_values(desk: Client, operator: User) -> None:
    user = make_user(name="Amina Okonkwo")
    desk.post(
        f"/admin/accounts/user/{user.pk}/change/",
        {"name": "Amina Quill", "role": "user", "tier": "pro", "is_active": "on"},
    )

    user.refresh_from_db()
    event = AuditEvent.objects.select_related("particulars").get(action="user.change")
    assert (user.name, user.tier) == ("Amina Quill", "pro")
    assert (event.actor, event.actor_kind, event.target_id) == (operator, "staff", str(user.pk))
    assert event.changes == {"name": {}, "tier": {"from": "free", "to": "pro"}}
    assert event.particulars is not None
    assert event.particulars.values == {"name": {"from": "Amina Okonkwo", "to": "Amina Quill"}}
    assert event.particulars.subject_id == user.pk


def test_opening_a_person_s_page_is_on_record(desk: Client, operator: User) -> None:
    user = make_user()
    desk.get(f"/admin/accounts/user/{user.pk}/change/")

    event = AuditEvent.objects.get(action="user.view")
    assert (event.actor, event.target_id) == (operator, str(user.pk))


def test_what_was_looked_for_among_people_is_on_record(desk: Client, operator: User) -> None:
    desk.get("/admin/accounts/user/?q=amina")

    event = AuditEvent.objects.select_related("particulars").get(action="user.browse")
    assert (event.actor, event.target_id) == (operator, "")
    assert event.particulars is not None
    assert event.particulars.values == {"search": "amina"}


@pytest.mark.parametrize("page", ["", "{pk}/change/"])
def test_what_is_only_looked_at_is_on_record_too(desk: Client, operator: User, page: str) -> None:
    member = TeamMember.objects.get(team=make_team("Lumen"))
    desk.get(f"/admin/accounts/teammember/{page.format(pk=member.pk)}")

    event = AuditEvent.objects.get(action__startswith="member.")
    assert (event.actor, event.action) == (operator, "member.view" if page else "member.browse")


def test_no_table_of_ours_is_looked_at_unseen() -> None:
    ours = {"accounts", "billing", "certificates", "marketplace", "templates_app", "wallet"}
    desks = {model: desk for model, desk in admin.site._registry.items() if model._meta.app_label in ours}

    assert [desk for desk in desks.values() if not isinstance(desk, WatchedAdmin)] == []


def test_what_is_changed_of_a_team_stands_in_the_team_s_own_trail(desk: Client) -> None:
    team = make_team("Lumen")
    posted = {"name": "Lumen", "description": "", "tier": Team.Tier.ENTERPRISE}
    management = {"members-TOTAL_FORMS": 0, "members-INITIAL_FORMS": 0}
    desk.post(f"/admin/accounts/team/{team.pk}/change/", posted | management)

    event = AuditEvent.objects.get(action="team.change")
    assert (event.team, event.changes) == (team, {"tier": {"from": "free", "to": "enterprise"}})


def test_operators_who_are_no_superusers_make_no_operators(client: Client) -> None:
    helper = make_operator("helper@example.org", is_superuser=False)
    helper.user_permissions.set(Permission.objects.filter(codename__in=["view_user", "change_user"]))
    client.force_login(helper)
    user = make_user()
    client.post(
        f"/admin/accounts/user/{user.pk}/change/",
        {
            "name": "Bo",
            "role": "user",
            "tier": "free",
            "is_active": "on",
            "is_staff": "on",
            "is_superuser": "on",
        },
    )

    user.refresh_from_db()
    assert (user.name, user.is_staff, user.is_superuser) == ("Bo", False, False)


@pytest.mark.parametrize("path", LISTS)
def test_nothing_is_added_or_deleted_here(desk: Client, path: str) -> None:
    person = make_user()
    ids = {"user": person.pk, "team": person.owned_teams.get().pk}
    assert desk.get(f"/admin/accounts/{path}/add/").status_code == 403
    if path in ids:
        assert desk.post(f"/admin/accounts/{path}/{ids[path]}/delete/", {"post": "yes"}).status_code == 403


def test_a_notice_is_acknowledged_from_the_list(desk: Client, operator: User) -> None:
    event = security_events.raise_for(kind=SecurityEvent.Kind.MANY_FAILURES, facts={"failures": 60})
    desk.post(
        "/admin/accounts/securityevent/", {"action": "acknowledge", "_selected_action": [str(event.pk)]}
    )

    event.refresh_from_db()
    assert event.acknowledged_by == operator


def test_the_pages_are_in_the_site_s_look_and_under_its_policy(desk: Client) -> None:
    answer = desk.get("/admin/accounts/user/")
    page = answer.content.decode()

    assert "css/admin.css" in page
    assert "IconikCerts" in page
    assert re.findall(r"<[^>]+\s(?:style|on\w+)=", page) == []
    assert re.findall(r"<script(?![^>]*\bsrc=)(?![^>]*application/json)[^>]*>", page) == []
    assert "unsafe" not in answer["Content-Security-Policy"]
