"""Who opens a recipient's data or takes it away is on record, and taking much of it away is told."""

from dataclasses import replace
from datetime import timedelta

import pytest
from django.test import Client

from accounts.models import AuditEvent, SecurityEvent, Team, TeamMember, User
from accounts.services import anomalies
from certificates.models import BulkGenerationJob, Certificate
from certificates.options import JobOptions
from certificates.services import access, drafts
from tests.factories import make_certificate, make_job, make_member, make_row, make_team

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def viewer(client: Client, team: Team) -> User:
    user = make_member(team, TeamMember.Role.VIEWER)
    client.force_login(user)
    session = client.session
    session["team"] = str(team.pk)
    session.save()
    return user


def trail(*actions: str) -> list[tuple[str, object, str, dict[str, object]]]:
    events = AuditEvent.objects.filter(action__in=actions).order_by("created_at")
    return [(event.action, event.actor_id, event.target_id, event.data) for event in events]


def test_opening_a_certificate_is_on_record_once_an_hour(client: Client, team: Team, viewer: User) -> None:
    certificate = make_certificate(team=team)
    for _ in range(2):
        client.get(f"/certificates/{certificate.pk}")
    AuditEvent.objects.filter(action="certificate.view")
    access.opened(certificate=certificate, by=team.owner)

    pk = str(certificate.pk)
    assert trail("certificate.view") == [
        ("certificate.view", viewer.pk, pk, {}),
        ("certificate.view", team.owner_id, pk, {}),
    ]
    assert AuditEvent.objects.filter(action="certificate.view", target_label=certificate.number).count() == 2


def test_a_page_of_the_list_is_not_on_record(client: Client, team: Team, viewer: User) -> None:
    make_certificate(team=team)
    client.get("/certificates/")

    assert trail("certificate.view", "certificate.download") == []


def test_taking_a_file_a_zip_and_a_report_is_on_record(client: Client, team: Team, viewer: User) -> None:
    certificate = make_certificate(team=team)
    job = certificate.job
    make_row(job, state="invalid")
    client.get(f"/certificates/{certificate.pk}.pdf", follow=True)
    b"".join(client.get(f"/certificates/download?id={certificate.pk}").streaming_content)  # type: ignore[attr-defined, arg-type]
    client.get(f"/jobs/{job.pk}/errors", follow=True)

    assert trail("certificate.download", "job.download") == [
        ("certificate.download", viewer.pk, str(certificate.pk), {"old": 0}),
        ("certificate.download", viewer.pk, str(team.pk), {"certificates": 1, "old": 0}),
        ("job.download", viewer.pk, str(job.pk), {"file": "report", "certificates": 0, "old": 0}),
    ]


def test_a_stranger_leaves_no_trace_and_gets_nothing(client: Client, team: Team, viewer: User) -> None:
    certificate = make_certificate(team=make_team("Elsewhere"))

    assert client.get(f"/certificates/{certificate.pk}").status_code == 404
    assert trail("certificate.view") == []


def test_many_old_certificates_in_a_zip_raise_a_notice(
    client: Client, team: Team, viewer: User, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anomalies, "DOWNLOADS", 2)
    old = [make_certificate(team=team) for _ in range(2)]
    Certificate.objects.update(created_at=old[0].created_at - timedelta(days=2))
    make_certificate(team=team)
    client.get("/certificates/download?all=1")

    event = SecurityEvent.objects.get()
    assert (event.kind, event.team, event.person, event.facts) == (
        "mass_download",
        team,
        viewer,
        {"certificates": 2},
    )


def test_a_zip_of_a_job_that_just_ended_is_nothing_unusual(
    team: Team, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anomalies, "DOWNLOADS", 1)
    job = make_job(team=team, status=BulkGenerationJob.Status.COMPLETED)
    make_certificate(make_row(job, state="issued"))
    access.job_downloaded(job=job, by=team.owner, file="zip")

    assert not SecurityEvent.objects.exists()
    assert trail("job.download")[0][3] == {"file": "zip", "certificates": 1, "old": 0}


def test_options_of_a_job_are_on_record_with_both_values(team: Team) -> None:
    job = make_job(team=team, name="Spring course")
    before = JobOptions.from_json(job.options)
    chosen = replace(before, number_pattern="LUM-{seq:4}", reply_to="office@example.org")
    for _ in range(2):
        drafts.choose_options(job=job, by=team.owner, options=chosen, name="Summer course")

    event = AuditEvent.objects.select_related("particulars").get(action="job.options")
    assert event.changes == {
        "name": {"from": "Spring course", "to": "Summer course"},
        "number_pattern": {"from": before.number_pattern, "to": "LUM-{seq:4}"},
        "reply_to": {},
    }
    assert event.particulars is not None
    assert event.particulars.values == {"reply_to": {"from": "", "to": "office@example.org"}}
