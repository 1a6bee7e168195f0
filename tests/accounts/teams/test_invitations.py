"""Invitations: the mail, its link, who may answer it, and when it is over."""

import re
from collections.abc import Callable
from datetime import timedelta

import pytest
from allauth.account.models import EmailAddress
from django.core import mail
from django.core.cache import cache
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent, Invitation, Team, TeamMember, User
from accounts.services import invitations
from tests.factories import make_member, make_team, make_user

AsRole = Callable[[str], Client]
Role, State = TeamMember.Role, Invitation.State
ANA = "ana@example.org"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def link(message: mail.EmailMessage) -> str:
    """The path of the link in a mail."""
    [path] = set(re.findall(r"https?://[^/\s]+(/invitations/\S+)", str(message.body)))
    return path


def invited(team: Team, email: str = ANA, role: Role = Role.EDITOR) -> str:
    """Invite, and return the path of the link that was mailed."""
    assert team.owner is not None
    invitations.invite(team=team, email=email, role=role, by=team.owner)
    return link(mail.outbox[-1])


def logged_in(user: User) -> Client:
    client = Client()
    client.force_login(user)
    return client


def roles(team: Team) -> dict[str, str]:
    return dict(team.members.values_list("user__email", "role"))


def test_an_administrator_invites_by_mail(as_role: AsRole, team: Team) -> None:
    answer = as_role("admin").post("/team/members", {"email": "Ana@Example.org", "role": "editor"})

    [message] = mail.outbox
    found = Invitation.objects.get()
    assert (answer.status_code, answer["Location"]) == (302, "/team/members")
    assert (found.team, found.email, found.role, found.state) == (team, ANA, "editor", State.OPEN)
    assert (message.to, message.subject) == ([ANA], "Amina Okonkwo invites you to Lumen Academy")
    assert "You would be Editor in this team" in str(message.body)
    assert message.alternatives[0][1] == "text/html"  # type: ignore[attr-defined]


def test_the_link_is_kept_as_a_hash_alone(team: Team) -> None:
    token = invited(team).rsplit("/", 1)[1]

    kept = Invitation.objects.values().get()
    assert token not in str(kept)
    assert kept["token_sha256"] == invitations.hash_of(token)
    assert len(token) >= 43


@pytest.mark.parametrize("role", ["viewer", "editor"])
def test_others_invite_nobody_and_see_no_invitations(as_role: AsRole, team: Team, role: str) -> None:
    invited(team)
    client = as_role(role)

    answer = client.post("/team/members", {"email": "bo@example.org", "role": "viewer"})

    assert answer.status_code == 403
    assert [each.email for each in Invitation.objects.all()] == [ANA]
    assert ANA not in client.get("/team/members").content.decode()


def test_nobody_is_invited_above_the_inviter_or_as_owner(as_role: AsRole, team: Team) -> None:
    answer = as_role("admin").post("/team/members", {"email": ANA, "role": "owner"})

    assert (answer.status_code, Invitation.objects.count()) == (422, 0)
    with pytest.raises(invitations.NotAllowed, match="above your own"):
        invitations.invite(team=team, email=ANA, role=Role.OWNER, by=team.owner)  # type: ignore[arg-type]
    with pytest.raises(IntegrityError), transaction.atomic():
        Invitation.objects.create(
            team=team, email=ANA, role="owner", token_sha256="0" * 64, sent_at=timezone.now(),
            expires_at=timezone.now(),
        )  # fmt: skip


def test_who_is_in_or_invited_already_is_said_beside_the_field(as_role: AsRole, team: Team) -> None:
    member = make_member(team, Role.VIEWER)
    invited(team)
    client = as_role("owner")

    again = client.post("/team/members", {"email": ANA, "role": "editor"})
    inside = client.post("/team/members", {"email": member.email.upper(), "role": "editor"})

    assert (again.status_code, inside.status_code) == (422, 422)
    assert "ana@example.org is invited already." in again.content.decode()
    assert f"{member.email} is in this team already." in inside.content.decode()


def test_a_personal_team_is_for_one_alone(db: None) -> None:
    user = make_user()

    answer = logged_in(user).post("/team/members", {"email": ANA, "role": "viewer"})

    assert answer.status_code == 422
    assert "This is your personal team: it is for you alone." in answer.content.decode()


def test_a_team_sends_so_many_in_a_day(as_role: AsRole, settings: Settings) -> None:
    settings.INVITATIONS_PER_DAY = 1
    client = as_role("owner")
    client.post("/team/members", {"email": ANA, "role": "viewer"})

    answer = client.post("/team/members", {"email": "bo@example.org", "role": "viewer"})

    assert answer.status_code == 422
    assert "as many invitations as it may in a day" in answer.content.decode()
    assert len(mail.outbox) == 1


def test_the_invited_person_accepts_and_acts_for_the_team(team: Team) -> None:
    ana = make_user(ANA)
    client, path = logged_in(ana), invited(team)

    offered = client.get(path)
    answer = client.post(path, {"answer": "accept"}, follow=True)

    assert offered.status_code == 200
    assert roles(team) == {"owner@example.org": "owner", ANA: "editor"}
    assert answer.context["request"].team == team
    assert Invitation.objects.values_list("state", "answered_by").get() == (State.ACCEPTED, ana.pk)
    assert AuditEvent.objects.filter(team=team, actor=ana, action="member.join").count() == 1


def test_the_link_proves_the_address(team: Team) -> None:
    ana = make_user(ANA)
    EmailAddress.objects.create(user=ana, email=ANA, primary=True, verified=False)

    logged_in(ana).post(invited(team), {"answer": "accept"})

    assert EmailAddress.objects.get(user=ana).verified


def test_a_link_counts_once(team: Team) -> None:
    client, path = logged_in(make_user(ANA)), invited(team)
    client.post(path, {"answer": "accept"})
    team.members.filter(user__email=ANA).delete()

    again = client.post(path, {"answer": "accept"})

    assert (again.status_code, client.get(path).status_code) == (409, 410)
    assert "This invitation was accepted already." in again.content.decode()
    assert ANA not in roles(team)


def test_another_address_is_told_plainly_and_does_not_get_in(team: Team) -> None:
    client, path = logged_in(make_user("bo@example.org")), invited(team)

    seen = client.get(path).content.decode()
    answers = [client.post(path, {"answer": answer}).status_code for answer in ("accept", "decline")]

    assert "This invitation is for ana@example.org, and you are logged in as bo@example.org." in seen
    assert 'value="accept"' not in seen
    assert answers == [403, 403]
    assert roles(team) == {"owner@example.org": "owner"}
    assert Invitation.objects.get().state == State.OPEN


def test_an_address_that_somebody_else_has_proven_lets_nobody_else_in(team: Team) -> None:
    bo = make_user("bo@example.org")
    EmailAddress.objects.create(user=make_user(ANA), email=ANA, verified=True, primary=True)
    EmailAddress.objects.create(user=bo, email=ANA, verified=False)

    assert logged_in(bo).post(invited(team), {"answer": "accept"}).status_code == 403
    assert roles(team) == {"owner@example.org": "owner"}


def test_a_second_address_of_ones_own_counts_too(team: Team) -> None:
    bo = make_user("bo@example.org")
    EmailAddress.objects.create(user=bo, email=ANA, verified=True)

    logged_in(bo).post(invited(team), {"answer": "accept"})

    assert roles(team) == {"owner@example.org": "owner", "bo@example.org": "editor"}


def test_a_visitor_is_led_to_sign_up_and_back_and_may_decline(client: Client, team: Team) -> None:
    path = invited(team)
    page = client.get(path).content.decode()

    accepted = client.post(path, {"answer": "accept"})
    declined = client.post(path, {"answer": "decline"})

    assert f'href="/accounts/signup/?next={path.replace("/", "%2F")}"' in page
    assert (accepted.status_code, accepted["Location"]) == (302, path)
    assert (declined.status_code, declined["Location"]) == (302, "/")
    assert Invitation.objects.get().state == State.DECLINED


def test_after_its_term_it_no_longer_counts(team: Team) -> None:
    client, path = logged_in(make_user(ANA)), invited(team)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(seconds=1))

    seen, answer = client.get(path), client.post(path, {"answer": "accept"})

    assert (seen.status_code, answer.status_code) == (410, 409)
    assert "The time of this invitation is over." in answer.content.decode()
    assert ANA not in roles(team)


def test_sent_again_the_new_link_counts_and_the_old_one_ends(as_role: AsRole, team: Team) -> None:
    old = invited(team)
    Invitation.objects.update(expires_at=timezone.now() - timedelta(days=1))

    as_role("admin").post(f"/team/invitations/{Invitation.objects.get().pk}/resend")

    client, new = logged_in(make_user(ANA)), link(mail.outbox[-1])
    assert (client.get(old).status_code, client.get(new).status_code) == (404, 200)
    client.post(new, {"answer": "accept"})
    assert ANA in roles(team)


def test_withdrawn_the_link_ends(as_role: AsRole, team: Team) -> None:
    path = invited(team)
    address = f"/team/invitations/{Invitation.objects.get().pk}"
    client = as_role("admin")

    client.post(f"{address}/withdraw")

    assert Invitation.objects.get().state == State.WITHDRAWN
    assert client.post(f"{address}/resend").status_code == 409
    assert logged_in(make_user(ANA)).post(path, {"answer": "accept"}).status_code == 409
    assert ANA not in roles(team)


def test_who_declined_or_was_withdrawn_can_be_invited_again(team: Team) -> None:
    Client().post(invited(team), {"answer": "decline"})

    invited(team)

    assert sorted(Invitation.objects.values_list("state", flat=True)) == ["declined", "open"]


@pytest.mark.parametrize("deed", ["resend", "withdraw"])
def test_invitations_of_another_team_are_not_there(as_role: AsRole, team: Team, deed: str) -> None:
    invited(make_team("Chess Club", owner=make_user()))

    address = f"/team/invitations/{Invitation.objects.get().pk}/{deed}"
    assert as_role("owner").post(address).status_code == 404
    assert (Invitation.objects.get().state, len(mail.outbox)) == (State.OPEN, 1)


def test_a_made_up_link_leads_nowhere(client: Client, db: None) -> None:
    assert client.get("/invitations/nothing-of-ours").status_code == 404


def test_a_mail_that_could_not_be_sent_is_said_and_the_invitation_stays(
    as_role: AsRole, settings: Settings
) -> None:
    settings.EMAIL_BACKEND = "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_PORT = 1

    page = as_role("owner").post("/team/members", {"email": ANA, "role": "viewer"}, follow=True)

    assert "ana@example.org is invited, but the mail could not be sent just now." in page.content.decode()
    assert Invitation.objects.get().state == State.OPEN
