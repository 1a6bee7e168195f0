"""What the dashboard shows, gathered from the selectors of all apps in a constant number of queries."""

from dataclasses import dataclass

from accounts.models import Team, User
from accounts.selectors import has_confirmed_address
from billing.selectors import Standing, month_start, standing
from certificates import selectors
from certificates.models import BulkGenerationJob, Certificate
from certificates.presenters.progress import duration
from iconikcerts.dashboard.checklist import Checklist, Facts, checklist
from wallet.models import VerificationLog
from wallet.selectors import latest

JOBS, CERTIFICATES, VERIFICATIONS = 5, 4, 6


@dataclass(frozen=True, slots=True)
class JobLine:
    """A job of the list. `time_left`: like "about 2 minutes", "" while unknown."""

    job: BulkGenerationJob
    progress: selectors.Progress
    time_left: str

    @property
    def is_under_way(self) -> bool:
        return self.job.status in selectors.UNDER_WAY


@dataclass(frozen=True, slots=True)
class Overview:
    """A team at a glance. `checklist` is None for those who may not issue, and once it was put away."""

    jobs: list[JobLine]
    totals: selectors.Totals
    quota: Standing
    certificates: list[Certificate]
    verifications: list[VerificationLog]
    checklist: Checklist | None

    @property
    def is_new(self) -> bool:
        """Nothing was ever begun: the page then says what to do first, not what there is not."""
        return not self.jobs and not self.totals.total


def job_lines(team: Team) -> list[JobLine]:
    """Two queries, whatever the number of jobs and rows."""
    jobs = selectors.latest_jobs(team, JOBS)
    progress = selectors.progress_of(jobs)
    return [JobLine(job, progress[job.pk], duration(progress[job.pk].seconds_left)) for job in jobs]


def overview(*, team: Team, user: User, may_issue: bool) -> Overview:
    """All of it. `may_issue`: whether the person may start jobs in the team."""
    jobs = job_lines(team)
    totals = selectors.totals(team, since=month_start())
    verifications = latest(team, VERIFICATIONS)
    facts = Facts(
        address_is_confirmed=has_confirmed_address(user),
        design_was_chosen=bool(jobs),
        certificate_was_issued=totals.total > 0,
        certificate_was_verified=bool(verifications),
    )
    return Overview(
        jobs=jobs,
        totals=totals,
        quota=standing(team),
        certificates=selectors.latest_certificates(team, CERTIFICATES),
        verifications=verifications,
        checklist=checklist(facts) if may_issue and user.first_steps_hidden_at is None else None,
    )
