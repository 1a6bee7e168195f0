"""One certificate without a file: the same checks, rows and workers as a job of a hundred thousand."""

from collections.abc import Mapping
from dataclasses import replace

from django.db import transaction

from accounts import audit
from accounts.models import Team, User
from certificates.ingest.mapping import ColumnMapping, Source
from certificates.ingest.row_checks import check_row
from certificates.ingest.source import CheckedRow, SourceRow
from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.options import JobOptions
from certificates.services import jobs
from iconikcerts.common.errors import DomainError
from templates_app.document.fields import Field, importable_fields
from templates_app.document.formulas import Formulas
from templates_app.models import TemplateVersion
from templates_app.selectors import asset_called

LINE = 1
# Chosen for the run, as in a job of many: they are the same for all of its rows.
OPTION_KEYS = ("certificate.issued_on", "certificate.expires_on", "certificate.language")


class InvalidValues(DomainError):
    """A value that the checks refuse."""

    code = "invalid_values"


def fields_for(version: TemplateVersion) -> list[Field]:
    """What a person is asked for: the fields of the design, the recipient's address, dates and language."""
    return importable_fields(version.document)


def check(*, version: TemplateVersion, values: Mapping[str, str]) -> CheckedRow:
    """The values as a row of a list, read and judged by the same rules; problems name their field's key."""
    fields = fields_for(version)
    cells = tuple(values.get(field.key, "") for field in fields)
    language: str = values.get("certificate.language") or version.document["language"]
    return check_row(
        SourceRow(LINE, cells),
        _mapping(fields),
        fields,
        language=language,
        formulas=Formulas.of(version.document),
        is_picture=lambda said: _has_picture(version, said),
    )


def _has_picture(version: TemplateVersion, said: str) -> bool:
    """Whether the engine would find that picture: a design draws those of its own team."""
    team_id = version.template.team_id
    return team_id is not None and asset_called(team_id=team_id, said=said) is not None


def _mapping(fields: list[Field]) -> ColumnMapping:
    sources = {field.key: Source((place,), "key", 1.0) for place, field in enumerate(fields)}
    return ColumnMapping(tuple(field.label for field in fields), sources)


@transaction.atomic
def issue(
    *,
    team: Team,
    by: User | None,
    version: TemplateVersion,
    values: Mapping[str, str],
    number_pattern: str = "",
    corrects: Certificate | None = None,
    send_email: bool = False,
) -> BulkGenerationJob:
    """A job of one row, on its way to the workers. With `corrects` its certificate takes that one's place.

    `send_email`: it is mailed once it is issued; answers go to `by`.

    Raises InvalidValues, QuotaExceeded, or the faults of options.
    """
    row = check(version=version, values=values)
    if not row.is_good:
        raise InvalidValues(" ".join(str(problem) for problem in row.errors))
    job = _job(team, by, version, row)
    own = {key: value for key, value in row.values.items() if key not in OPTION_KEYS}
    JobRow.objects.create(job=job, line=LINE, cells=list(row.source.cells), values=own, corrects=corrects)
    audit.record(team=team, by=by, action="job.create", target=job, rows=1)
    options = _options(team, row, number_pattern)
    if send_email:
        options = replace(options, send_email=True, reply_to=by.email if by else "")
    return jobs.start(job=job, by=by, options=options)


def _job(team: Team, by: User | None, version: TemplateVersion, row: CheckedRow) -> BulkGenerationJob:
    """With a source of the shape that an upload has, so that its pages and its report need no other case."""
    mapping = _mapping(fields_for(version))
    return BulkGenerationJob.objects.create(
        team=team,
        creator=by,
        template_version=version,
        name=row.values["recipient.name"][:200],
        source={
            "kind": "csv",
            "encoding": "utf-8",
            "delimiter": ",",
            "sheet": "",
            "header": list(mapping.header),
            "rows": 1,
            "sample": [{"line": LINE, "cells": list(row.source.cells)}],
            "problems": [],
        },
        mapping=mapping.to_json(),
    )


def _options(team: Team, row: CheckedRow, number_pattern: str) -> JobOptions:
    issued_on, expires_on, language = (row.values.get(key, "") for key in OPTION_KEYS)
    pattern = number_pattern or usual_options(team).number_pattern
    return JobOptions(issued_on=issued_on, expires_on=expires_on, language=language, number_pattern=pattern)


def usual_options(team: Team) -> JobOptions:
    """Those of the team's latest job: numbers go on as they did."""
    latest = BulkGenerationJob.objects.for_team(team).filter(started_at__isnull=False)
    options = latest.order_by("-created_at").values_list("options", flat=True).first()
    return JobOptions.from_json(options or {})
