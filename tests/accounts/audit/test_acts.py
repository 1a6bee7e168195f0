"""The trail of deeds: one row each, in the transaction of the deed, and nobody changes it."""

import pytest
from django.test import Client

from accounts import audit
from accounts.models import AuditEvent, User
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.services import jobs, revocation
from iconikcerts.common.errors import Conflict
from tests.factories import make_certificate, make_job, make_operator, make_team


def trail(action: str) -> list[tuple[object, ...]]:
    events = AuditEvent.objects.filter(action=action)
    return list(events.values_list("team", "actor", "target_type", "target_id", "data"))


@pytest.mark.django_db
def test_a_deed_names_who_did_what_to_which_thing() -> None:
    team = make_team()

    event = audit.record(team=team, by=team.owner, action="team.rename", target=team, reason="Merger")

    assert trail("team.rename") == [(team.pk, team.owner.pk, "Team", str(team.pk), {"reason": "Merger"})]
    assert str(event) == f"team.rename Team {team.pk}"


@pytest.mark.django_db
def test_starting_and_cancelling_a_job_are_on_record_without_names() -> None:
    job = make_job(rows=3)
    by = job.team.owner

    jobs.start(job=job, by=by, options=JobOptions(), queue=False)
    jobs.cancel(job=job, by=by)

    of_the_job = (job.team_id, by.pk, "BulkGenerationJob", str(job.pk))
    assert trail("job.start") == [(*of_the_job, {"rows": 3})]
    assert trail("job.cancel") == [(*of_the_job, {})]


@pytest.mark.django_db
@pytest.mark.usefixtures("media_root")
def test_revoking_is_on_record_once() -> None:
    certificate = make_certificate()
    revocation.revoke(certificate=certificate, by=certificate.team.owner, reason="Issued by mistake")

    with pytest.raises(Conflict):
        revocation.revoke(certificate=certificate, by=certificate.team.owner, reason="Again")

    assert trail("certificate.revoke") == [
        (certificate.team_id, certificate.team.owner_id, "Certificate", str(certificate.pk), {})
    ]


@pytest.mark.django_db
def test_a_deed_that_is_refused_leaves_no_record() -> None:
    job = make_job(rows=1, status=BulkGenerationJob.Status.COMPLETED)

    with pytest.raises(Conflict):
        jobs.start(job=job, by=job.team.owner, options=JobOptions(), queue=False)

    assert trail("job.start") == []


@pytest.mark.django_db
def test_what_a_person_did_stays_when_the_account_goes() -> None:
    team = make_team()
    person = User.objects.create_user("gone@example.org")
    gone = person.pk
    audit.record(team=team, by=person, action="team.rename", target=team)

    person.delete()

    assert trail("team.rename") == [(team.pk, gone, "Team", str(team.pk), {})]
    assert AuditEvent.objects.select_related("actor").get(action="team.rename").actor is None


@pytest.mark.django_db
def test_operators_read_the_trail_but_cannot_write_it(client: Client) -> None:
    event = audit.record(team=make_team(), by=None, action="team.rename", target=make_team())
    client.force_login(make_operator())
    page = f"/admin/accounts/auditevent/{event.pk}"

    assert client.get("/admin/accounts/auditevent/").status_code == 200
    assert client.post("/admin/accounts/auditevent/add/").status_code == 403
    assert client.post(f"{page}/change/", {"action": "nothing"}).status_code == 403
    assert client.post(f"{page}/delete/", {"post": "yes"}).status_code == 403
    assert AuditEvent.objects.get(pk=event.pk).action == "team.rename"
