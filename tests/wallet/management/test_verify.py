"""`manage.py verify`: answers and exit codes for scripts."""

import io
import json
from pathlib import Path

import pytest
from django.core.files.storage import default_storage
from django.core.management import CommandError, call_command

from certificates import integrity
from certificates.models import Certificate
from certificates.services import revocation
from tests.factories import make_certificate, make_pdf
from wallet.models import VerificationLog

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("media_root")]


def run(*arguments: str) -> tuple[int, str]:
    """The command's exit code and what it printed."""
    out = io.StringIO()
    try:
        call_command("verify", *arguments, stdout=out)
    except SystemExit as end:
        return int(str(end.code)), out.getvalue()
    except CommandError as error:
        return error.returncode, str(error)
    return 0, out.getvalue()


def saved(certificate: Certificate, folder: Path, extra: bytes = b"") -> str:
    """The certificate's file as a recipient would hold it, with `extra` after its end."""
    with default_storage.open(str(certificate.file), "rb") as file:
        (folder / "mine.pdf").write_bytes(file.read() + extra)
    return str(folder / "mine.pdf")


def test_a_code_and_an_address_answer_alike_and_exit_0() -> None:
    certificate = make_certificate()

    by_code = run(integrity.grouped(certificate.code), "--json")
    by_address = run(f"http://127.0.0.1:8000/v/{certificate.code}", "--json")

    facts = json.loads(by_code[1])
    assert (by_code[0], by_address[0]) == (0, 0)
    assert (facts["status"], facts["recipient"]) == ("valid", "Amina Okonkwo")
    assert {**json.loads(by_address[1]), "checked_at": ""} == {**facts, "checked_at": ""}


def test_without_json_it_prints_one_fact_a_line() -> None:
    certificate = make_certificate()

    code, printed = run(certificate.code)

    assert code == 0
    assert {"status: valid", "recipient: Amina Okonkwo", "issuer: Lumen Academy"} <= set(printed.splitlines())


def test_the_issued_file_exits_0(tmp_path: Path) -> None:
    code, printed = run(saved(make_certificate(), tmp_path), "--json")

    assert (code, json.loads(printed)["status"]) == (0, "valid")
    assert VerificationLog.objects.get().method == "file"


def test_an_altered_file_exits_1(tmp_path: Path) -> None:
    certificate = make_certificate()
    code, printed = run(saved(certificate, tmp_path, extra=b"\n"), "--json")

    facts = json.loads(printed)
    # The record is genuine: it says what the file should say.
    assert (code, facts["status"], facts["recipient"]) == (1, "altered", "Amina Okonkwo")


def test_an_altered_record_exits_1_and_tells_nothing_else() -> None:
    certificate = make_certificate()
    Certificate.objects.update(title="Brain Surgery")

    code, printed = run(certificate.code, "--json")

    assert (code, sorted(json.loads(printed))) == (1, ["checked_at", "checks", "status"])


def test_a_revoked_certificate_exits_1() -> None:
    certificate = make_certificate()
    revocation.revoke(certificate=certificate, by=None, reason="")

    code, printed = run(certificate.code, "--json")

    assert (code, json.loads(printed)["status"]) == (1, "revoked")


def test_an_unknown_code_exits_1() -> None:
    code, printed = run("0" * 26, "--json")

    assert (code, json.loads(printed)["status"]) == (1, "unknown")


def test_what_cannot_be_checked_exits_2_and_says_why(tmp_path: Path) -> None:
    (tmp_path / "other.pdf").write_bytes(make_pdf())
    (tmp_path / "notes.txt").write_text("hello")

    assert run(str(tmp_path / "other.pdf")) == (
        2,
        "This PDF does not name a certificate that was issued here. "
        "Check that it is the certificate itself, or type the code that is printed on it.",
    )
    assert run(str(tmp_path / "notes.txt"))[0] == 2
    assert run(str(tmp_path / "missing.pdf"))[0] == 2
    assert "missing.pdf" in run(str(tmp_path / "missing.pdf"))[1]
