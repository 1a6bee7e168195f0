"""News by mail: to those who want them, once, and ended by one press."""

from io import StringIO
from pathlib import Path

import pytest
from django.core import mail
from django.core.management import CommandError, call_command
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import AuditEvent, Consent, News, NewsDelivery, User
from accounts.purposes import NEWS
from accounts.services import consents, letters, news, unsubscribing, users
from tests.accounts.privacy.test_exports import made, opened, read
from tests.factories import make_operator, make_user
from tests.servers import free_port

pytestmark = pytest.mark.django_db
TEXT = "Certificates in Braille\n\nThey come [now](https://example.org/braille).\n\n- Try one.\n"


@pytest.fixture(autouse=True)
def _at_once(settings: Settings) -> None:
    settings.MAIL_PER_SECOND = 0
    settings.SITE_URL = "https://certificates.example.org"


@pytest.fixture
def ana() -> User:
    return reader("ana@example.org")


@pytest.fixture
def letter(tmp_path: Path) -> str:
    file = tmp_path / "letter.txt"
    file.write_text(TEXT, encoding="utf-8")
    return str(file)


def reader(email: str) -> User:
    """Somebody who wants news."""
    user = make_user(email)
    users.vouch_for_address(user=user)
    consents.give(user=user, purpose=NEWS, way=Consent.Way.PAGE)
    return user


def run(*arguments: str) -> str:
    out = StringIO()
    call_command("send_news", *arguments, stdout=out)
    return out.getvalue().strip()


def path_of(user: User) -> str:
    return unsubscribing.address(user=user).removeprefix("https://certificates.example.org")


def test_it_goes_to_who_wants_it_and_only_once(ana: User, letter: str) -> None:
    users.vouch_for_address(user=make_user("bo@example.org"))
    said = [run(letter), run(letter, "--send"), run(letter, "--send")]
    late = reader("cy@example.org")
    run(letter, "--send")

    assert said == [
        "“Certificates in Braille” would go to 1 people. Add --send to send it.",
        "“Certificates in Braille” was sent to 1 people.",
        "“Certificates in Braille” was sent to 0 people.",
    ]
    assert [message.to for message in mail.outbox] == [["ana@example.org"], [late.email]]
    assert [event.data for event in AuditEvent.objects.filter(action="news.send")] == [{"people": 1}] * 2


def test_a_mail_says_why_it_comes_and_how_it_ends(ana: User, letter: str) -> None:
    run(letter, "--send")

    [message] = mail.outbox
    link = unsubscribing.address(user=ana)
    assert message.extra_headers == {
        "List-Unsubscribe": f"<{link}>",
        "List-Unsubscribe-Post": "List-Unsubscribe=One-Click",
    }
    html = str(message.alternatives[0][0])  # type: ignore[attr-defined]
    assert message.subject == "Certificates in Braille"
    assert [link in part for part in (message.body, html)] == [True, True]
    assert '<a href="https://example.org/braille">now</a>' in html
    assert "you switched news by email on" in message.body


def test_programs_end_them_by_one_press_without_log_in_or_token(ana: User) -> None:
    browser = Client(enforce_csrf_checks=True)

    looked = browser.get(path_of(ana))
    after_looking = consents.is_given(user=ana, purpose=NEWS)
    ended = browser.post(path_of(ana), {"List-Unsubscribe": "One-Click"})
    again = browser.post(path_of(ana), {"List-Unsubscribe": "One-Click"})

    assert [answer.status_code for answer in (looked, ended, again)] == [200, 200, 200]
    assert after_looking is True
    assert "No more news" in ended.content.decode()
    assert [(row.is_given, row.way) for row in consents.history(user=ana)] == [
        (False, "mail"),
        (True, "page"),
    ]
    assert news.waiting(news.read(TEXT)) == []


@pytest.mark.parametrize("changed", ["x{}", "{}x", "0{}"])
def test_a_link_that_we_have_not_made_ends_nothing(ana: User, changed: str) -> None:
    key = path_of(ana).rpartition("/")[2]

    assert Client().post(f"/news/unsubscribe/{changed.format(key)}").status_code == 404
    assert consents.is_given(user=ana, purpose=NEWS)


def test_while_the_mail_server_is_away_nobody_is_taken_for_served(
    ana: User, settings: Settings, letter: str
) -> None:
    backend, settings.EMAIL_BACKEND = settings.EMAIL_BACKEND, "django.core.mail.backends.smtp.EmailBackend"
    settings.EMAIL_HOST, settings.EMAIL_PORT = "127.0.0.1", free_port()
    with pytest.raises(CommandError, match="could not be sent"):
        run(letter, "--send")
    settings.EMAIL_BACKEND = backend

    assert news.waiting(news.read(TEXT)) == [ana]
    assert run(letter, "--send") == "“Certificates in Braille” was sent to 1 people."


def test_who_ends_them_while_they_are_sent_gets_none(ana: User, monkeypatch: pytest.MonkeyPatch) -> None:
    bo = reader("bo@example.org")
    sending = letters.send

    def send_and_end(**what: object) -> None:
        sending(**what)  # type: ignore[arg-type]
        consents.withdraw(user=bo, purpose=NEWS, way=Consent.Way.PAGE)

    monkeypatch.setattr(letters, "send", send_and_end)

    assert news.send(news.read(TEXT)) == 1
    assert [message.to for message in mail.outbox] == [["ana@example.org"]]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Only a subject", "The text is empty"),
        ("\n\n", "The first line is the subject"),
        ("News\n\n[Here](/pricing)", "leads nowhere from a mail"),
        ("News\n\n[Here](javascript:x)", "is no link"),
        (f"{'x' * 151}\n\nText", "at most 150 characters"),
    ],
)
def test_a_letter_that_cannot_be_read_is_not_sent(tmp_path: Path, text: str, said: str) -> None:
    file = tmp_path / "letter.txt"
    file.write_text(text, encoding="utf-8")

    with pytest.raises(CommandError, match=said):
        run(str(file), "--send")
    assert not News.objects.exists()


def test_operators_see_who_agreed_to_what_and_what_was_sent(client: Client, ana: User) -> None:
    news.send(news.read(TEXT))
    client.force_login(make_operator())

    chosen = client.get("/admin/accounts/consent/?q=ana@example.org").content.decode()
    sent = client.get("/admin/accounts/news/").content.decode()

    assert ["News by email, version 1" in chosen, "Certificates in Braille" in sent] == [True, True]
    assert '<td class="field-people">1</td>' in sent
    [row] = consents.history(user=ana)
    assert client.post(f"/admin/accounts/consent/{row.pk}/change/", {"is_given": ""}).status_code == 403
    assert client.post(f"/admin/accounts/consent/{row.pk}/delete/", {"post": "yes"}).status_code == 403


@pytest.mark.usefixtures("media_root")
def test_the_copy_of_ones_data_names_the_news_that_came(ana: User) -> None:
    news.send(news.read(TEXT))

    listed = read(opened(made(ana)), "consents/news_received.json")

    assert [row["news__subject"] for row in listed] == ["Certificates in Braille"]
    assert NewsDelivery.objects.get().user == ana
