"""The team that wants a second person for everything: what waits for one, and what has yet to be asked for."""

from __future__ import annotations

import io
from collections.abc import Callable

from django.core.files import File

from accounts.models import Team, User
from certificates.models import BulkGenerationJob, Certificate
from certificates.options import JobOptions
from certificates.services import approving, intake, jobs
from scripts.shots import people
from templates_app.models import TemplateVersion
from templates_app.selectors import design_by_slug
from templates_app.services import approving as publishing
from templates_app.services import copies

Facts = dict[str, str]
COURSE = "French B1"


def make(by: User, wait_for_end: Callable[[BulkGenerationJob], None]) -> Facts:
    """As facts: drafts with and without a request, certificates with one, a design with one."""
    team = Team.objects.get(name="Two Keys Language School")
    version = design_by_slug(slug="modern-minimal").current_version
    assert version is not None
    asked, unasked = (_draft(team, by, version, name) for name in ("French, autumn", "Italian, autumn"))
    request = approving.ask_to_run(job=asked, by=by, note="The evening course ended on Thursday.")
    few = _draft(team, by, version, "German, summer", count=6)
    wait_for_end(jobs.start(job=few, by=by, options=JobOptions(issued_on="2026-11-02")))
    certificates = Certificate.objects.filter(job=few).order_by("number")
    wrong = Certificate.objects.filter(pk__in=certificates.values("pk")[:3])
    approving.ask_to_revoke(team=team, certificates=wrong, by=by, reason="The wrong level.", expected=3)
    design = copies.customise(template=design_by_slug(slug="classic-guilloche"), team=team, by=by)
    other = copies.customise(template=design_by_slug(slug="modern-minimal"), team=team, by=by)
    publishing.ask_to_publish(template=design, by=by, note="With the new logo.")
    return {
        "pair.asked": str(asked.pk),
        "pair.unasked": str(unasked.pk),
        "pair.request": str(request.pk),
        "pair.certificate": str(certificates[0].pk),
        "pair.design": str(design.pk),
        "pair.other": str(other.pk),
    }


def _draft(
    team: Team, by: User, version: TemplateVersion, name: str, *, count: int = 24
) -> BulkGenerationJob:
    text = people.csv(people.names(count), COURSE)
    file = File(io.BytesIO(text.encode()), name=f"{name}.csv")
    return intake.create(team=team, by=by, version=version, file=file, filename=f"{name}.csv", name=name)
