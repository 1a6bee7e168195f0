"""Computed fields on their way into certificates: filled in once, sealed, and shown before in pictures."""

import copy
from collections.abc import Callable
from typing import Any

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from accounts.models import Team
from certificates.models import BulkGenerationJob, Certificate, JobRow
from certificates.services import correction, filling, issuing, row_pictures, sealing, single_pictures
from templates_app.models import TemplateVersion
from templates_app.services import templates
from tests.certificates.conftest import DOCUMENT, FakeRenderer

Started = Callable[..., BulkGenerationJob]
COMPUTED: tuple[dict[str, Any], ...] = (
    {"key": "id", "label": "ID", "type": "text", "formula": 'left(course.title, 2) & "-" & pad(sequence, 3)'},
    {"key": "until", "label": "Until", "type": "date", "formula": "add_years(certificate.issued_on, 2)"},
    {
        "key": "share",
        "label": "Share",
        "type": "number",
        "formula": "100 / (length(recipient.name) - 1 - sequence)",
    },
)


@pytest.fixture
def version(team: Team) -> TemplateVersion:
    document = copy.deepcopy(DOCUMENT)
    document["fields"] += COMPUTED
    document["pages"][0]["elements"][0]["text"] = "{recipient.name} {id} {until|date:long} {share}"
    template = templates.create(team=team, name="Computed", document=document, by=team.owner)
    return templates.publish(template=template, by=team.owner)


def test_computed_values_are_drawn_and_sealed(started: Started, renderer: FakeRenderer) -> None:
    issuing.issue_chunk(job_id=started("Name,Course\nAnna,Chess\n", issued_on="2024-02-29").pk)
    certificate = Certificate.objects.select_related("hash").get()
    drawn = {key: certificate.data[key] for key in ("id", "until", "share", "sequence")}
    assert drawn == {"id": "Ch-001", "until": "2026-02-28", "share": "50", "sequence": "1"}
    assert sealing.holds(certificate)
    certificate.data["until"] = "2099-01-01"
    assert not sealing.holds(certificate)


def test_the_running_number_counts_the_rows_that_can_be_issued_at_every_try(
    started: Started, renderer: FakeRenderer, settings: Any
) -> None:
    settings.JOB_CHUNK_ROWS = 2
    job = started("Name,Course\nAnna,Chess\n,Chess\nBella,Chess\nClara,Go\nDiandra,Go\n")
    while issuing.issue_chunk(job_id=job.pk):
        pass
    found = dict(Certificate.objects.values_list("recipient_name", "data__id"))
    assert found == {"Anna": "Ch-001", "Bella": "Ch-002", "Clara": "Go-003", "Diandra": "Go-004"}


def test_a_row_whose_formula_cannot_be_worked_out_fails_alone_and_says_why(
    started: Started, renderer: FakeRenderer
) -> None:
    job = started("Name,Course\nAnna,Chess\nBob,Chess\nClara,Chess\n")
    issuing.issue_chunk(job_id=job.pk)
    assert list(Certificate.objects.order_by("data__id").values_list("recipient_name", flat=True)) == [
        "Anna",
        "Clara",
    ]
    problem = job.rows.get(state=JobRow.State.FAILED).problems[0]
    assert (problem["code"], problem["message"]) == (
        "bad_formula",
        "Share cannot be computed: at character 8 of its formula: this is zero, and nothing can be divided by it; "
        "test it with if first.",
    )


def test_a_correction_keeps_the_running_number(started: Started, renderer: FakeRenderer) -> None:
    job = started("Name,Course\nAnna,Chess\nBella,Chess\n")
    issuing.issue_chunk(job_id=job.pk)
    old = Certificate.objects.get(recipient_name="Bella")
    values = correction.values_of(old) | {"recipient.name": "Isabella"}
    again = correction.correct(certificate=old, by=None, values=values)
    issuing.issue_chunk(job_id=again.pk)
    assert Certificate.objects.get(recipient_name="Isabella").data["id"] == "Ch-002"


def test_the_page_of_a_certificate_tells_what_was_computed(
    editor: Client, started: Started, renderer: FakeRenderer
) -> None:
    issuing.issue_chunk(job_id=started("Name,Course\nAnna,Chess\n", issued_on="2024-02-29").pk)
    page = editor.get(reverse("certificates:certificate", args=[Certificate.objects.get().pk]))
    assert page.context["values"][-3:] == [("ID", "Ch-001"), ("Until", "28 February 2026"), ("Share", "50")]


def test_pictures_before_the_issue_show_computed_values(draft: Started) -> None:
    job = draft("Name,Course\nAnna,Chess\nBella,Chess\n")
    values = row_pictures.sample_values(job=job, row=job.rows.get(line=3))
    today = timezone.localdate()
    assert (values["id"], values["until"][:4]) == ("Ch-002", str(today.year + 2))


def test_a_single_certificate_is_the_first_of_its_job(team: Team, version: TemplateVersion) -> None:
    typed = {"recipient.name": "Anna", "course.title": "Chess", "certificate.issued_on": "2026-01-02"}
    values = single_pictures.drawn_values(team, version, typed)
    assert (values["id"], values["until"]) == ("Ch-001", "2028-01-02")


def test_a_design_without_formulas_gives_what_it_always_gave(team: Team) -> None:
    template = templates.create(team=team, name="Plain", document=DOCUMENT, by=team.owner)
    plain = templates.publish(template=template, by=team.owner)
    job = BulkGenerationJob(team=team, template_version=plain)
    row = JobRow(line=2, values={"recipient.name": "Ana"}, code="0" * 26, number="1")
    assert sorted(filling.values_of(row, job)) == [
        "certificate.code",
        "certificate.expires_on",
        "certificate.issued_on",
        "certificate.language",
        "certificate.number",
        "issuer.name",
        "recipient.name",
        "verify.qr",
        "verify.url",
    ]
