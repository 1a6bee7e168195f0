"""What a second person is asked for."""

from accounts.models import Team, User
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from templates_app.models import Template
from templates_app.services import templates
from tests.factories import make_document, make_job, make_version

DRAFT = BulkGenerationJob.Status.DRAFT


def draft(team: Team, rows: int = 2) -> BulkGenerationJob:
    job = make_job(make_version(team=team), rows=rows, status=DRAFT, name="Graduation")
    job.options = JobOptions(issued_on="2026-11-02").to_json()
    job.mapping = {"header": [], "fields": {}}
    job.save(update_fields=["options", "mapping"])
    return job


def status(job: BulkGenerationJob) -> str:
    job.refresh_from_db()
    return job.status


def unpublished(team: Team, by: User) -> Template:
    return templates.create(team=team, name="Diploma", document=make_document(), by=by)
