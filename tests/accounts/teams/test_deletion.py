"""Deleting a team: the days of grace, calling it off, and what stays when it is erased."""

from collections.abc import Callable
from datetime import timedelta

import pytest
from django.core import mail
from django.core.files.storage import default_storage
from django.db import IntegrityError, transaction
from django.test import Client
from django.utils import timezone

from accounts.models import AuditEvent, Invitation, Team, TeamMember, User
from accounts.services import deletion, deletion_mails, invitations
from certificates.models import BulkGenerationJob, Certificate, JobRow
from iconikcerts.common.errors import Conflict, NotAllowed
from templates_app.models import Template
from templates_app.services import templates
from tests.accounts.teams.things import draft
from tests.factories import make_certificate, make_document, make_job, make_member, make_user, make_version
from tests.factories.people import PASSWORD

pytestmark = pytest.mark.usefixtures("media_root")
AsRole = Callable[[str], Client]
Acting = Callable[..., Client]
Role = TeamMember.Role


@pytest.fixture
def owner(team: Team) -> User:
    assert team.owner is not None
    return team.owner


@pytest.fixture
def owning(team: Team) -> Client:
    """The owner, who has just logged in by password."""
    client = Client()
    client.post("/accounts/login/", {"login": "owner@example.org", "password": PASSWORD})
    client.post("/teams/switch", {"team": str(team.pk)})
    return client


def due(team: Team, by: User) -> None:
    """Ask, and let the days of grace pass."""
    deletion.ask(team=team, by=by)
    Team.objects.filter(pk=team.pk).update(erase_at=timezone.now() - timedelta(seconds=1))


def test_the_owner_asks_by_typing_the_name_and_the_days_of_grace_begin(owning: Client, team: Team) -> None:
    wrong = owning.post("/team/delete", {"name": "Lumen"})
    team.refresh_from_db()
    before = team.erase_at
    right = owning.post("/team/delete", {"name": "Lumen Academy"}, follow=True)

    team.refresh_from_db()
    assert (wrong.status_code, before) == (422, None)
    assert team.erase_at is not None
    assert (team.erase_at - timezone.now()).days in (29, 30)
    assert "is to be deleted" in right.content.decode()
    assert (team.members.count(), deletion.erase_due()) == (1, 0)


def test_who_did_not_just_show_who_they_are_is_asked_first(as_role: AsRole, team: Team) -> None:
    answer = as_role("owner").post("/team/delete", {"name": "Lumen Academy"})

    team.refresh_from_db()
    assert answer["Location"].startswith("/accounts/reauthenticate/")
    assert team.erase_at is None


@pytest.mark.parametrize("role", ["viewer", "editor", "admin"])
def test_others_neither_delete_nor_keep_it(as_role: AsRole, team: Team, owner: User, role: str) -> None:
    client = as_role(role)
    asked = client.post("/team/delete", {"name": "Lumen Academy"}).status_code
    deletion.ask(team=team, by=owner)
    kept = client.post("/team/keep").status_code

    team.refresh_from_db()
    assert (asked, kept, team.erase_at is not None) == (403, 403, True)
    assert "Its owner can keep it until then." in client.get("/dashboard").content.decode()


def test_the_owner_keeps_it_after_all(as_role: AsRole, team: Team, owner: User) -> None:
    due(team, owner)

    as_role("owner").post("/team/keep")

    team.refresh_from_db()
    assert (team.erase_at, deletion.erase_due()) == (None, 0)
    assert AuditEvent.objects.filter(team=team, actor=owner, action="team.keep").count() == 1


def test_members_get_a_mail_unless_it_was_called_off(team: Team, owner: User) -> None:
    member = TeamMember.objects.get(team=team, user=make_member(team, Role.VIEWER))
    deletion.ask(team=team, by=owner)
    deletion_mails.tell(member_id=member.pk)
    deletion.call_off(team=team, by=owner)
    deletion_mails.tell(member_id=member.pk)

    assert [(each.to, each.subject) for each in mail.outbox] == [
        ([member.user.email], "Lumen Academy is to be deleted")
    ]


def test_a_personal_team_is_not_deleted_by_itself(db: None) -> None:
    user = make_user()

    with pytest.raises(Conflict, match="goes with its person's account"):
        deletion.ask(team=Team.objects.get(owner=user), by=user)


def test_erased_nobody_is_in_it_and_no_name_is_left(team: Team, owner: User) -> None:
    editor = make_member(team, Role.EDITOR)
    invitations.invite(team=team, email="ana@example.org", role=Role.VIEWER, by=owner)
    due(team, owner)

    assert deletion.erase_due() == 1

    team.refresh_from_db()
    assert (team.name, team.description, team.owner) == ("Deleted team", "", None)
    assert "lumen" not in team.slug
    assert (team.members.count(), Invitation.objects.count()) == (0, 0)
    assert User.objects.filter(pk__in=[owner.pk, editor.pk]).count() == 2
    assert AuditEvent.objects.filter(team=team, action="team.erase").count() == 1
    assert deletion.erase_due() == 0


def test_certificates_stay_verifiable_with_their_file(client: Client, team: Team, owner: User) -> None:
    certificate = make_certificate(team=team)
    due(team, owner)
    deletion.erase_due()

    facts = client.get(f"/verify/{certificate.code}", headers={"accept": "application/json"}).json()
    certificate.refresh_from_db()

    assert (facts["status"], facts["issuer"]) == ("valid", "Lumen Academy")
    assert default_storage.exists(str(certificate.file))
    assert Template.objects.filter(team=team).count() == 1


def test_lists_drafts_and_unused_designs_go(team: Team, owner: User) -> None:
    make_certificate(team=team)
    draft(team)
    templates.create(team=team, name="Never used", document=make_document(), by=owner)
    due(team, owner)

    deletion.erase_due()

    [job] = BulkGenerationJob.objects.filter(team=team)
    [row] = JobRow.objects.filter(job__team=team)
    assert (job.name, job.input_name, row.values, row.cells) == ("", "", {}, [])
    assert not Template.objects.filter(team=team, name="Never used").exists()
    assert Certificate.objects.filter(team=team).count() == 1


def test_a_job_that_runs_is_cancelled_and_the_team_goes_the_next_time(team: Team, owner: User) -> None:
    status = BulkGenerationJob.Status
    job = make_job(make_version(team=team), rows=1, status=status.PROCESSING)
    due(team, owner)

    first = deletion.erase_due()
    job.refresh_from_db()
    assert (first, job.cancelled_at is not None) == (0, True)

    BulkGenerationJob.objects.update(status=status.CANCELLED)
    assert deletion.erase_due() == 1


def test_only_an_erased_team_has_no_owner(team: Team) -> None:
    with pytest.raises(IntegrityError), transaction.atomic():
        Team.objects.filter(pk=team.pk).update(owner=None)


def test_the_service_asks_for_the_owner_too(team: Team) -> None:
    with pytest.raises(NotAllowed):
        deletion.ask(team=team, by=make_member(team, Role.ADMIN))
