"""Sample data for somebody's first try: a draft like any other, made by the services of the wizard."""

from pathlib import Path

from django.core.files import File

from accounts.models import Team, User
from certificates.models import BulkGenerationJob
from certificates.services import drafts
from templates_app.selectors import design_by_slug

NAME = "Sample certificates"
DESIGN = "classic-guilloche"
# No column of email addresses: trying the product out writes to nobody.
FILE = Path(__file__).resolve().parents[1] / "samples" / "sample-people.csv"
PEOPLE = 8


def begin(*, team: Team, by: User) -> BulkGenerationJob:
    """A draft with the sample list, read and matched: what is left is to look, and to press “Issue”.

    The one of an earlier try while it is not started. Raises NotFound where the shipped designs are not installed.
    """
    waiting = BulkGenerationJob.objects.for_team(team).filter(
        status=BulkGenerationJob.Status.DRAFT, name=NAME, input_name=FILE.name
    )
    found = waiting.order_by("-created_at").first()
    return found or _make(team, by)


def _make(team: Team, by: User) -> BulkGenerationJob:
    version = design_by_slug(slug=DESIGN).current_version
    assert version is not None  # `design_by_slug` finds only those that have one
    job = drafts.begin(team=team, by=by, version=version)
    job.name = NAME
    try:
        with FILE.open("rb") as file:
            drafts.upload(job=job, by=by, file=File(file), filename=FILE.name)
    except BaseException:
        drafts.discard(job=job, by=by)
        raise
    return job
