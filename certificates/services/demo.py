"""The demo team, and a sample job through the same services that the web uses."""

import hmac
from dataclasses import dataclass
from pathlib import Path

from django.conf import settings
from django.core.files import File
from django.db import transaction
from django.urls import reverse

from accounts.models import Consent, Team, User
from accounts.purposes import ACCOUNT
from accounts.services import consents, teams, users
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.services import intake, jobs, operators

EMAIL = "demo@example.org"
TEAM = "Riverside Academy"
DESIGN = "classic-guilloche"
SAMPLE = Path(__file__).resolve().parents[1] / "samples" / "recipients.csv"


@dataclass(frozen=True, slots=True)
class Login:
    email: str
    password: str


def login() -> Login:
    """The demo account's. The password follows from SECRET_KEY, so that it is never the same on two machines."""
    digest = hmac.digest(settings.SECRET_KEY.encode(), b"demo login", "sha256")
    return Login(EMAIL, digest.hex()[:16])


@transaction.atomic
def team() -> Team:
    """The demo team, with its account: made at the first call."""
    known = login()
    user = User.objects.filter(email=EMAIL).first()
    if user is None:
        user = users.register(email=known.email, name="Demo", password=known.password)
    elif not user.check_password(known.password):
        user.set_password(known.password)
        user.save(update_fields=["password", "updated_at"])
    users.vouch_for_address(user=user)
    consents.give(user=user, purpose=ACCOUNT, way=Consent.Way.OPERATOR)
    found = Team.objects.filter(owner=user, is_personal=False).first()
    if found is None:
        found = teams.create(name=TEAM, by=user)
        found.tier = Team.Tier.ENTERPRISE
        found.save(update_fields=["tier", "updated_at"])
    return found


def sample_job(*, team: Team) -> BulkGenerationJob:
    """The sample job, on its way to the workers; the one of an earlier start when there is one."""
    found = BulkGenerationJob.objects.filter(team=team, input_name=SAMPLE.name).order_by("created_at").first()
    if found is None:
        with SAMPLE.open("rb") as file:
            version = operators.design(team=team, slug=DESIGN)
            found = intake.create(
                team=team,
                by=team.owner,
                version=version,
                file=File(file),
                filename=SAMPLE.name,
                name="Sample job",
            )
    if found.status == found.Status.DRAFT:
        return jobs.start(job=found, by=team.owner, options=JobOptions())
    return found


def verify_url(job: BulkGenerationJob) -> str:
    """The address of the job's first certificate; "" when it has none."""
    first = job.certificates.order_by("row__line").first()
    return settings.SITE_URL + reverse("wallet:certificate", args=[first.code]) if first else ""
