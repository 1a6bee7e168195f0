"""Patterns of a message: what may stand in them, and what comes out."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates import mail_text, mail_words
from certificates.services import letters

VALUES = {"recipient.name": "Zoë", "certificate.title": "First Aid", "issuer.name": "Riverside Academy"}


def test_places_are_filled_in_and_missing_values_leave_nothing() -> None:
    text = "Dear {recipient.name},\n\n{certificate.title} {{2026}}{certificate.expires_on}"
    assert mail_text.fill(text, VALUES) == "Dear Zoë,\n\nFirst Aid {2026}"


def test_what_is_filled_in_is_not_read_as_a_pattern_again() -> None:
    assert mail_text.fill("{recipient.name}", {"recipient.name": "{issuer.name}"}) == "{issuer.name}"


def test_a_subject_is_one_line_whatever_is_filled_in() -> None:
    hostile = {"recipient.name": "Eve\r\nBcc: all@example.org\u2028x", "issuer.name": "\u202eevil\x00"}
    assert (
        mail_text.fill_subject("{recipient.name} {issuer.name}", hostile) == "Eve Bcc: all@example.org x evil"
    )


@given(st.text(), st.text())
def test_no_value_brings_a_control_character_into_a_subject(subject: str, name: str) -> None:
    filled = mail_text.fill_subject(f"{subject}{{recipient.name}}", {"recipient.name": name})
    assert [letter for letter in filled if ord(letter) < 32] == []
    assert len(filled) <= mail_text.MAX_FILLED_SUBJECT


@pytest.mark.parametrize(
    ("subject", "fault"),
    [
        (
            "For {recipient.email}",
            r"There is no \{recipient.email\} for messages\. These can stand in it: \{recipient",
        ),
        ("{recipient.name|upper}", r"There is no \{recipient.name\|upper\} for messages"),
        ("Dear {", r"Character 6: '\{' is never closed"),
        ("One\nTwo", "The subject has several lines"),
        ("x" * 151, "This has 151 characters; the limit is 150"),
    ],
)
def test_a_subject_that_cannot_be_sent_says_why(subject: str, fault: str) -> None:
    with pytest.raises(mail_text.InvalidSubject, match=fault):
        mail_text.check_subject(subject)


def test_a_text_may_have_lines_and_is_limited() -> None:
    mail_text.check_text("Dear {recipient.name},\n\nwell done.")
    with pytest.raises(mail_text.InvalidText, match="This has 3,001 characters; the limit is 3,000"):
        mail_text.check_text("x" * 3001)


def test_empty_lines_divide_paragraphs_and_line_ends_stay() -> None:
    assert mail_text.paragraphs("One\r\nTwo\n \n\n\nThree\n") == [["One", "Two"], ["Three"]]


@pytest.mark.parametrize("language", sorted(mail_words.WORDS))
def test_the_usual_words_of_every_language_can_be_filled_in(language: str) -> None:
    words = mail_words.words(language)
    mail_text.check_subject(words.subject)
    for text in (words.text, words.reason):
        mail_text.check_text(text)
    assert ("{recipient.name}" in words.text, "{certificate.title}" in words.subject) == (True, True)


@pytest.mark.parametrize(
    ("language", "button", "is_rtl"),
    [
        ("pt-BR", "Ver o certificado", False),
        ("ar-EG", "عرض الشهادة", True),
        (
            "he",
            "View the certificate",
            False,
        ),  # words that are not there yet are English, which runs left to right
        ("zh-Hant", "View the certificate", False),
    ],
)
def test_words_follow_the_primary_language(language: str, button: str, is_rtl: bool) -> None:
    assert (mail_words.words(language).button, mail_words.is_right_to_left(language)) == (button, is_rtl)


@pytest.mark.parametrize(
    ("language", "written"),
    [
        ("en", "November 2, 2026"),
        ("de-AT", "2. November 2026"),
        ("fr-CA", "2 novembre 2026"),
        ("zh", "2026年11月2日"),
        ("tlh", "November 2, 2026"),
    ],
)
def test_dates_are_written_as_the_language_has_them(language: str, written: str) -> None:
    assert letters.day_in_words(date(2026, 11, 2), language) == written
