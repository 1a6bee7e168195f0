"""What is done with many certificates at once: exactly those that were ticked, or all that match."""

import csv
import io
import zipfile

from django.core.files.storage import default_storage
from django.test import Client
from django.urls import reverse

from accounts.models import AuditEvent, Team
from certificates.models import Certificate
from tests.certificates.pages.conftest import Issue
from tests.factories.certificates import make_certificate
from tests.factories.people import make_team

LIST = reverse("certificates:certificates")
ZIP = reverse("certificates:certificates_zip")
REVOKE = reverse("certificates:certificates_revoke")


def revoked() -> list[str]:
    return sorted(Certificate.objects.filter(status="revoked").values_list("recipient_name", flat=True))


def archive(client: Client, query: str) -> zipfile.ZipFile:
    response = client.get(f"{ZIP}?{query}")
    assert response["Content-Disposition"] == 'attachment; filename="certificates.zip"'
    packed = zipfile.ZipFile(io.BytesIO(b"".join(response.streaming_content)))  # type: ignore[attr-defined]
    assert packed.testzip() is None
    return packed


def test_the_ticked_ones_come_as_a_zip_with_a_manifest(viewer: Client, issue: Issue) -> None:
    one, two, _ = issue("Ana Ortiz"), issue("山田 太郎"), issue("Lev Petrov")
    packed = archive(viewer, f"id={one.pk}&id={two.pk}")
    expected = {f"{one.number} Ana Ortiz.pdf": one, f"{two.number} 山田 太郎.pdf": two}
    assert set(packed.namelist()) == {*expected, "manifest.csv"}
    for name, certificate in expected.items():
        assert packed.read(name) == certificate.file.open("rb").read()
    manifest = list(csv.DictReader(io.StringIO(packed.read("manifest.csv").decode("utf-8-sig"))))
    assert {line["file"]: line["sha256"] for line in manifest} == {
        name: certificate.hash.file_sha256 for name, certificate in expected.items()
    }


def test_all_that_match_come_not_only_those_of_the_page(editor: Client, issue: Issue) -> None:
    for number in range(3):
        issue(f"Ana {number}")
    issue("Lev")
    assert len(archive(editor, "all=1&q=ana").namelist()) == 4
    assert AuditEvent.objects.filter(action="certificate.download").count() == 1


def test_a_file_that_storage_lost_is_named_in_the_manifest_and_breaks_nothing(
    editor: Client, issue: Issue
) -> None:
    lost, kept = issue("Lost"), issue("Kept")
    default_storage.delete(str(lost.file))
    packed = archive(editor, "all=1")
    manifest = list(csv.DictReader(io.StringIO(packed.read("manifest.csv").decode("utf-8-sig"))))
    assert {line["recipient"]: line["file"] for line in manifest} == {
        "Lost": "",
        "Kept": f"{kept.number} Kept.pdf",
    }


def test_the_confirmation_says_how_many_and_changes_nothing(editor: Client, issue: Issue) -> None:
    for number in range(7):
        issue(f"Ana {number}")
    page = editor.get(f"{REVOKE}?all=1&q=ana").content.decode()
    assert "Revoke 7 certificates?" in page
    assert "and 2 more" in page
    assert "This cannot be undone." in page
    assert revoked() == []


def test_revoking_takes_the_ticked_ones_with_the_reason_and_writes_who_did_it(
    editor: Client, issue: Issue, team: Team
) -> None:
    one, two, _ = issue("Ana"), issue("Lev"), issue("Mei")
    address = f"{REVOKE}?id={one.pk}&id={two.pk}&q=a"
    response = editor.post(address, {"reason": "Wrong course", "count": "2"}, follow=True)
    assert response.redirect_chain == [(f"{LIST}?q=a", 302)]
    assert "2 certificates were revoked." in response.content.decode()
    assert revoked() == ["Ana", "Lev"]
    one.refresh_from_db()
    assert one.revoked_reason == "Wrong course"
    events = AuditEvent.objects.filter(action="certificate.revoke", actor=team.owner)
    assert set(events.values_list("target_id", flat=True)) == {str(one.pk), str(two.pk)}


def test_revoking_all_that_match_stops_when_there_are_more_than_was_agreed_to(
    editor: Client, issue: Issue
) -> None:
    issue("Ana 1"), issue("Ana 2")
    response = editor.post(f"{REVOKE}?all=1&q=ana", {"reason": "Mistake", "count": "1"})
    assert response.status_code == 422
    assert "There are 2 certificates to revoke now, not 1." in response.content.decode()
    assert revoked() == []
    editor.post(f"{REVOKE}?all=1&q=ana", {"reason": "Mistake", "count": "2"})
    assert revoked() == ["Ana 1", "Ana 2"]


def test_without_a_reason_nothing_happens(editor: Client, issue: Issue) -> None:
    one = issue("Ana")
    response = editor.post(f"{REVOKE}?id={one.pk}", {"reason": " ", "count": "1"})
    assert response.status_code == 422
    assert "Say why" in response.content.decode()
    assert revoked() == []


def test_nothing_ticked_leads_back_to_the_same_list_with_a_word(editor: Client, issue: Issue) -> None:
    issue("Ana")
    for address in (ZIP, REVOKE):
        response = editor.get(f"{address}?q=ana", follow=True)
        assert response.redirect_chain == [(f"{LIST}?q=ana", 302)]
        assert "Nothing was selected." in response.content.decode()


def test_ids_of_another_team_are_neither_sent_nor_revoked(editor: Client, stranger: Client) -> None:
    theirs = make_certificate(team=make_team())
    assert editor.get(f"{ZIP}?id={theirs.pk}").status_code == 302
    editor.post(f"{REVOKE}?id={theirs.pk}&all=", {"reason": "Mistake", "count": "1"})
    assert revoked() == []


def test_a_viewer_downloads_and_does_not_revoke(viewer: Client, issue: Issue) -> None:
    one = issue("Ana")
    assert viewer.get(f"{ZIP}?id={one.pk}").status_code == 200
    assert viewer.get(f"{REVOKE}?id={one.pk}").status_code == 403
    assert viewer.post(f"{REVOKE}?id={one.pk}", {"reason": "Mistake", "count": "1"}).status_code == 403
    assert "Revoke…" not in viewer.get(LIST).content.decode()
