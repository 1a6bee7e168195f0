"""Publishing and revoking by a second person."""

from collections.abc import Callable

import pytest
from django.test import Client

from accounts.models import ApprovalRequest, Team, TeamMember, User
from accounts.services import approvals
from accounts.services.approvals import RequestOver
from certificates.models import Certificate
from certificates.options import JobOptions
from certificates.services import approving, jobs, revocation
from templates_app.services import approving as publishing
from templates_app.services import templates
from tests.accounts.teams.things import DRAFT, draft, status, unpublished
from tests.factories import (
    make_certificate,
    make_document,
)

pytestmark = pytest.mark.usefixtures("media_root")
AsRole = Callable[[str], Client]
Acting = Callable[..., Client]
Role, State = TeamMember.Role, ApprovalRequest.State


def test_publishing_waits_too_and_a_new_revision_makes_the_request_outdated(
    ruled: Team, editor: User, admin: User
) -> None:
    template = unpublished(ruled, editor)
    with pytest.raises(approvals.ApprovalNeeded):
        templates.publish(template=template, by=editor)
    first = publishing.ask_to_publish(template=template, by=editor, version_name="Spring")
    templates.save_draft(template=template, document=make_document(title="Changed"), by=editor)

    with pytest.raises(RequestOver):
        approvals.approve(request=first, by=admin)
    second = publishing.ask_to_publish(template=template, by=editor, version_name="Spring")
    approvals.approve(request=second, by=admin)

    template.refresh_from_db()
    assert template.current_version is not None
    assert (template.current_version.name, template.current_version.document["title"]) == (
        "Spring",
        "Changed",
    )


def test_the_editor_asks_where_it_would_publish(ruled: Team, editor: User, acting: Acting) -> None:
    template = unpublished(ruled, editor)
    client = acting(editor, ruled)
    said = {"base": template.versions.get().document_sha256, "versionName": "Spring", "note": ""}

    facts = client.get(f"/designs/{template.pk}/changes").json()
    answer = client.post(f"/designs/{template.pk}/publish", said, content_type="application/json")

    request = ApprovalRequest.objects.get()
    assert facts["needsApproval"] is True
    assert (answer.status_code, answer.json()) == (202, {"approval": f"/team/approvals/{request.pk}"})
    assert "Approval" in client.get(f"/designs/{template.pk}/versions").content.decode()
    template.refresh_from_db()
    assert template.current_version is None


@pytest.fixture
def certificates(ruled: Team) -> list[Certificate]:
    return [make_certificate(team=ruled) for _ in range(2)]


def test_revoking_many_waits_and_is_done_by_the_approval(
    ruled: Team, editor: User, admin: User, certificates: list[Certificate], acting: Acting
) -> None:
    query = "&".join(f"id={each.pk}" for each in certificates)
    client = acting(editor, ruled)

    asked = client.post(f"/certificates/revoke?{query}", {"reason": "Issued twice", "count": "2"})
    request = ApprovalRequest.objects.get()
    waiting = set(Certificate.objects.values_list("status", flat=True))
    note = client.get(f"/certificates/{certificates[0].pk}").content.decode()
    acting(admin, ruled).post(f"/team/approvals/{request.pk}/approve")

    assert asked["Location"] == f"/team/approvals/{request.pk}"
    assert waiting == {"valid"}
    assert f"/team/approvals/{request.pk}" in note
    assert set(Certificate.objects.values_list("status", "revoked_reason")) == {("revoked", "Issued twice")}


def test_another_count_makes_a_revocation_outdated(
    ruled: Team, editor: User, admin: User, certificates: list[Certificate]
) -> None:
    request = approving.ask_to_revoke(
        team=ruled, certificates=Certificate.objects.all(), by=editor, reason="Twice", expected=2
    )
    revocation.revoke(certificate=certificates[0], by=editor, reason="By itself")

    with pytest.raises(RequestOver):
        approvals.approve(request=request, by=admin)

    assert Certificate.objects.get(pk=certificates[1].pk).status == "valid"


def test_what_is_asked_of_one_act_lets_no_other_happen(ruled: Team, editor: User, admin: User) -> None:
    request = publishing.ask_to_publish(template=unpublished(ruled, editor), by=editor)
    job = draft(ruled)

    with pytest.raises(approvals.ApprovalNeeded):
        jobs.start(job=job, by=editor, options=JobOptions.from_json(job.options), approved=request)

    assert status(job) == DRAFT
