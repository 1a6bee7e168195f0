"""The last steps: options with examples, the cost, the start."""

import re
from collections.abc import Callable

import pytest
from django.conf import settings
from django.test import Client
from django.urls import reverse

from billing.services import quota
from certificates import tasks
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions

Make = Callable[..., BulkGenerationJob]
HTMX = {"HX-Request": "true"}
CHOICES = {
    "name": "Spring",
    "issued_on": "2026-05-06",
    "expires_on": "2028-05-06",
    "language": "fr",
    "number_pattern": "C{yy}-{seq:04}",
    "file_name_pattern": "{recipient.name}",
}


def at(name: str, job: BulkGenerationJob) -> str:
    return reverse(f"certificates:job_{name}", args=[job.pk])


def test_the_choices_are_kept_on_the_draft_and_stand_there_again(editor: Client, draft: Make) -> None:
    job = draft()
    assert editor.post(at("options", job), CHOICES)["Location"] == at("summary", job)
    job.refresh_from_db()
    assert job.name == "Spring"
    assert JobOptions.from_json(job.options) == JobOptions(
        issued_on="2026-05-06",
        expires_on="2028-05-06",
        language="fr",
        number_pattern="C{yy}-{seq:04}",
        file_name_pattern="{recipient.name}",
    )
    form = editor.get(at("options", job)).context["form"]
    assert {name: form[name].value() for name in CHOICES} == CHOICES


def test_a_change_is_shown_by_an_example_and_kept(editor: Client, draft: Make) -> None:
    job = draft()
    answer = editor.post(at("options", job), CHOICES, headers=HTMX)
    shown = answer.content.decode()
    assert shown.lstrip().startswith('<div class="stack" id="examples"')
    assert re.findall(r"<dd>.*?>([^<]+)<", shown) == ["C26-0001", "Person 1.pdf"]
    job.refresh_from_db()
    assert job.options["number_pattern"] == "C{yy}-{seq:04}"


def test_an_example_says_why_a_pattern_makes_nothing_and_nothing_is_kept(editor: Client, draft: Make) -> None:
    job = draft()
    data = CHOICES | {"number_pattern": "CERT", "file_name_pattern": "certificate"}
    shown = editor.post(at("options", job), data, headers=HTMX).content.decode()
    assert "needs {seq} exactly once" in shown
    assert "needs at least one field in braces" in shown
    job.refresh_from_db()
    assert job.options == {}


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"number_pattern": "CERT"}, "needs {seq} exactly once"),
        ({"file_name_pattern": "x"}, "needs at least one field in braces"),
        ({"expires_on": "2026-05-06"}, "before or on their issue date"),
        ({"issued_on": "", "expires_on": "2020-01-01"}, "This day is over."),
        ({"issued_on": "soon"}, "Enter a valid date."),
        ({"language": "tlh"}, "Select a valid choice."),
        ({"name": ""}, "This field is required."),
    ],
)
def test_a_choice_that_makes_no_sense_is_said_beside_the_others(
    editor: Client, draft: Make, change: dict[str, str], words: str
) -> None:
    job = draft()
    response = editor.post(at("options", job), CHOICES | change)
    assert response.status_code == 422
    assert words in response.content.decode()
    job.refresh_from_db()
    assert job.options == {}


def test_the_summary_counts_what_will_be_issued_what_is_left_out_and_what_it_costs(
    editor: Client, draft: Make
) -> None:
    job = draft("Name,Course\nAna,Chess\n,Go\nBen,Chess\n")
    quota.reserve(team=job.team, amount=10, reference="another job")
    page = editor.get(at("summary", job))
    left = settings.FREE_CERTIFICATES_PER_MONTH - 10
    assert page.context["totals"] == {"all": 3, "bad": 1, "remarks": 0, "ready": 2}
    assert page.context["quota"] == {"left": left, "after": left - 2}
    assert "Issue 2 certificates" in page.content.decode()


def test_more_than_the_plan_has_left_cannot_be_started(editor: Client, draft: Make) -> None:
    job = draft()
    quota.reserve(team=job.team, amount=settings.FREE_CERTIFICATES_PER_MONTH - 4, reference="another job")
    page = editor.get(at("summary", job))
    assert page.context["lacking"] == 6
    assert at("start", job) not in page.content.decode()
    response = editor.post(at("start", job))
    assert response.status_code == 422
    assert "This needs 10 certificates, and 4" in response.content.decode()
    job.refresh_from_db()
    assert job.status == job.Status.DRAFT


def test_a_start_runs_with_the_options_of_the_draft(
    editor: Client, draft: Make, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tasks.work_on_job, "apply_async", lambda *_, **__: None)
    job = draft()
    editor.post(at("options", job), CHOICES)
    assert editor.post(at("start", job))["Location"] == reverse("certificates:job", args=[job.pk])
    job.refresh_from_db()
    assert (job.status, job.options["number_pattern"]) == (job.Status.PROCESSING, "C{yy}-{seq:04}")


def test_a_second_start_says_that_it_runs_already(editor: Client, started: Make) -> None:
    response = editor.post(at("start", started()))
    assert response.status_code == 409
    assert "started already" in response.content.decode()


def test_the_start_loaded_as_a_page_leads_to_the_summary(editor: Client, draft: Make) -> None:
    job = draft()
    assert editor.get(at("start", job))["Location"] == at("summary", job)


def test_a_draft_goes_on_where_it_was_left(editor: Client, draft: Make) -> None:
    job = draft()
    address = reverse("certificates:job", args=[job.pk])
    assert editor.get(address)["Location"] == at("review", job)
    editor.post(at("options", job), CHOICES)
    assert editor.get(address)["Location"] == at("summary", job)


def test_without_a_row_to_issue_the_review_is_the_last_step(editor: Client, draft: Make) -> None:
    job = draft("Name,Course\n,Chess\n")
    for name in ("options", "summary"):
        assert editor.get(at(name, job))["Location"] == at("review", job), name


@pytest.mark.parametrize("name", ["options", "summary"])
@pytest.mark.parametrize("count", [1, 3])
def test_a_step_costs_the_same_queries_for_one_row_and_for_three(
    editor: Client, draft: Make, name: str, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    address = at(name, draft("Name,Course\n" + "".join(f"P{n},Chess\n" for n in range(count))))
    with django_assert_num_queries({"options": 12, "summary": 16}[name]):
        editor.get(address)
