"""What people agree to and take back: on record for good, in the version that was seen, and in force at once."""

from collections.abc import Callable

import pytest
from django.db import IntegrityError, transaction
from django.test import Client

from accounts.models import AuditEvent, Consent, LegalText, User
from accounts.purposes import ACCOUNT, NEWS, Purpose
from accounts.services import account_erasure, consents, legal_texts, users
from iconikcerts.common.errors import NotAllowed
from tests.accounts.agreeing import agreed
from tests.accounts.privacy.test_exports import made, opened, read
from tests.factories import PASSWORD, make_user

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]
PAGE, CHOOSE, SIGN_UP = "/account/privacy", "/account/privacy/choose", "/accounts/signup/"
Way = Consent.Way
FORM = {"name": "Ana Lima", "email": "ana@example.org", "password1": PASSWORD}


@pytest.fixture
def ana() -> User:
    user = make_user("ana@example.org", name="Ana Lima")
    users.vouch_for_address(user=user)
    return user


def renew(purpose: Purpose, body: str = "Something else.", *, asks_again: bool = True) -> LegalText:
    return legal_texts.publish(
        document=purpose.document, title=purpose.label, body=body, note="", asks_again=asks_again, by=None
    )


def choose(client: Client, choice: str, purpose: Purpose = NEWS, **more: str) -> int:
    seen = legal_texts.shown(purpose.document).sha256
    return client.post(CHOOSE, {"purpose": purpose.key, "choice": choice, "seen": seen} | more).status_code


def rows(user: User) -> list[tuple[str, bool, int, str]]:
    return [
        (row.purpose, row.is_given, row.text.number, row.way) for row in consents.history(user=user).reverse()
    ]


class TestSigningUp:
    def test_nothing_is_ticked(self, client: Client) -> None:
        form = client.get(SIGN_UP).context["form"]

        assert [("checked" in str(form[name]), f'value="{agreed(news=True)[name]}"' in str(form[name])) for name in
                ("terms", "news")] == [(False, True), (False, True)]  # fmt: skip

    def test_the_terms_are_kept_in_the_version_that_was_read_and_news_only_if_wanted(
        self, client: Client
    ) -> None:
        client.post(SIGN_UP, FORM | agreed())
        Client().post(SIGN_UP, FORM | {"email": "bo@example.org"} | agreed(news=True))

        told = {user.email: rows(user) for user in User.objects.all()}
        terms, news = ("terms", True, 1, "sign_up"), ("news", True, 1, "sign_up")
        assert told == {"ana@example.org": [terms], "bo@example.org": [terms, news]}
        assert LegalText.objects.get(document="terms").sha256 == agreed()["terms"]

    @pytest.mark.parametrize("sent", [{}, {"terms": ""}, {"terms": "on"}, {"terms": "0" * 64}])
    def test_without_them_there_is_no_account(self, client: Client, sent: dict[str, str]) -> None:
        answer = client.post(SIGN_UP, FORM | sent)

        assert list(answer.context["form"].errors) == ["terms"]
        assert 'value="Ana Lima"' in answer.content.decode()
        assert not User.objects.exists()

    def test_terms_that_changed_meanwhile_are_read_again_with_no_box_ticked(self, client: Client) -> None:
        ticked = agreed(news=True)
        renew(ACCOUNT)

        form = client.post(SIGN_UP, FORM | ticked).context["form"]

        assert "has changed since the page was opened" in str(form["terms"].errors)
        assert ["checked" in str(form[name]) for name in ("terms", "news")] == [False, True]
        assert f'value="{agreed()["terms"]}"' in str(form["terms"])


class TestThePage:
    @pytest.fixture
    def page(self, client: Client, ana: User) -> Client:
        client.force_login(ana)
        return client

    def test_news_are_switched_on_and_off_and_every_choice_stays(self, page: Client, ana: User) -> None:
        willing = []
        for choice in ("give", "give", "withdraw", "withdraw", "give"):
            assert choose(page, choice) == 302
            willing.append(list(consents.willing(purpose=NEWS)) == [ana])

        assert willing == [True, True, False, False, True]
        assert rows(ana) == [("news", is_on, 1, "page") for is_on in (True, False, True)]
        acts = AuditEvent.objects.filter(action__startswith="consent.").order_by("created_at")
        assert [act.action for act in acts] == ["consent.give", "consent.withdraw", "consent.give"]
        assert "Every choice of yours (3)" in page.get(PAGE).content.decode()

    def test_a_text_that_means_more_is_agreed_to_anew(self, page: Client, ana: User) -> None:
        choose(page, "give")
        renew(NEWS, "The same in other words.", asks_again=False)
        still = consents.is_given(user=ana, purpose=NEWS)
        renew(NEWS, "And of our partners.")

        said = page.get(PAGE).content.decode()
        assert (still, list(consents.willing(purpose=NEWS))) == (True, [])
        assert "The text has changed since, so this is off until you agree to it." in said
        choose(page, "give")
        assert [row[2] for row in rows(ana)] == [1, 3]
        assert list(consents.willing(purpose=NEWS)) == [ana]

    def test_what_was_not_read_is_not_agreed_to(self, page: Client, ana: User) -> None:
        old = legal_texts.in_force(NEWS.document).sha256
        renew(NEWS)

        assert [choose(page, "give", seen=seen) for seen in (old, "")] == [409, 409]
        assert rows(ana) == []

    def test_the_terms_cannot_be_taken_back_here(self, page: Client, ana: User) -> None:
        consents.give(user=ana, purpose=ACCOUNT, way=Way.SIGN_UP)

        assert choose(page, "withdraw", ACCOUNT) == 403
        assert consents.is_given(user=ana, purpose=ACCOUNT)
        with pytest.raises(NotAllowed):
            consents.withdraw(user=ana, purpose=ACCOUNT, way=Way.PAGE)

    @pytest.mark.parametrize("sent", [{"purpose": "tracking"}, {"choice": "maybe"}])
    def test_there_is_no_other_choice(self, page: Client, ana: User, sent: dict[str, str]) -> None:
        given = {"purpose": "news", "choice": "give", "seen": legal_texts.shown(NEWS.document).sha256}

        assert page.post(CHOOSE, given | sent).status_code == 404
        assert rows(ana) == []


@pytest.mark.parametrize(
    "act",
    [lambda: Consent.objects.update(is_given=False), lambda: Consent.objects.all()._raw_delete("default")],
)
def test_what_was_chosen_stays_on_record(ana: User, act: Callable[[], object]) -> None:
    consents.give(user=ana, purpose=NEWS, way=Way.PAGE)

    with pytest.raises(IntegrityError, match="append-only"), transaction.atomic():
        act()

    assert rows(ana) == [("news", True, 1, "page")]


def test_only_who_can_be_written_to_is_willing(ana: User) -> None:
    left, unproven = make_user(), make_user()
    users.vouch_for_address(user=left)
    for user in (ana, left, unproven):
        consents.give(user=user, purpose=NEWS, way=Way.PAGE)
    User.objects.filter(pk=left.pk).update(is_active=False)

    assert list(consents.willing(purpose=NEWS)) == [ana]


def test_the_copy_of_ones_data_has_every_choice(ana: User) -> None:
    consents.give(user=ana, purpose=NEWS, way=Way.PAGE)
    consents.withdraw(user=ana, purpose=NEWS, way=Way.MAIL)

    listed = read(opened(made(ana)), "consents/consents.json")

    text = LegalText.objects.get(document="news")
    assert [(row["purpose"], row["given"], row["how"], row["version"]) for row in listed] == [
        ("news", True, "page", 1),
        ("news", False, "mail", 1),
    ]
    assert {row["text_sha256"] for row in listed} == {text.sha256}
    assert listed[0]["text"].endswith("/texts/news/1")


def test_an_erasure_takes_everything_back_and_leaves_rows_that_name_nobody(ana: User) -> None:
    consents.give(user=ana, purpose=ACCOUNT, way=Way.SIGN_UP)
    consents.give(user=ana, purpose=NEWS, way=Way.PAGE)

    receipt = account_erasure.erase(user=ana)

    assert receipt.counts["consents"] == 2
    assert {(row.purpose, row.is_given, row.way) for row in Consent.objects.all()} == {
        ("terms", True, "sign_up"),
        ("news", True, "page"),
        ("terms", False, "erasure"),
        ("news", False, "erasure"),
    }
    assert User.objects.get(pk=ana.pk).name == ""
    assert list(consents.willing(purpose=NEWS)) == []
