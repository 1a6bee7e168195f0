"""What the command line needs to find: an issuing team, a design, an interrupted job."""

from uuid import UUID

from django.core.exceptions import ValidationError
from django.db import transaction

from accounts.models import Team, User
from accounts.services import teams
from certificates.models import BulkGenerationJob
from certificates.services import claims
from iconikcerts.common.errors import NotFound
from templates_app.models import TemplateVersion
from templates_app.selectors import designs

OPERATOR_EMAIL = "operator@localhost"


@transaction.atomic
def team(*, slug: str = "") -> Team:
    """The team with that slug; without one the oldest shared team, made for the operator when there is none."""
    if slug:
        found = Team.objects.filter(slug=slug).first()
        if found is None:
            known = ", ".join(Team.objects.order_by("slug").values_list("slug", flat=True)[:20])
            raise NotFound(f"There is no team {slug!r}.", mend=f"Known teams: {known or 'none yet'}.")
        return found
    return (
        Team.objects.filter(is_personal=False, erased_at=None).order_by("created_at").first()
        or _operators_team()
    )


def _operators_team() -> Team:
    operator = User.objects.filter(email=OPERATOR_EMAIL).first() or User.objects.create_user(
        OPERATOR_EMAIL, None, name="Operator"
    )
    made = teams.create(name="My organisation", by=operator)
    made.tier = Team.Tier.ENTERPRISE
    made.save(update_fields=["tier", "updated_at"])
    return made


def design(*, team: Team, slug: str) -> TemplateVersion:
    """The published version of a design that the team may use. Raises NotFound with the known slugs."""
    usable = designs(team=team)
    found = usable.filter(slug=slug).first()
    if found is None or found.current_version is None:
        known = ", ".join(usable.values_list("slug", flat=True))
        raise NotFound(
            f"There is no design {slug!r}.",
            mend=f"Known designs: {known or 'none; run manage.py install_designs'}.",
        )
    return found.current_version


def resume(*, job_id: str) -> BulkGenerationJob:
    """A job that was interrupted, with the rows of dead processes given back. Raises NotFound."""
    try:
        job = BulkGenerationJob.objects.get(pk=UUID(job_id))
    except (ValueError, ValidationError, BulkGenerationJob.DoesNotExist):
        raise NotFound(
            f"There is no job {job_id!r}.", mend="The job's id is in the summary of its run."
        ) from None
    claims.release_dead()
    return job
