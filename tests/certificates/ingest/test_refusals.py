"""Bad files get a clear error that says what, where and what to do, quickly and in little memory."""

import subprocess
import sys
import time
from pathlib import Path

import pytest

from certificates.ingest import Limits, UnusableFile, peek, read_rows

ROOT = Path(__file__).parents[3]

REFUSED = [
    (b"", "empty_file"),
    (b"\xef\xbb\xbf", "empty_file"),
    (b"\n\r\n  \n,,\n", "empty_file"),
    (b"Name,Course\n", "no_rows"),
    (b"Name,Course\n\n,\n", "no_rows"),
    (b"%PDF-1.7\n%\xe2\xe3\xcf\xd3\n", "wrong_type"),
    (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "wrong_type"),
    (b"\xff\xd8\xff\xe0\0\x10JFIF", "wrong_type"),
    (b"\x1f\x8b\x08\0\0\0\0\0", "wrong_type"),
    (b"PK\x03\x04" + b"\0" * 30, "damaged_file"),
    (b"MZ\x90\0\x03\0\0\0\x04\0\0\0\xff\xff\0\0" * 20, "binary_file"),
    (bytes(range(256)) * 20, "binary_file"),
    (b"Name,Course\nAnna\0Lee,Math\n", "binary_file"),
    (b'[{"name": "Anna"}]', "wrong_type"),
    (b"<html><body><table><tr><td>Name", "wrong_type"),
    (b'<?xml version="1.0"?><Workbook>', "wrong_type"),
    (b"{\\rtf1\\ansi Name", "wrong_type"),
]


@pytest.mark.parametrize(("content", "code"), REFUSED)
def test_a_file_that_is_no_list_is_refused_with_its_name_and_what_to_do(content, code, save):
    with pytest.raises(UnusableFile) as caught:
        peek(save(content, "upload-81.csv"), filename="class of 2026.csv")
    assert (caught.value.code, caught.value.where) == (code, "class of 2026.csv")
    assert caught.value.mend.endswith(".")
    assert str(caught.value).startswith("class of 2026.csv: ")


def test_a_file_of_200_mb_is_refused_at_once(tmp_path):
    path = tmp_path / "list.csv"
    with path.open("wb") as file:
        file.truncate(200_000_000)
    start = time.perf_counter()
    with pytest.raises(UnusableFile) as caught:
        peek(path)
    assert time.perf_counter() - start < 0.1
    assert str(caught.value) == (
        "list.csv: The file has 200 MB; the limit is 50 MB."
        " Remove pictures and columns that are not needed, or split the list into several files."
    )


def test_60_000_columns_are_refused_in_little_memory(save):
    line = ",".join(f"c{number}" for number in range(60_000))
    path = save(f"{line}\n" * 30)
    assert path.stat().st_size > 10_000_000
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from certificates.ingest import UnusableFile, peek\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "try: peek(Path(sys.argv[1]))\n"
        "except UnusableFile as fault: print(fault.code, fault.message)\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    message, megabytes = done.stdout.splitlines()
    assert message == "too_many_columns The file has 60,000 columns; the limit is 1,000."
    assert int(megabytes) < 60


def test_rows_beyond_the_limit_refuse_the_file(save):
    path = save("Name\n" + "Anna\n" * 11)
    assert peek(path, limits=Limits(rows=11)).rows == 11
    with pytest.raises(UnusableFile) as caught:
        peek(path, limits=Limits(rows=10))
    assert (caught.value.code, caught.value.message) == ("too_many_rows", "The file has more than 10 rows.")


def test_a_missing_file_and_a_folder_are_unusable_files(tmp_path):
    for path in (tmp_path / "none.csv", tmp_path):
        with pytest.raises(UnusableFile) as caught:
            peek(path)
        assert caught.value.code == "unreadable_file"


def test_a_file_that_vanished_after_the_look_is_an_unusable_file(save):
    path = save("Name\nAnna\n")
    seen = peek(path)
    path.unlink()
    with pytest.raises(UnusableFile):
        list(read_rows(path, seen))


def test_memory_stays_flat_over_100_000_rows(save):
    path = save("Name,Course\n" + "".join(f"Person {n},Applied Data Analysis\n" for n in range(100_000)))
    script = (
        "import resource, sys; from pathlib import Path\n"
        "from certificates.ingest import peek, read_rows\n"
        "before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss\n"
        "path = Path(sys.argv[1]); seen = peek(path)\n"
        "print(seen.rows, sum(1 for _ in read_rows(path, seen)))\n"
        "print((resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before) // 1024)"
    )
    done = subprocess.run(
        [sys.executable, "-c", script, path], cwd=ROOT, capture_output=True, text=True, check=True, timeout=60
    )
    counts, megabytes = done.stdout.splitlines()
    assert counts == "100000 100000"
    assert int(megabytes) < 20
