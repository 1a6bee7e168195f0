"""A great many certificates at once: what lists and searches are measured with."""

from collections.abc import Iterator
from datetime import date, timedelta
from itertools import islice

from django.core.files.base import ContentFile
from django.core.files.storage import default_storage
from django.utils import timezone

from accounts.models import Team
from certificates import integrity
from certificates.models import BulkGenerationJob, Certificate, CertificateHash, JobRow
from certificates.services import finding, sealing
from templates_app.models import TemplateVersion
from tests.factories.certificates import make_job
from tests.factories.designs import make_version
from tests.factories.pdfs import make_pdf

GIVEN = [
    "Amina",
    "José",
    "Lev",
    "Mei",
    "Fatima",
    "Björn",
    "Chidi",
    "Aoife",
    "Ngozi",
    "Ravi",
    "Zoë",
    "Kenji",
    "Olga",
    "Tomás",
    "Leila",
    "Anna",
]
FAMILY = [
    "Okonkwo",
    "García",
    "Petrov",
    "Chen",
    "Rahimi",
    "Åkesson",
    "Eze",
    "Byrne",
    "Adeyemi",
    "Iyer",
    "Müller",
    "Sato",
    "Ivanova",
    "Silva",
]
TITLES = ("Applied Data Analysis", "First Aid at Work", "Watercolour for Beginners", "Food Hygiene")
FIRST_DAY = date(2024, 1, 1)
DAYS = 1000
BATCH = 1000


def make_many(team: Team, count: int, *, jobs: int = 20, designs: int = 4) -> None:
    """`count` sealed certificates in `jobs` jobs of `designs` designs; each 50th revoked, each 10th expired.

    All share one small file. Names repeat about as often as in a large school; every e-mail address is of one domain.
    """
    versions = [make_version(team=team) for _ in range(designs)]
    made = [_job(versions[number % designs], number) for number in range(jobs)]
    content = make_pdf("https://example.org/v/many")
    file = default_storage.save(f"certificates/{team.pk}/many.pdf", ContentFile(content))
    certificates = _certificates(made, count, file)
    while batch := list(islice(certificates, BATCH)):
        JobRow.objects.bulk_create(certificate.row for certificate in batch)
        for certificate in batch:
            certificate.row_id = certificate.row.pk
        Certificate.objects.bulk_create(batch)
        CertificateHash.objects.bulk_create(sealing.seal(certificate, content) for certificate in batch)
        finding.index(batch)


def _job(version: TemplateVersion, number: int) -> BulkGenerationJob:
    now = timezone.now()
    status = BulkGenerationJob.Status.COMPLETED
    return make_job(version, name=f"Course {number + 1}", status=status, started_at=now, completed_at=now)


def _certificates(jobs: list[BulkGenerationJob], count: int, file: str) -> Iterator[Certificate]:
    now = timezone.now()
    for number in range(1, count + 1):
        job = jobs[number * len(jobs) // (count + 1)]
        given, family = GIVEN[number % len(GIVEN)], FAMILY[number // 7 % len(FAMILY)]
        day = FIRST_DAY + timedelta(days=number * DAYS // count)
        values = {
            "recipient.name": f"{given} {family}",
            "recipient.email": f"{given}.{number}@example.org".casefold(),
            "course.title": TITLES[number % len(TITLES)],
            "certificate.issued_on": day.isoformat(),
        }
        row = JobRow(job=job, line=number + 1, values=values, state=JobRow.State.ISSUED)
        row.number, row.code = f"{day.year}-{number:06}", integrity.new_code()
        is_revoked = number % 50 == 0
        yield Certificate(
            team=job.team,
            issuer=job.creator,
            job=job,
            row=row,
            template_version=job.template_version,
            number=row.number,
            code=row.code,
            recipient_name=values["recipient.name"],
            recipient_email=values["recipient.email"],
            title=values["course.title"],
            issuer_name=job.team.name,
            data=values,
            issued_on=day,
            expires_on=day + timedelta(days=30) if number % 10 == 0 else None,
            file=file,
            status=Certificate.Status.REVOKED if is_revoked else Certificate.Status.VALID,
            revoked_at=now if is_revoked else None,
            revoked_reason="Issued by mistake." if is_revoked else "",
        )
