"""The list of certificates: filtered, searched, and paged by key, so that its last page costs what its first does."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from django.db.models import Count, Exists, OuterRef, QuerySet

from accounts.models import Team
from certificates import search
from certificates.models import BulkGenerationJob, Certificate, SearchWord
from certificates.models.certificate import CertificateQuerySet
from iconikcerts.common import keyset
from iconikcerts.common.errors import NotFound
from templates_app.models import Template, TemplateVersion

Status = Certificate.Status
# How a word is looked for hangs on how many certificates have it; left to choose, a database without statistics takes
# the wrong way. Up to RARE: by their ids. Up to COMMON: all of them are gathered, then the list is walked. Beyond: the
# list is walked and each certificate asked, which ends soon, for such a word is on nearly every page. Measured with
# 100,000 certificates on SQLite, where a year that is not the newest costs most: 36,500 gathered are 40 ms less than walked.
RARE, COMMON = 1000, 40_000
JOBS_TO_CHOOSE = 30


@dataclass(frozen=True, slots=True)
class CertificateFilter:
    """What a list is narrowed to; nothing by default. `design` is a template's id, both days are included."""

    text: str = ""
    design: UUID | None = None
    job: UUID | None = None
    status: str = ""
    issued_from: date | None = None
    issued_to: date | None = None


@dataclass(frozen=True, slots=True)
class CertificatePage:
    """Certificates, newest first. `newer` and `older` are keys of the pages beside it, "" where there is none."""

    certificates: list[Certificate]
    newer: str
    older: str


def matching(team: Team, wanted: CertificateFilter, *, today: date) -> CertificateQuerySet:
    """The team's certificates under a filter, in no order. Words of many certificates cost a query each."""
    found = Certificate.objects.for_team(team)
    if wanted.design:
        found = found.filter(template_version__in=_versions(wanted.design))
    if wanted.job:
        found = found.filter(job_id=wanted.job)
    if wanted.status == Status.VALID:
        found = found.valid(today)
    elif wanted.status == Status.REVOKED:
        found = found.filter(status=Status.REVOKED)
    elif wanted.status == Status.EXPIRED:
        found = found.filter(status=Status.VALID, expires_on__lt=today)
    if wanted.issued_from:
        found = found.filter(issued_on__gte=wanted.issued_from)
    if wanted.issued_to:
        found = found.filter(issued_on__lte=wanted.issued_to)
    return _with_words(found, team, wanted.text) if wanted.text.strip() else found


def _versions(design: UUID) -> list[UUID]:
    """Few, and known before the certificates are read: so the index by version serves."""
    return list(TemplateVersion.objects.filter(template_id=design).values_list("pk", flat=True))


def _with_words(found: CertificateQuerySet, team: Team, text: str) -> CertificateQuerySet:
    words = search.ranges(text)
    if not words:
        return found.none()
    for start, end in words:
        found = _with_word(found, team, start, end)
    return found


def _with_word(found: CertificateQuerySet, team: Team, start: bytes, end: bytes) -> CertificateQuerySet:
    having = _having(team, start, end)
    ids = set(having.values_list("certificate_id", flat=True).distinct()[: RARE + 1])
    if len(ids) <= RARE:
        return found.filter(pk__in=ids)
    if not having[COMMON : COMMON + 1].exists():
        return found.filter(pk__in=having.values("certificate_id"))
    # Without the team, which the certificate has: so the index that begins with the certificate is the only one to take.
    own = SearchWord.objects.filter(certificate=OuterRef("pk"), word__gte=start, word__lt=end)
    return found.filter(Exists(own))


def _having(team: Team, start: bytes, end: bytes) -> QuerySet[SearchWord]:
    return SearchWord.objects.filter(team=team, word__gte=start, word__lt=end)


def count(team: Team, wanted: CertificateFilter, *, today: date) -> int:
    """How many match, exactly. Words alone are counted in their own index."""
    words = search.ranges(wanted.text)
    if not words or wanted != CertificateFilter(text=wanted.text):
        return matching(team, wanted, today=today).count()
    having = _having(team, *words[0])
    for start, end in words[1:]:
        having = having.filter(certificate__in=_having(team, start, end).values("certificate_id"))
    # Counted outside of what is made distinct: COUNT(DISTINCT …) takes up to twice as long on SQLite.
    return having.order_by().values("certificate_id").distinct().count()


def page(found: CertificateQuerySet, *, size: int, after: str = "", before: str = "") -> CertificatePage:
    """The `size` certificates that follow the key `after`, or go ahead of the key `before`; see `keyset.page`."""
    listed = (
        found.with_replaced()
        .select_related("template_version__template")
        .defer("data", "template_version__document")
    )
    cut = keyset.page(listed, size=size, after=after, before=before)
    return CertificatePage(cut.rows, newer=cut.newer, older=cut.older)


def certificate(team: Team, certificate_id: UUID) -> Certificate:
    """With its seal, job and design. Raises NotFound when it is not this team's."""
    found = (
        Certificate.objects.for_team(team)
        .filter(pk=certificate_id)
        .select_related("hash", "team", "job", "row", "issuer", "supersedes", "template_version__template")
        .first()
    )
    if found is None:
        raise NotFound("There is no such certificate in this team.", mend="Look in the list of certificates.")
    return found


def issued_by_version(version_ids: Collection[UUID]) -> dict[UUID, int]:
    """How many certificates were issued with each of the versions, all of designs of one team; revoked ones count."""
    issued = Certificate.objects.filter(template_version__in=version_ids).order_by()
    return dict(issued.values_list("template_version").annotate(Count("pk")))


def designs_in_use(team: Team) -> list[tuple[str, str]]:
    """Id and name of each design that the team ever made a job with, by name."""
    designs = Template.objects.filter(versions__jobs__team=team).distinct().order_by("name")
    return [(str(pk), name) for pk, name in designs.values_list("pk", "name")]


def recent_jobs(team: Team, *, with_job: str = "") -> list[tuple[str, str]]:
    """Id and name of the team's latest JOBS_TO_CHOOSE lists, and of the job `with_job` (an id) whatever its age."""
    started = BulkGenerationJob.objects.filter(team=team, started_at__isnull=False)
    listed = list(
        started.exclude(input_name="").order_by("-created_at").values_list("pk", "name")[:JOBS_TO_CHOOSE]
    )
    if with_job and with_job not in {str(pk) for pk, _ in listed} and (wanted := _uuid(with_job)):
        listed += started.filter(pk=wanted).values_list("pk", "name")
    return [(str(pk), name) for pk, name in listed]


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text)
    except ValueError:
        return None
