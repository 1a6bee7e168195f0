"""Names come out of every encoding that spreadsheet programs write, and a guess is never kept quiet."""

import codecs

import pytest

from certificates.ingest import UnusableFile, peek
from certificates.ingest.encoding import codec_of, decide_encoding
from certificates.ingest.encoding_guess import NAMES, guess_encoding

LISTS = [
    ("cp1252", "Name;Kurs;Ort\nJürgen Müller;Einführung;Köln\nFrançois Lefèvre;Été;Orléans\n"),
    ("cp1252", "Name,Course\nAnna Smith,Algebra\nZoë Smith,Algebra\nBob Jones,Physics\n"),
    ("cp1252", "Nome;Curso\nJoão da Conceição;Gestão\nAntónio Simões;Gestão\n"),
    ("cp1252", "Navn;Kurs\nBjørn Sørensen;Økonomi\nÅse Ærlig;Økonomi\n"),
    ("cp1252", "Nombre;Curso\nMARÍA NÚÑEZ;ESPAÑOL\nIñigo D’Ors;Catalán\n"),
    ("cp1250", "Imię,Kurs\nŁukasz Żółć,Matematyka\nGrzegorz Brzęczyszczykiewicz,Fizyka\n"),
    ("cp1250", "Jméno;Kurz\nJiří Dvořák;Čeština\nŽaneta Němcová;Dějepis\n"),
    ("cp1250", "Név;Tanfolyam\nGyőző Szűcs;Számítástechnika\n"),
    ("cp1251", "Имя;Курс\nАнна Иванова;Математика\nСергей Петров;Физика\n"),
    ("cp1251", "ИМЯ;КУРС\nАННА;ФИЗИКА\n"),
    ("cp1251", "Ім'я;Курс\nОлексій Їжак;Українська\n"),
    ("koi8_r", "Имя;Курс\nОльга Смирнова;Математика\n"),
    ("cp1253", "Όνομα;Μάθημα\nΓιώργος Παπαδόπουλος;Μαθηματικά\nΕλένη Νικολάου;Φυσική\n"),
    ("cp1254", "Ad;Kurs\nAyşe Yılmaz;Matematik\nÇağrı Şahin;Fizik\nİbrahim Öztürk;Kimya\n"),
    ("cp1255", "שם,קורס\nדוד כהן,מתמטיקה\nשרה לוי,פיזיקה\n"),
    ("cp1256", "الاسم,الدورة\nمحمد أحمد,الرياضيات\nفاطمة علي,الفيزياء\n"),
    ("cp874", "ชื่อ,หลักสูตร\nสมชาย ใจดี,คณิตศาสตร์\n"),
    ("cp932", "名前,コース\n田中太郎,データ分析\n鈴木花子,プログラミング\n"),
    ("euc_jp", "名前,コース\n田中太郎,データ分析\n鈴木花子,プログラミング\n"),
    ("gb18030", "姓名,课程\n王小明,数据分析\n李华,人工智能\n"),
    ("cp950", "姓名,課程\n王小明,資料分析\n陳美玲,人工智慧\n"),
    ("cp949", "이름,과정\n김철수,데이터 분석\n이영희,인공지능\n"),
    ("mac_roman", "Name;Kurs\nJürgen Müller;Einführung\nFrançois Lefèvre;Été\n"),
]


@pytest.mark.parametrize(("codec", "text"), LISTS)
def test_a_short_list_in_an_old_encoding_reads_as_it_was_written_and_says_that_it_was_guessed(
    codec, text, save, read
):
    delimiter = ";" if ";" in text else ","
    seen, rows = read(save(text, encoding=codec))
    assert [list(seen.header), *[list(row.cells) for row in rows]] == [
        line.split(delimiter) for line in text.splitlines()
    ]
    assert seen.encoding_how == "guess"
    assert 0 < seen.encoding_confidence < 1
    assert [(p.code, p.severity.value) for p in seen.problems] == [("encoding_guessed", "warning")]


def test_a_guess_shows_words_by_which_a_user_can_tell_whether_it_is_right(save):
    seen = peek(save("Name;Ort\nJürgen Müller;Köln\nAnna;Bonn\n", encoding="cp1252"))
    assert seen.problems[0].message == (
        "The file does not say how its letters are encoded; it was read as Windows-1252 (Western European)."
        " It reads: Jürgen, Müller, Köln."
    )


@pytest.mark.parametrize(
    ("mark", "codec"),
    [
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
        (codecs.BOM_UTF32_LE, "utf-32-le"),
        (codecs.BOM_UTF32_BE, "utf-32-be"),
    ],
)
def test_a_byte_order_mark_decides_and_is_no_part_of_the_first_heading(mark, codec, save, read):
    seen, rows = read(save(mark + "Name,Kurs\nJürgen,Übung\n王小明,分析\n".encode(codec)))
    assert (seen.encoding, seen.encoding_how, seen.encoding_confidence) == (codec, "bom", 1.0)
    assert seen.header == ("Name", "Kurs")
    assert [row.cells for row in rows] == [("Jürgen", "Übung"), ("王小明", "分析")]
    assert seen.problems == ()


@pytest.mark.parametrize("codec", ["utf-16-le", "utf-16-be"])
@pytest.mark.parametrize(
    "text", ["Name\tCourse\nAnna\tMath\n", "姓名,课程\n王小明,数据分析\n李华,人工智能\n"]
)
def test_utf16_without_a_mark_is_known_by_its_zero_bytes(codec, text, save, read):
    seen, rows = read(save(text, encoding=codec))
    assert (seen.encoding, seen.encoding_how) == (codec, "pattern")
    assert len(rows) == text.count("\n") - 1
    assert seen.problems[0].code == "encoding_guessed"


def test_utf8_is_certain_even_if_its_first_special_letter_is_far_down(save, read):
    text = "Name\n" + "Anna\n" * 30_000 + "Zoë\n"
    seen, rows = read(save(text))
    assert (seen.encoding, seen.encoding_how, seen.problems) == ("utf-8", "utf-8", ())
    assert rows[-1].cells == ("Zoë",)


def test_utf8_split_at_the_border_of_two_chunks_is_still_valid(save):
    text = "Name\n" + "é" * 1_100_000 + "\nAnna\n"
    for padding in range(2):
        assert decide_encoding(save("x" * padding + text)).how == "utf-8"


def test_two_exports_pasted_together_hold_back_only_the_lines_that_do_not_decode(save, read):
    good = "Name,Course\n" + "Zoë Ünal,Öl\n" * 10
    seen, rows = read(save(good.encode() + "Renée,Été\n".encode("cp1252")))
    assert seen.encoding == "utf-8"
    assert seen.problems[0].code == "damaged_utf8"
    assert [row.line for row in rows if row.problems] == [12]
    assert rows[-1].problems[0].code == "unreadable_characters"


def test_the_user_may_choose_another_encoding(save, read):
    path = save("Имя\nОльга\n", encoding="koi8_r")
    assert read(path, encoding="windows-1251")[1][0].cells != ("Ольга",)
    seen, rows = read(path, encoding="KOI8-R")
    assert (seen.encoding, seen.encoding_how) == ("koi8_r", "chosen")
    assert rows[0].cells == ("Ольга",)
    assert seen.problems == ()


def test_the_mark_knows_the_byte_order_of_a_chosen_utf16(save, read):
    seen, rows = read(save(codecs.BOM_UTF16_BE + "Name\nZoë\n".encode("utf-16-be")), encoding="UTF-16")
    assert (seen.encoding, rows[0].cells) == ("utf-16-be", ("Zoë",))


@pytest.mark.parametrize(
    ("spelling", "codec"),
    [
        ("Latin-1", "cp1252"),
        ("UTF8", "utf-8"),
        ("shift-jis", "cp932"),
        ("GBK", "gb18030"),
        ("ISO-8859-9", "cp1254"),
    ],
)
def test_usual_spellings_of_encodings_are_understood(spelling, codec):
    assert codec_of(spelling) == codec


@pytest.mark.parametrize("spelling", ["klingon", "rot13", "unicode_escape", "\0"])
def test_an_encoding_that_is_not_offered_is_refused_with_those_that_are(spelling, save):
    with pytest.raises(UnusableFile) as caught:
        peek(save("Name\nAnna\n"), encoding=spelling)
    assert caught.value.code == "unknown_encoding"
    assert all(codec in caught.value.mend for codec in NAMES)


@pytest.mark.parametrize("sample", [b"", b"\xff", b"\x81\x8d\x8f\x90\x9d", bytes(range(128, 256))])
def test_bytes_that_fit_nothing_still_get_a_guess_of_little_confidence(sample):
    assert guess_encoding(sample).confidence <= 0.5
