"""Numbers, addresses and text: what is taken, what is mended, what is refused."""

import math
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from certificates.ingest.addresses import read_email, read_url
from certificates.ingest.languages import read_language
from certificates.ingest.numerals import has_decimal_comma, read_number
from certificates.ingest.text import clean, lost_letters, too_long
from iconikcerts.common.cells import defuse


def outcome(result):
    value, problems = result
    return value, [problem.code for problem in problems]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("40", "40"), ("40.0", "40"), ("+007.50", "7.5"), ("-5", "-5"), ("−5", "-5"), ("-0", "0"), ("0.125", "0.125"),
        ("1,5", "1.5"), ("37.5", "37.5"), ("1,234.50", "1234.5"), ("1.234,50", "1234.5"), ("1 234,5", "1234.5"),
        ("1\u202f234,5", "1234.5"), ("1'234.5", "1234.5"), ("1,234,567", "1234567"), ("1.234.567", "1234567"),
        ("1,23,456", "123456"), ("1,23,456.75", "123456.75"), ("٤٠٫٥", "40.5"), ("४०", "40"), ("1234567.891", "1234567.891"),
    ],
)  # fmt: skip
def test_numbers_of_many_countries_are_plain_decimals_without_doubt(written, read):
    for language in ("en", "de"):
        assert outcome(read_number(written, language=language)) == (read, [])


@pytest.mark.parametrize(
    "written", ["abc", "40 h", "1.2.3", "1,2,3", "12,", ".5.", "1e5", "--5", "1 2 3", "9" * 50, "½"]
)
def test_what_is_no_number_is_an_error(written):
    assert outcome(read_number(written, language="en")) == (written, ["not_a_number"])


def test_one_mark_before_three_digits_is_read_by_language_and_doubted_as_a_decimal():
    assert outcome(read_number("1,234", language="en")) == ("1234", [])
    assert outcome(read_number("1.234", language="de")) == ("1234", [])
    assert outcome(read_number("1.234", language="en")) == ("1.234", ["ambiguous_number"])
    assert outcome(read_number("1,234", language="de")) == ("1.234", ["ambiguous_number"])


def test_percent_is_the_number_that_spreadsheets_keep():
    assert outcome(read_number("95%", language="en")) == ("0.95", ["percent"])
    assert outcome(read_number("7,5 %", language="de")) == ("0.075", ["percent"])
    assert outcome(read_number("-250%", language="de")) == ("-2.5", ["percent"])


def test_decimal_commas_belong_to_languages_and_points_to_some_regions():
    assert [has_decimal_comma(tag) for tag in ("de", "de-CH", "fr-CA", "es", "es-MX", "en", "ja", "pt_BR")] == [
        True, False, True, True, False, False, False, True,
    ]  # fmt: skip


@given(st.decimals(-(10**9), 10**9, places=2))
def test_every_decimal_survives_english_and_german_spelling(number):
    english = f"{number:,}"
    german = english.translate(str.maketrans(",.", ".,"))
    assert Decimal(read_number(english, language="en")[0]) == number
    assert Decimal(read_number(german, language="de")[0]) == number


@given(st.text("0123456789., '%+-\u0664", max_size=20))
def test_what_is_read_as_a_number_is_one(text):
    value, problems = read_number(text, language="de")
    if not any(problem.is_error for problem in problems):
        assert math.isfinite(float(value))


@pytest.mark.parametrize(
    ("written", "address"),
    [
        ("anna@example.org", "anna@example.org"),
        ("Anna.Lee+x@EXAMPLE.org", "Anna.Lee+x@example.org"),
        ("Anna Lee <anna@example.org>", "anna@example.org"),
        ("mailto:anna@example.org", "anna@example.org"),
        ("anna@müller.example", "anna@müller.example"),
        ("用户@例子.广告", "用户@例子.广告"),
        ("o'neil@example.co.uk", "o'neil@example.co.uk"),
        ("a" * 64 + "@example.org", "a" * 64 + "@example.org"),
    ],
)
def test_addresses_are_taken_bare(written, address):
    assert outcome(read_email(written)) == (address, [])


@pytest.mark.parametrize(
    "written",
    [
        "anna", "anna@", "@example.org", "anna@example", "anna@@example.org", "an na@example.org", "anna@ex..org",
        ".anna@example.org", "anna.@example.org", "anna@-example.org", "anna@1.2.3.4", "anna@example.o", "a" * 65 + "@example.org",
        "ü" * 33 + "@example.org", "anna@" + "a" * 64 + ".org", "anna@" + "abcdefgh." * 30 + "org", "anna@exam_ple.org",
        "anna@example.org\u0000", "=cmd@example.org,",
    ],
)  # fmt: skip
def test_what_is_no_address_is_an_error_and_stays_as_it_was(written):
    value, problems = read_email(written)
    assert (value, [problem.is_error for problem in problems]) == (written, [True])


def test_several_addresses_in_a_cell_are_told_as_such():
    assert outcome(read_email("a@b.org; c@d.org"))[1] == ["several_emails"]


@pytest.mark.parametrize(
    ("domain", "meant"),
    [("gmial.com", "gmail.com"), ("hotmail.con", "hotmail.com"), ("yaho.com", "yahoo.com")],
)
def test_usual_typing_errors_are_warned_of_with_what_is_meant(domain, meant):
    value, problems = read_email(f"anna@{domain}")
    assert value == f"anna@{domain}"
    assert [(p.code, p.severity.value, p.mend) for p in problems] == [
        ("email_typo", "warning", f"Did you mean {meant}?")
    ]


@pytest.mark.parametrize(
    ("written", "url"),
    [
        ("https://example.org/a?b=c#d", "https://example.org/a?b=c#d"),
        ("http://example.org:8080", "http://example.org:8080"),
        ("www.example.org/x", "https://www.example.org/x"),
        ("https://münchen.example/ü", "https://münchen.example/ü"),
    ],
)
def test_web_addresses_are_taken(written, url):
    assert outcome(read_url(written)) == (url, [])


@pytest.mark.parametrize(
    "written",
    [
        "javascript:alert(1)", "data:text/html,x", "ftp://example.org", "file:///etc/passwd", "//example.org", "example",
        "https://", "https://a b.org", "https://user:secret@example.org", "https://example.org@evil.org", "https://x",
        "https://example.org:99999", "https://[::1", "https://example.org/<script>", "https://e.org/" + "x" * 2000,
    ],
)  # fmt: skip
def test_other_schemes_and_disguised_addresses_are_refused(written):
    assert outcome(read_url(written)) == (written, ["bad_url"])


@pytest.mark.parametrize(
    ("raw", "text", "codes"),
    [
        ("  Anna\u00a0 \t Lee\n", "Anna Lee", []),
        ("e\u0301", "é", []),
        ("\ufeffAn\u200bna\u00ad", "Anna", []),
        ("Anna\u202eeeL", "AnnaeeL", ["bidi_removed"]),
        ("\u2067محمد\u2069", "محمد", ["bidi_removed"]),
        ("An\x00na\x1b", "Anna", ["control_removed"]),
        ("نرگس\u200cها", "نرگس\u200cها", []),
        ("क\u094d\u200dष", "क\u094d\u200dष", []),
        ("A\u200dn\u200cn", "Ann", []),
        ("👩\u200d💻 Ada 👨\u200d👩\u200d👧", "👩\u200d💻 Ada 👨\u200d👩\u200d👧", []),
        ("🏳️\u200d🌈", "🏳️\u200d🌈", []),
        ("JosÃ© GarcÃ­a", "JosÃ© GarcÃa", ["encoded_twice"]),
        ("=HYPERLINK(1)", "=HYPERLINK(1)", []),
        ("'=1+1", "=1+1", []),
        ("O'Neil 'Ann'", "O'Neil 'Ann'", []),
        ("'Anna", "'Anna", []),
        ("", "", []),
        ("\u200b \u3164", "", []),
    ],
)
def test_text_is_cleaned_of_what_does_not_show_and_keeps_what_letters_need(raw, text, codes):
    assert outcome(clean(raw)) == (text, codes)


@given(st.text(max_size=40))
def test_cleaning_twice_changes_no_more(text):
    once = clean(text)[0]
    assert clean(once)[0] == once or once.startswith("'")


@given(st.text(max_size=30))
def test_a_defused_cell_is_no_formula_and_reads_as_it_was(text):
    defused = defuse(text)
    assert defused.lstrip()[:1] not in tuple("=+-@\t\r\n＝＋－＠")
    assert clean(defused)[0].removeprefix("'") == clean(text)[0].removeprefix("'")


@pytest.mark.parametrize(
    "cell", ["=1+1", "+49 30", "-5", "@SUM(A1)", "\t=1", "\r=1", "\n=1", " =1", "＝1", "＠x"]
)
def test_cells_that_a_spreadsheet_would_run_are_defused(cell):
    assert defuse(cell) == f"'{cell}"


@pytest.mark.parametrize("cell", ["Anna", "a=b", "5", "'=1", "", "1-2"])
def test_harmless_cells_are_left_alone(cell):
    assert defuse(cell) == cell


def test_question_marks_in_a_name_are_lost_letters():
    assert lost_letters("Ji?í Dvo?ák").code == "letters_lost"
    assert lost_letters("???").code == "letters_lost"
    assert lost_letters("Jiří") is None


def test_length_is_counted_without_combining_marks():
    assert too_long("a\u0323\u0301" * 200, 200) is None
    assert too_long("a" * 201, 200).message == f"'{'a' * 57}...' has 201 characters; at most 200 fit."


@pytest.mark.parametrize(
    ("written", "tag"),
    [
        ("en", "en"),
        ("pt_br", "pt-BR"),
        ("ZH-hant-tw", "zh-Hant-TW"),
        ("es-419", "es-419"),
        ("Deutsch", "de"),
        ("日本語", "ja"),
    ],
)
def test_languages_are_tags_or_the_names_that_people_write(written, tag):
    assert outcome(read_language(written)) == (tag, [])


@pytest.mark.parametrize("written", ["Klingonese", "e", "en-", "en-US-x-y", "en US", "12"])
def test_what_is_no_language_is_an_error(written):
    assert outcome(read_language(written)) == (written, ["bad_language"])
