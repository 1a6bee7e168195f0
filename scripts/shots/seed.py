"""The data behind the pictures: made by the product's own services, drawn by the real worker.

Everything is told as plain facts (name → text), so that the processes with the cameras need no database.
"""

from __future__ import annotations

import io
import time
from collections.abc import Callable
from dataclasses import asdict
from datetime import timedelta

from django.core.files import File
from django.core.files.storage import default_storage
from django.db import transaction
from django.utils import timezone

from accounts.models import Team, User
from accounts.services import teams, users
from certificates.models import BulkGenerationJob, Certificate, JobRow, ListReading
from certificates.options import JobOptions
from certificates.services import claims, correction, drafts, intake, jobs, readings, revocation, single
from scripts.shots import (
    accounts,
    designs,
    erasures,
    mails,
    more_people,
    people,
    states,
    team_mails,
    tokens,
    two_keys,
)
from scripts.shots import teams as team_settings
from scripts.shots.shot import Who
from templates_app.models import TemplateVersion
from templates_app.selectors import design_by_slug
from wallet.models import VerificationLog
from wallet.services import verification

Facts = dict[str, str]
State = JobRow.State
WAIT_S = 90.0
POLL_S = 0.1
ISSUED_ON = "2026-11-02"
HELD = timedelta(days=1)


class SeedFailed(Exception):
    """The data could not be made; the message says what was waited for."""


def everything(say: Callable[[str], None]) -> Facts:
    """Make two people without anything, one team with everything, and return what pages are asked for by."""
    owner = users.register(email=people.OWNER_ADDRESS, name=people.OWNER, password=None)
    team = _team(owner)
    facts = {"design": "modern-minimal", "unknown": "7Q2KX-M4D9T-0000Z-ZZZZZ-ZZZZZ-Z"}
    lookers = accounts.everybody(owner, team)
    facts |= {f"session.{who}": accounts.session(user) for who, user in lookers.items()}
    facts |= accounts.facts() | {f"session.{Who.SOCIAL}": more_people.social_session()}
    facts |= team_settings.people(team)
    say("jobs with certificates")
    facts |= _jobs(team)
    say("certificates in every state")
    facts |= _certificates(team)
    facts |= erasures.wishes(team)
    say("drafts and jobs under way")
    facts |= _under_way(team)
    facts |= _drafts(team) | designs.begin(team) | tokens.make(team)
    say("people, notices, requests and mails")
    facts |= two_keys.make(lookers[Who.PAIRED], _wait_for_end)
    facts |= states.make(lookers, facts["code.valid"])
    team_mails.keep()
    facts |= states.of_the_admin()
    _let_wait(facts)
    return facts


def _team(owner: User) -> Team:
    team = teams.create(name="Riverside Academy", by=owner)
    team.tier = Team.Tier.ENTERPRISE
    team.save(update_fields=["tier", "updated_at"])
    return team


def _version(slug: str) -> TemplateVersion:
    found = design_by_slug(slug=slug).current_version
    assert found is not None
    return found


def _listed(team: Team, text: str, *, design: str, name: str) -> BulkGenerationJob:
    """A draft whose list was read and checked."""
    file = File(io.BytesIO(text.encode()), name=f"{name}.csv")
    return intake.create(
        team=team, by=team.owner, version=_version(design), file=file, filename=file.name, name=name
    )


def _issue(
    team: Team, text: str, *, design: str, name: str, expires_on: str = "", issued_on: str = ISSUED_ON
) -> BulkGenerationJob:
    job = _listed(team, text, design=design, name=name)
    return jobs.start(job=job, by=team.owner, options=JobOptions(issued_on=issued_on, expires_on=expires_on))


def _wait(what: str, is_so: Callable[[], bool]) -> None:
    deadline = time.monotonic() + WAIT_S
    while not is_so():
        if time.monotonic() > deadline:
            raise SeedFailed(f"not within {WAIT_S:.0f} s: {what}")
        time.sleep(POLL_S)


def _wait_for_end(*waited: BulkGenerationJob) -> None:
    ids = [job.pk for job in waited]
    ended = BulkGenerationJob.objects.filter(pk__in=ids, status__in=BulkGenerationJob.ENDED)
    _wait("the workers issue the jobs", lambda: ended.count() == len(ids))


def _jobs(team: Team) -> Facts:
    """Jobs that ended: expired ones, many, failures among them, cancelled half way."""
    expired = _issue(
        team,
        people.csv(people.names(12), "First Aid at Work"),
        design="company-training",
        name="First aid 2024",
        issued_on="2024-03-04",
        expires_on="2026-03-04",
    )
    done = _issue(
        team,
        people.csv(people.names(160), "Applied Data Analysis"),
        design="classic-guilloche",
        name="Applied Data Analysis, autumn",
    )
    mixed = [*people.WORLD, people.UNWRITABLE, "", *people.names(9)]
    failures = _issue(
        team,
        people.csv(mixed, "Watercolour for Beginners"),
        design="modern-minimal",
        name="Watercolour evening class",
    )
    cancelled = _cancelled(team)
    _wait_for_end(expired, done, failures, cancelled)
    mails.tell_of(failures)
    named = {"done": done, "failures": failures, "cancelled": cancelled, "expired": expired}
    return {f"job.{name}": str(job.pk) for name, job in named.items()}


def _cancelled(team: Team) -> BulkGenerationJob:
    """Cancelled after 14 of 40: the other rows are taken back before the first worker sees them."""
    job = _listed(
        team,
        people.csv(people.names(40), "Food Hygiene"),
        design="company-training",
        name="Food hygiene, wrong list",
    )
    job = jobs.start(job=job, by=team.owner, options=JobOptions(issued_on=ISSUED_ON), queue=False)
    first = job.rows.order_by("line").values_list("pk", flat=True)[:14]
    job.rows.exclude(pk__in=list(first)).update(state=State.CANCELLED)
    jobs.send(job)
    _wait_for_end(job)
    BulkGenerationJob.objects.filter(pk=job.pk).update(
        status=BulkGenerationJob.Status.CANCELLED, cancelled_at=timezone.now()
    )
    return job


def _certificates(team: Team) -> Facts:
    """One certificate in each state, its verifications, and a file that somebody changed."""
    issued = list(Certificate.objects.filter(job__name__startswith="Applied").order_by("number"))
    valid, revoked, old = issued[0], issued[1], issued[2]
    expired = Certificate.objects.filter(job__name="First aid 2024").order_by("number")[0]
    revocation.revoke(certificate=revoked, by=team.owner, reason="The exam was repeated.")
    for certificate in issued[5:150:24]:
        revocation.revoke(certificate=certificate, by=team.owner, reason="Issued to the wrong person.")
    values = correction.values_of(old) | {"recipient.name": "Lev A. Petrov"}
    _wait_for_end(correction.correct(certificate=old, by=team.owner, values=values))
    for certificate in (valid, valid, expired, revoked):
        for method in (VerificationLog.Method.QR_CODE, VerificationLog.Method.URL):
            verification.check(
                code=certificate.code, attempt=verification.Attempt(method, "203.0.113.7", "Firefox")
            )
    with default_storage.open(str(valid.file), "rb") as file:
        content: bytes = file.read()
    altered = default_storage.save("shots/altered.pdf", File(io.BytesIO(content + b"\n% changed\n")))
    states = {
        "valid": valid,
        "revoked": revoked,
        "expired": expired,
        "corrected": old,
        "successor": old.successors.get(),
    }
    facts = {f"certificate.{name}": str(found.pk) for name, found in states.items()}
    facts |= {f"code.{name}": found.code for name, found in states.items()}
    return facts | {"file.valid": valid.file.path, "file.altered": default_storage.path(altered)}


def _under_way(team: Team) -> Facts:
    """A job half way, a single certificate that waits and one that failed. Their rows are held by workers that do
    not exist, so that they stand still for the pictures; without a beat nobody takes the claims back."""
    running = _half_way(team)
    values = {"recipient.name": "Ngozi Adeyemi", "course.title": "Applied Data Analysis"}
    with transaction.atomic():
        waiting = single.issue(team=team, by=team.owner, version=_version("modern-minimal"), values=values)
        claims.claim(job=waiting, limit=1)
        waiting.rows.update(claimed_until=timezone.now() + HELD)
    failed = single.issue(
        team=team,
        by=team.owner,
        version=_version("modern-minimal"),
        values=values | {"recipient.name": people.UNWRITABLE},
    )
    _wait_for_end(failed)
    return {"job.running": str(running.pk), "job.waiting": str(waiting.pk), "job.unmade": str(failed.pk)}


def _half_way(team: Team) -> BulkGenerationJob:
    """130 of 240 are issued, two workers have 20 rows each in hand, the rest waits."""
    job = _listed(
        team,
        people.csv(people.names(240), "Graduation 2026"),
        design="modern-minimal",
        name="Graduation 2026",
    )
    job = jobs.start(job=job, by=team.owner, options=JobOptions(issued_on=ISSUED_ON), queue=False)
    ids = list(job.rows.order_by("line").values_list("pk", flat=True))
    first, held, last = ids[:130], ids[130:170], ids[170:]
    job.rows.filter(pk__in=first + last).update(state=State.CANCELLED)
    claims.claim(job=job, limit=len(held))
    job.rows.filter(pk__in=first).update(state=State.READY)
    job.rows.filter(pk__in=held).update(claimed_until=timezone.now() + HELD)
    jobs.send(job)
    _wait(
        "the first half of the graduation", lambda: job.rows.filter(state=State.ISSUED).count() == len(first)
    )
    for name, mine in (("worker:1", first[::2] + held[:20]), ("worker:2", first[1::2] + held[20:])):
        job.rows.filter(pk__in=mine).update(claimed_by=name)
    return job


def _let_wait(facts: Facts) -> None:
    """The last rows of the running job wait, now that no worker asks for more of them; its clock starts here."""
    rows = JobRow.objects.filter(job=facts["job.running"], state=State.CANCELLED)
    rows.update(state=State.READY)
    BulkGenerationJob.objects.filter(pk=facts["job.running"]).update(started_at=timezone.now())


def _drafts(team: Team) -> Facts:
    """The wizard at each of its steps."""
    begun = drafts.begin(team=team, by=team.owner, version=_version("modern-minimal"))
    listed = {
        "unmapped": (people.UNKNOWN_COLUMNS, "Chess club"),
        "mixed": (people.MIXED, "Applied Data Analysis, winter"),
        "mailed": (people.TO_MAIL, "First aid, December"),
        "good": (people.csv(people.names(48), "Food Hygiene"), "Food hygiene, November"),
    }
    made = {
        name: _listed(team, text, design="modern-minimal", name=title)
        for name, (text, title) in listed.items()
    }
    mails.choose(made["mailed"])
    made |= {"begun": begun, "read": _half_read(team)}
    return {f"draft.{name}": str(job.pk) for name, job in made.items()}


def _half_read(team: Team) -> BulkGenerationJob:
    """A long list of which a worker that does not exist has checked two thirds."""
    job = _listed(
        team,
        people.csv(people.names(240), "Graduation 2026"),
        design="modern-minimal",
        name="Graduation, both campuses",
    )
    job.rows.filter(line__gt=160).delete()
    wish = readings.Wish(input_name=job.input_name, mapping=job.mapping)
    ListReading.objects.create(
        job=job,
        asked_by=team.owner,
        wish=asdict(wish),
        state=ListReading.State.WORKING,
        claimed_until=timezone.now() + HELD,
    )
    return job
