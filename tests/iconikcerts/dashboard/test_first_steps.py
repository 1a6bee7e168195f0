"""The list of first steps: ticked by what is so, put away by whom it bothers; and the sample data."""

import re
from pathlib import Path

import pytest
from allauth.account.models import EmailAddress
from django.core.cache import cache
from django.test import Client

from accounts.models import Team, User
from certificates.models import BulkGenerationJob, JobRow
from certificates.services import samples
from tests.factories import make_certificate, make_job, make_row
from tests.iconikcerts.dashboard.test_page import text_of, verify
from tests.servers import Mailbox
from tests.shipped import install_only

DASHBOARD, SAMPLE, FIRST_STEPS = "/dashboard", "/dashboard/sample", "/dashboard/first-steps"
CONFIRM = "/account/confirm-address"


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


def done(client: Client) -> list[str]:
    """The steps that are ticked."""
    return [step.name for step in client.get(DASHBOARD).context["seen"].checklist.steps if step.is_done]


def next_step(client: Client) -> str:
    return str(client.get(DASHBOARD).context["seen"].checklist.next_name)


def test_each_step_is_ticked_by_what_is_so(editor: Client, team: Team) -> None:
    ticked = [(done(editor), next_step(editor))]
    row = make_row(make_job(team=team))
    ticked.append((done(editor), next_step(editor)))
    certificate = make_certificate(row)
    ticked.append((done(editor), next_step(editor)))
    verify(certificate)
    ticked.append((done(editor), next_step(editor)))
    EmailAddress.objects.create(user=team.owner, email=team.owner.email, verified=True, primary=True)
    ticked.append((done(editor), next_step(editor)))

    assert ticked == [
        (["account"], "design"),
        (["account", "design"], "issue"),
        (["account", "design", "issue"], "verify"),
        (["account", "design", "issue", "verify"], "address"),
        (["account", "address", "design", "issue", "verify"], ""),
    ]
    page = text_of(editor.get(DASHBOARD).content)
    assert "You know the whole way 5 of 5 done Hide this list" in page
    assert "Create your account" not in page  # nothing is left to be read


def test_another_address_that_is_confirmed_does_not_count(editor: Client, team: Team) -> None:
    EmailAddress.objects.create(user=team.owner, email="other@example.org", verified=True)

    assert done(editor) == ["account"]


def test_the_list_is_put_away_for_one_person_and_can_be_brought_back(editor: Client, team: Team) -> None:
    answer = editor.post(FIRST_STEPS)
    hidden = editor.get(DASHBOARD).context["seen"].checklist
    editor.post(FIRST_STEPS, {"show": "yes"})

    assert (answer["Location"], hidden, done(editor)) == (DASHBOARD, None, ["account"])


def test_with_the_list_put_away_a_new_team_still_reads_what_to_do_first(editor: Client) -> None:
    editor.post(FIRST_STEPS)

    page = text_of(editor.get(DASHBOARD).content)

    assert "No certificates yet Pick a design and drop a spreadsheet with the names." in page


def test_a_code_that_confirms_the_address_is_sent_but_not_all_the_time(
    editor: Client, team: Team, smtp_server: Mailbox
) -> None:
    first = text_of(editor.post(CONFIRM, follow=True).content)
    second = text_of(editor.post(CONFIRM, follow=True).content)

    assert f"We have sent it to {team.owner.email} ." in first
    assert "is on its way already. Look in the spam folder too; another one can be sent in" in second
    [mail] = smtp_server.messages
    assert mail["To"] == team.owner.email
    [code] = re.findall(r"^([A-Z0-9-]{6,9})\r?$", str(mail.get_body(("plain",)).get_content()), re.M)
    editor.post("/accounts/confirm-email/", {"code": code})
    assert EmailAddress.objects.get(user=team.owner).verified


def test_no_code_is_sent_for_an_address_that_is_confirmed(
    editor: Client, team: Team, smtp_server: Mailbox
) -> None:
    EmailAddress.objects.create(user=team.owner, email=team.owner.email, verified=True, primary=True)

    assert "is confirmed already." in text_of(editor.post(CONFIRM, follow=True).content)
    assert smtp_server.messages == []


def test_sample_data_become_a_draft_that_is_ready_for_the_review(editor: Client, team: Team) -> None:
    install_only(samples.DESIGN)

    answer = editor.post(SAMPLE)

    job = BulkGenerationJob.objects.get()
    assert answer["Location"] == f"/jobs/{job.pk}/review"
    assert (job.team, job.creator, job.name, job.status) == (team, team.owner, samples.NAME, "draft")
    rows = list(JobRow.objects.order_by("line"))
    assert [(row.state, row.problems) for row in rows] == [("ready", [])] * samples.PEOPLE
    first = rows[0].values
    assert first["recipient.name"] == "Zoë Müller-Lüdenscheidt"
    assert first["course.title"] == "Sample: Foundations of Data Analysis"
    assert [row.values.get("recipient.email") for row in rows] == [None] * samples.PEOPLE
    assert editor.get(answer["Location"]).status_code == 200


def test_who_asks_twice_for_sample_data_gets_the_same_draft(editor: Client) -> None:
    install_only(samples.DESIGN)

    answers = {editor.post(SAMPLE)["Location"] for _ in range(2)}

    assert (len(answers), BulkGenerationJob.objects.count()) == (1, 1)


def test_sample_data_come_anew_once_the_first_were_issued(editor: Client) -> None:
    install_only(samples.DESIGN)
    first = editor.post(SAMPLE)["Location"]
    BulkGenerationJob.objects.update(status=BulkGenerationJob.Status.COMPLETED)

    assert editor.post(SAMPLE)["Location"] != first


def test_without_the_shipped_designs_the_sample_leaves_nothing_behind(editor: Client) -> None:
    assert editor.post(SAMPLE).status_code == 404
    assert not BulkGenerationJob.objects.exists()


def test_a_sample_that_cannot_be_read_leaves_nothing_behind(
    editor: Client, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install_only(samples.DESIGN)
    broken = tmp_path / "broken.csv"
    broken.write_bytes(b"\x00\x01\x02")
    monkeypatch.setattr(samples, "FILE", broken)

    assert editor.post(SAMPLE).status_code == 422
    assert not BulkGenerationJob.objects.exists()


def test_a_viewer_cannot_begin_the_sample(viewer: Client) -> None:
    assert viewer.post(SAMPLE).status_code == 403
    assert not BulkGenerationJob.objects.exists()


@pytest.mark.parametrize("address", [SAMPLE, FIRST_STEPS, CONFIRM])
def test_only_a_post_of_somebody_logged_in_does_anything(
    editor: Client, client: Client, address: str, team: Team
) -> None:
    forged = Client(enforce_csrf_checks=True)
    forged.force_login(User.objects.get(pk=team.owner.pk))

    assert editor.get(address).status_code == 405
    assert client.post(address)["Location"] == f"/accounts/login/?next={address}"
    assert forged.post(address).status_code == 403
