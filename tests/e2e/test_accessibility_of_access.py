"""No page of people, teams and operators has a barrier: the operators' desk, invitations, approvals, second factors."""

from datetime import timedelta
from uuid import uuid4

import pytest
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from django.contrib.auth.models import Group
from django.utils import timezone
from playwright.sync_api import Page

from accounts.models import Invitation, QuarantinedUpload, SecurityEvent, Team, TeamMember, User
from accounts.services import approvals, deletion, invitations, security_events, tokens
from tests.e2e.conftest import PASSWORD, log_in
from tests.e2e.test_accessibility import barriers, found_on, look
from tests.e2e.test_accessibility_of_states import send
from tests.factories import make_member, make_operator
from tests.servers import WebProcess

__all__ = ["look"]  # a fixture
LISTS = ["user", "team", "auditevent", "securityevent", "quarantinedupload"]


@pytest.fixture
def request_id(team: Team) -> str:
    """Of a request that the owner may decide."""
    asker = make_member(team, TeamMember.Role.ADMIN)
    asked = approvals.ask(
        team=team, act="job.run", label="Graduation", targets=[uuid4()], fingerprint="0" * 64, by=asker, count=800,
        note="The ceremony is on Friday.",
    )  # fmt: skip
    return str(asked.pk)


def test_the_operators_desk_has_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, team: Team
) -> None:
    site, operator = live_server_process.url, make_operator()
    upload = QuarantinedUpload.objects.create(
        team=team, user=owner, name="a.csv", found="Eicar-Test-Signature", size=68, sha256="0" * 64, path="/verify/file"
    )  # fmt: skip
    security_events.raise_for(kind=SecurityEvent.Kind.MANY_FAILURES, facts={"failures": 60})
    group = Group.objects.create(name="Support")
    log_in(look, site, operator.email, "/admin/")
    found = found_on(look)
    paths = [f"accounts/{model}/" for model in LISTS]
    paths += ["auth/group/add/", f"auth/group/{group.pk}/delete/", "accounts/user/?q=nobody-of-that-name"]
    paths += [f"accounts/user/{owner.pk}/change/", f"accounts/team/{team.pk}/change/"]
    paths += [f"accounts/quarantinedupload/{upload.pk}/change/"]
    found += [line for path in paths for line in barriers(look, f"{site}/admin/{path}")]

    assert found == []


def test_what_a_team_asks_and_decides_has_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, team: Team, request_id: str
) -> None:
    site = live_server_process.url
    token, _ = tokens.create(
        team=team, by=owner, name="Course platform", scopes_wanted=["team.view"], days=30, per_minute=60
    )
    member = TeamMember.objects.get(team=team, role=TeamMember.Role.ADMIN)
    log_in(look, site, owner.email)
    deletion.ask(team=team, by=owner)  # from now on each page says so
    paths = [f"approvals/{request_id}", f"members/{member.pk}/remove", f"tokens/{token.pk}"]
    found = [line for path in paths for line in barriers(look, f"{site}/team/{path}")]
    look.goto(f"{site}/team/tokens/new")  # asks once more who it is
    look.get_by_label("Password", exact=True).fill(PASSWORD)
    look.get_by_role("button", name="Confirm").click()
    look.get_by_role("button", name="Make the token").wait_for()
    for path, button in (
        ("/team/members", "Send the invitation"),
        ("/team/tokens/new", "Make the token"),
        ("/team/sign-on/oidc", "Save"),
        ("/teams/new", "Begin the team"),
    ):
        look.goto(f"{site}{path}")
        send(look, button)
        found += found_on(look, "main")

    assert found == []


def test_an_invitation_as_others_see_it_has_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User, team: Team
) -> None:
    site, now = live_server_process.url, timezone.now()
    for token, state in (("open", Invitation.State.OPEN), ("used", Invitation.State.ACCEPTED)):
        Invitation.objects.create(
            team=team, email="bo@example.org", token_sha256=invitations.hash_of(token), invited_by=owner, state=state,
            sent_at=now, expires_at=now + timedelta(days=1), closed_at=None if token == "open" else now,
        )  # fmt: skip
    found = [line for token in ("open", "used") for line in barriers(look, f"{site}/invitations/{token}")]
    log_in(look, site, owner.email)  # not the address that is invited
    found += barriers(look, f"{site}/invitations/open")

    assert found == []


def test_second_factors_and_ways_to_show_who_it_is_have_no_barrier(
    look: Page, live_server_process: WebProcess, owner: User
) -> None:
    site = live_server_process.url
    log_in(look, site, owner.email, "/accounts/2fa/totp/activate/")
    look.wait_for_load_state("load")
    found = found_on(look)
    found += barriers(look, f"{site}/accounts/reauthenticate/")
    key = Authenticator.objects.create(
        user=owner, type=Authenticator.Type.WEBAUTHN, data={"name": "Laptop", "credential": {}}
    )
    RecoveryCodes.activate(owner)
    paths = ["", "webauthn/", f"webauthn/keys/{key.pk}/edit/", "recovery-codes/", "recovery-codes/generate/"]
    found += [line for path in paths for line in barriers(look, f"{site}/accounts/2fa/{path}")]

    assert found == []
