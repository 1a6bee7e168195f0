"""Terms, privacy statement and texts of consents: published in versions that nobody can change."""

from collections.abc import Callable
from io import StringIO
from pathlib import Path

import pytest
from django.core import checks
from django.core.management import CommandError, call_command
from django.db import IntegrityError, transaction
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.legal.documents import Document, digest, documents, named
from accounts.models import AuditEvent, LegalText
from accounts.services import legal_texts
from iconikcerts.common.errors import Conflict
from tests.factories import make_operator

pytestmark = pytest.mark.django_db


@pytest.fixture
def terms() -> Document:
    found = named("terms")
    assert found is not None
    return found


def run(command: str, *arguments: str) -> list[str]:
    out = StringIO()
    call_command(command, *arguments, stdout=out)
    return out.getvalue().splitlines()


def own(terms: Document, body: str = "Ours alone.", **more: bool) -> LegalText:
    return legal_texts.publish(
        document=terms, title="Rules", body=body, note="", asks_again=more.get("asks_again", True), by=None
    )


def test_each_shipped_text_is_published_once(terms: Document) -> None:
    first, again = run("install_texts"), run("install_texts")

    assert (
        first[0] == "Terms of use, version 1 is published. Who has agreed to an earlier one is asked again."
    )
    assert again == [f"{len(documents())} legal texts ({len(documents())} unchanged)."]
    text = LegalText.objects.get(document="terms")
    assert (text.number, text.shipped, text.asks_again) == (1, terms.shipped, True)
    assert text.sha256 == digest(document="terms", title=text.title, body=text.body)
    assert AuditEvent.objects.filter(action="legal_text.publish", target_id=str(text.pk)).count() == 1


def test_the_texts_name_the_operator_and_the_figures_of_the_settings(settings: Settings) -> None:
    settings.OPERATOR_NAME, settings.OPERATOR_ADDRESS = "Lumen & Sons", "1 Harbour Road, Lagos"
    settings.OPERATOR_CONTACT, settings.VERIFICATION_LOG_DAYS = "law@lumen.example", 17
    run("install_texts")

    terms, privacy = (LegalText.objects.get(document=key).body for key in ("terms", "privacy"))
    assert "between you and Lumen & Sons, 1 Harbour Road, Lagos, for an account" in terms
    assert "[law@lumen.example](mailto:law@lumen.example)" in terms
    assert "These lines are deleted after 17 days, or earlier where the issuer wants it so." in privacy
    assert [text for text in (terms, privacy) if "{" in text.replace("{#", "")] == []


def test_other_settings_make_a_version_that_asks_nobody(settings: Settings, terms: Document) -> None:
    legal_texts.install()
    settings.OPERATOR_NAME = "Lumen Ltd"

    new = {text.document: (text.number, text.asks_again) for text in legal_texts.install()}

    assert new == {"terms": (2, False), "privacy": (2, False)}


def test_another_number_of_the_shipped_text_asks_again(terms: Document, settings: Settings) -> None:
    legal_texts.install()
    settings.OPERATOR_NAME = "Lumen Ltd"
    newer = Document("terms", "Terms of use", "…", shipped=terms.shipped + 1)

    text = legal_texts.in_force(newer)

    assert (text.number, text.shipped, text.asks_again) == (2, terms.shipped + 1, True)
    assert legal_texts.in_force(terms) == text  # a process of the earlier release publishes nothing


def test_until_it_is_published_again_the_page_says_what_holds(client: Client, settings: Settings) -> None:
    legal_texts.install()
    settings.VERIFICATION_LOG_DAYS = 17

    page = client.get("/privacy").content.decode()

    assert "deleted after 17 days" in page
    assert "Version 1, in force" not in page


def test_an_own_text_stays_until_the_operator_goes_back(terms: Document, tmp_path: Path) -> None:
    legal_texts.install()
    file = tmp_path / "ours.txt"
    file.write_text("## For {site}\n\nWrite to [us](mailto:a@example.org).", encoding="utf-8")

    said = run("publish_text", "terms", str(file), "--title=Our rules", "--note=Shorter.")
    legal_texts.install()

    text = legal_texts.in_force(terms)
    assert said == ["Our rules, version 2 is published."]
    assert (text.number, text.shipped, text.note, text.asks_again) == (2, 0, "Shorter.", True)
    assert "{site}" not in text.body
    back = run("publish_text", "terms", "--shipped", "--quiet-change")
    assert back == ["Terms of use, version 3 is published."]
    assert legal_texts.in_force(terms).asks_again is False


@pytest.mark.parametrize(
    ("body", "said"),
    [("{owner} decides.", "{owner} is not known."), ("[x](javascript:y)", "is no link"), ("  ", "is empty")],
)
def test_a_text_that_would_not_read_as_meant_is_refused(tmp_path: Path, body: str, said: str) -> None:
    file = tmp_path / "ours.txt"
    file.write_text(body, encoding="utf-8")

    with pytest.raises(CommandError, match=said):
        run("publish_text", "terms", str(file))
    assert not LegalText.objects.exists()


@pytest.mark.parametrize("arguments", [("terms",), ("nothing", "--shipped"), ("terms", "/no/such/file")])
def test_the_command_says_what_is_missing(arguments: tuple[str, ...]) -> None:
    with pytest.raises(CommandError):
        run("publish_text", *arguments)


def test_the_same_text_makes_no_version(terms: Document) -> None:
    own(terms)

    with pytest.raises(Conflict, match="Version 1 says the same"):
        own(terms)


@pytest.mark.parametrize(
    "act",
    [lambda: LegalText.objects.update(body="Other."), lambda: LegalText.objects.all()._raw_delete("default")],
)
def test_what_is_published_stays_as_it_is(terms: Document, act: Callable[[], object]) -> None:
    own(terms)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act()

    assert LegalText.objects.get().body == "Ours alone.\n"


class TestPages:
    def test_the_one_in_force_says_since_when(self, client: Client) -> None:
        legal_texts.install()

        for address, title in (("/terms", "Terms of use"), ("/privacy", "Privacy")):
            page = client.get(address).content.decode()
            assert f"<h1>{title}</h1>" in page
            assert "Version 1, in force since" in page

    def test_every_version_stays_readable_and_says_what_it_changed(
        self, client: Client, terms: Document
    ) -> None:
        own(terms, "We keep lists for 90 days, and no longer.")
        own(terms, "We keep lists for 30 days, and no longer.")

        now = client.get("/terms").content.decode()
        old = client.get("/texts/terms/1").content.decode()
        changes = client.get("/texts/terms/2/changes").content.decode()
        own(terms, "We keep lists for 30 days, and some no longer.")
        since = client.get("/texts/terms/3/changes?since=1").content.decode()

        assert ["30 days" in now, "90 days" in old, "A later one is in force" in old] == [True, True, True]
        assert "<del>90 </del><ins>30 </ins>" in changes
        assert "<del>90 </del><ins>30 </ins>days, and <ins>some </ins>" in since

    @pytest.mark.parametrize(
        "address", ["/texts/terms/2", "/texts/terms/1/changes", "/texts/nothing/1", "/texts/terms/0/changes"]
    )
    def test_there_is_no_other(self, client: Client, terms: Document, address: str) -> None:
        own(terms)

        assert client.get(address).status_code == 404


class TestTheAdmin:
    ADD = "/admin/accounts/legaltext/add/"
    GIVEN = {
        "document": "terms",
        "title": "Our rules",
        "body": "For {site}.",
        "note": "New.",
        "asks_again": "on",
    }

    @pytest.fixture
    def desk(self, client: Client) -> Client:
        client.force_login(make_operator())
        return client

    def test_an_operator_publishes_a_text_which_then_stays(self, desk: Client) -> None:
        sent = desk.post(self.ADD, self.GIVEN)

        text = LegalText.objects.get()
        assert (sent.status_code, text.title, text.number, text.asks_again) == (302, "Our rules", 1, True)
        assert AuditEvent.objects.get(action="legal_text.publish").actor == text.published_by
        change = f"/admin/accounts/legaltext/{text.pk}/change/"
        assert desk.get(change).status_code == 200
        assert desk.post(change, self.GIVEN | {"body": "Other."}).status_code == 403

    @pytest.mark.parametrize(
        ("body", "said"), [("{owner}.", "{owner} is not known."), ("[a](ftp://b)", "is no link")]
    )
    def test_what_cannot_be_published_is_said_beside_the_text(
        self, desk: Client, body: str, said: str
    ) -> None:
        page = desk.post(self.ADD, self.GIVEN | {"body": body}).content.decode()

        assert said in page
        assert not LegalText.objects.exists()


def test_the_check_for_going_public_says_that_nobody_is_named(settings: Settings) -> None:
    settings.OPERATOR_NAME = ""
    unnamed = {found.id for found in checks.run_checks(include_deployment_checks=True)}
    settings.OPERATOR_NAME, settings.OPERATOR_CONTACT = "Lumen Ltd", "law@lumen.example"

    assert "accounts.W010" in unnamed
    assert "accounts.W010" not in {f.id for f in checks.run_checks(include_deployment_checks=True)}
