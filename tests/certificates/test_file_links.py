"""Files are given out by links that are signed, run out, and open for nobody else; each time is written down."""

from datetime import timedelta
from urllib.request import urlopen

import pytest
from django.core.files.base import ContentFile
from django.core.files.storage import storages
from django.http.response import HttpResponseBase
from django.test import Client
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent, SecurityEvent, Team, TeamMember
from accounts.services import anomalies
from certificates.models import BulkGenerationJob, Certificate
from tests.factories import make_certificate, make_job, make_member, make_row, make_team, make_user
from tests.servers import Bucket

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
CONTENT = b"%PDF-1.7 a certificate"


@pytest.fixture
def team() -> Team:
    return make_team()


@pytest.fixture
def certificate(team: Team) -> Certificate:
    return make_certificate(team=team, content=CONTENT)


@pytest.fixture
def member(client: Client, team: Team) -> Client:
    client.force_login(team.owner)
    return client


def link_to(client: Client, certificate: Certificate) -> str:
    return client.get(f"/certificates/{certificate.pk}.pdf")["Location"]


def content(response: HttpResponseBase) -> bytes:
    return b"".join(response.streaming_content)  # type: ignore[attr-defined]


def test_a_page_leads_to_a_link_that_gives_the_file(member: Client, certificate: Certificate) -> None:
    link = link_to(member, certificate)
    given = member.get(link)

    assert link.startswith("/files/")
    assert str(certificate.pk) not in link
    assert (given.status_code, content(given)) == (200, CONTENT)
    assert given["Cache-Control"] == "max-age=0, no-cache, no-store, must-revalidate, private"


def test_a_link_opens_for_nobody_else(member: Client, team: Team, certificate: Certificate) -> None:
    link = link_to(member, certificate)
    colleague, visitor = Client(), Client()
    colleague.force_login(make_member(team, TeamMember.Role.ADMIN))

    assert colleague.get(link).status_code == 404
    assert visitor.get(link)["Location"].startswith("/accounts/login/")


def test_a_link_runs_out(member: Client, certificate: Certificate, settings: Settings) -> None:
    link = link_to(member, certificate)
    settings.FILE_LINK_S = -1

    answer = member.get(link)

    assert answer.status_code == 404
    assert "download the file there" in answer.content.decode()


def test_an_altered_link_opens_nothing(member: Client, certificate: Certificate) -> None:
    head, _, seal = link_to(member, certificate).rpartition(":")

    assert member.get(f"{head}:{seal[::-1]}").status_code == 404


def test_who_has_left_the_team_opens_nothing(client: Client, team: Team, certificate: Certificate) -> None:
    viewer = make_member(team, TeamMember.Role.VIEWER)
    client.force_login(viewer)
    link = link_to(client, certificate)
    TeamMember.objects.filter(user=viewer, team=team).delete()

    assert client.get(link).status_code == 403


def test_each_download_is_on_record(member: Client, team: Team) -> None:
    job = make_job(team=team, status=BulkGenerationJob.Status.COMPLETED)
    job.output_file.save("certificates.zip", ContentFile(b"PK"))
    _, second = (make_certificate(make_row(job)) for _ in range(2))
    BulkGenerationJob.objects.update(completed_at=timezone.now() - timedelta(days=3))

    for path in (f"/certificates/{second.pk}.pdf", f"/jobs/{job.pk}/certificates.zip"):
        member.get(path, follow=True)

    events = AuditEvent.objects.filter(team=team, action__endswith="download").order_by("created_at")
    assert [(event.action, event.actor, event.data) for event in events] == [
        ("certificate.download", team.owner, {"old": 0}),
        ("job.download", team.owner, {"file": "zip", "certificates": 2, "old": 2}),
    ]


def test_taking_many_old_certificates_along_is_told(
    member: Client, team: Team, certificate: Certificate, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(anomalies, "DOWNLOADS", 2)
    Certificate.objects.update(created_at=timezone.now() - timedelta(days=3))

    member.get(f"/certificates/{certificate.pk}.pdf", follow=True)
    once = SecurityEvent.objects.filter(team=team).count()
    member.get(f"/certificates/download?id={certificate.pk}")

    assert (once, SecurityEvent.objects.get(team=team).kind) == (0, SecurityEvent.Kind.MASS_DOWNLOAD)


def test_a_team_downloads_as_often_as_its_tier_allows(
    member: Client, team: Team, certificate: Certificate, settings: Settings
) -> None:
    settings.FREE_DOWNLOADS_PER_DAY = 1
    path = f"/certificates/{certificate.pk}.pdf"

    answers = [member.get(path, follow=True) for _ in range(2)]
    Team.objects.update(tier=Team.Tier.ENTERPRISE)
    after = member.get(path, follow=True)

    assert [answer.status_code for answer in [*answers, after]] == [200, 429, 200]
    assert "which is what its plan allows" in answers[1].content.decode()
    assert AuditEvent.objects.filter(action="certificate.download").count() == 2


@pytest.fixture
def bucket(s3_server: Bucket, settings: Settings) -> Bucket:
    settings.STORAGES = settings.STORAGES | {
        "default": {
            "BACKEND": "storages.backends.s3.S3Storage",
            "OPTIONS": {
                "bucket_name": s3_server.name, "endpoint_url": s3_server.endpoint_url, "region_name": s3_server.region,
                "access_key": s3_server.access_key, "secret_key": s3_server.secret_key, "querystring_auth": True,
            },
        }
    }  # fmt: skip
    return s3_server


def test_with_a_bucket_the_link_can_lead_to_the_bucket_itself(
    bucket: Bucket, client: Client, settings: Settings
) -> None:
    settings.S3_DIRECT_DOWNLOADS = True
    user = make_user()
    certificate = make_certificate(team=make_team(owner=user), content=CONTENT)
    client.force_login(user)

    given = client.get(link_to(client, certificate))

    with urlopen(given["Location"]) as answer:
        assert (given.status_code, answer.read()) == (302, CONTENT)
        assert answer.headers["Content-Disposition"] == f'attachment; filename="{certificate.number}.pdf"'
    assert storages["default"].exists(str(certificate.file))
