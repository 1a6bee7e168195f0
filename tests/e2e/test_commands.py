"""The command line as scripts use it: exit codes, one JSON object last, processes of their own."""

import io
import json
import os
import subprocess
import sys
import zipfile
from collections.abc import Callable
from contextlib import redirect_stderr, redirect_stdout
from pathlib import Path

import pytest
from django.core.management import execute_from_command_line
from openpyxl import Workbook

from accounts.models import Team
from certificates.models import BulkGenerationJob, Certificate
from certificates.services import demo
from templates_app.models import TemplateVersion
from tests.e2e.conftest import DESIGN, ended, people, wait_until
from tests.servers import ROOT, WorkerProcess

ODD = "山田 太郎"


class Shell:
    """Runs `manage.py` on the database and files of the tests."""

    def __init__(self, env: dict[str, str]) -> None:
        self._env = {**os.environ, **env}

    def run(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        command = [sys.executable, "manage.py", *map(str, arguments)]
        return subprocess.run(command, cwd=ROOT, env=self._env, capture_output=True, text=True, timeout=170)

    def run_here(self, *arguments: str | Path) -> subprocess.CompletedProcess[str]:
        """The same without the three seconds of work that the start of a process is."""
        command = ["manage.py", *map(str, arguments)]
        with redirect_stdout(io.StringIO()) as said, redirect_stderr(io.StringIO()) as complained:
            try:
                execute_from_command_line(command)
                code = 0
            except SystemExit as end:
                code = int(end.code or 0)
        return subprocess.CompletedProcess(command, code, said.getvalue(), complained.getvalue())


@pytest.fixture
def shell(server_env: dict[str, str], team: Team, version: TemplateVersion) -> Shell:
    return Shell(server_env)


def issue(
    shell: Shell, recipients: Path, out: Path, *more: str, here: bool = False
) -> tuple[int, dict[str, object], str]:
    """(exit code, summary, standard error) of `manage.py issue --json`."""
    run = shell.run_here if here else shell.run
    done = run("issue", "--design", DESIGN, "--recipients", recipients, "--out", out, "--json", *more)
    last = done.stdout.strip().splitlines()[-1] if done.stdout.strip() else "{}"
    return done.returncode, json.loads(last), done.stderr


def test_all_issued_is_exit_0_and_the_summary_says_where_the_zip_lies(shell: Shell, tmp_path: Path) -> None:
    out = tmp_path / "out.zip"
    code, summary, _ = issue(shell, demo.SAMPLE, out)
    assert code == 0
    assert {key: summary[key] for key in ("issued", "failed", "zip")} == {
        "issued": 25,
        "failed": 0,
        "zip": str(out),
    }
    assert summary["job"] == str(BulkGenerationJob.objects.get().pk)
    assert float(str(summary["ms_per_certificate"])) == pytest.approx(
        1000 * float(str(summary["seconds"])) / 25, abs=0.5
    )
    names = zipfile.ZipFile(out).namelist()
    assert len([name for name in names if name.endswith(".pdf")]) == 25
    assert f"2026-000022 {ODD}.pdf"[4:] in {name[4:] for name in names}


def test_some_rows_failed_is_exit_3_and_the_report_lies_in_the_zip(shell: Shell, tmp_path: Path) -> None:
    recipients, out = tmp_path / "people.csv", tmp_path / "out.zip"
    recipients.write_text("Name,Course\nAna,Chess\n,Chess\n")
    code, summary, _ = issue(shell, recipients, out)
    assert (code, summary["issued"], summary["failed"]) == (3, 1, 1)
    assert "errors.csv" in zipfile.ZipFile(out).namelist()


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "empty"),
        (b"Name,Course\n", "header but no rows"),
        (b"\x89PNG\r\n\x1a\n" + bytes(100), "PNG"),
        (b"Colour\nred\n", "No row of this list can be issued"),
    ],
)
def test_unusable_input_is_exit_2_with_a_message_and_no_zip(
    shell: Shell, tmp_path: Path, content: bytes, words: str
) -> None:
    recipients, out = tmp_path / "people.csv", tmp_path / "out.zip"
    recipients.write_bytes(content)
    code, summary, errors = issue(shell, recipients, out, here=True)
    assert (code, summary, out.exists()) == (2, {}, False)
    assert words in errors
    assert "Traceback" not in errors


def test_a_column_that_is_not_there_is_exit_2_and_names_those_that_are(shell: Shell, tmp_path: Path) -> None:
    recipients = tmp_path / "people.csv"
    recipients.write_text("Who,What\nAna,Chess\n")
    code, _, errors = issue(shell, recipients, tmp_path / "out.zip", "--map", "recipient.name=Person")
    assert code == 2
    assert "The file has no column 'Person'. Its columns are: Who, What." in errors


def test_a_workbook_is_read_like_a_csv_file_with_columns_named_on_the_command_line(
    shell: Shell, tmp_path: Path
) -> None:
    recipients, out = tmp_path / "people.xlsx", tmp_path / "out.zip"
    book = Workbook()
    book.active.append(["Who", "What"])  # type: ignore[union-attr]
    book.active.append([ODD, "Chess"])  # type: ignore[union-attr]
    book.save(recipients)
    code, _, _ = issue(shell, recipients, out, "--map", "recipient.name=Who", "--map", "course.title=What")
    assert code == 0
    certificate = Certificate.objects.get()
    assert (certificate.recipient_name, certificate.title) == (ODD, "Chess")


def test_an_interrupted_run_is_resumed_where_it_stood(shell: Shell, tmp_path: Path) -> None:
    recipients, out = tmp_path / "people.csv", tmp_path / "out.zip"
    recipients.write_text(people(24))
    code, summary, _ = issue(shell, recipients, out)
    job = BulkGenerationJob.objects.get()
    Certificate.objects.filter(row__line__gt=9).delete()
    job.rows.filter(line__gt=9).update(state="ready")
    BulkGenerationJob.objects.update(status="processing", output_file="")
    kept = set(Certificate.objects.values_list("pk", flat=True))
    again = shell.run("issue", "--resume", job.pk, "--out", out, "--json", "--workers", "1")
    assert (code, again.returncode, summary["issued"]) == (0, 0, 24)
    assert kept < set(Certificate.objects.values_list("pk", flat=True))
    assert Certificate.objects.count() == 24


def test_recipients_are_inspected_without_issuing(shell: Shell, tmp_path: Path) -> None:
    recipients = tmp_path / "people.csv"
    recipients.write_bytes("Name;Hours\nЛев;40\n".encode("utf-16"))
    done = shell.run_here("inspect_recipients", recipients, "--json")
    facts = json.loads(done.stdout)
    assert done.returncode == 0
    assert {key: facts[key] for key in ("delimiter", "header", "types", "rows", "sheets")} == {
        "delimiter": ";",
        "header": ["Name", "Hours"],
        "types": ["text", "number"],
        "rows": 1,
        "sheets": [],
    }
    assert facts["encoding"].startswith("utf-16")


def test_a_certificate_is_verified_by_code_and_by_file(
    shell: Shell,
    celery_worker_process: WorkerProcess,
    running: Callable[[str], BulkGenerationJob],
    tmp_path: Path,
) -> None:
    wait_until(ended(running("Name,Course\nAna,Chess\n")), "the job ends")
    certificate = Certificate.objects.get()
    by_code = shell.run("verify", certificate.code, "--json")
    assert (by_code.returncode, json.loads(by_code.stdout)["status"]) == (0, "valid")
    pdf = tmp_path / "ana.pdf"
    pdf.write_bytes(certificate.file.read())
    by_file = shell.run_here("verify", pdf, "--json")
    assert (by_file.returncode, json.loads(by_file.stdout)["recipient"]) == (0, "Ana")
    pdf.write_bytes(pdf.read_bytes() + b"\n% changed")
    changed = shell.run_here("verify", pdf, "--json")
    assert (changed.returncode, json.loads(changed.stdout)["status"]) == (1, "altered")


@pytest.mark.usefixtures("all_designs")
def test_designs_are_listed_for_scripts(shell: Shell) -> None:
    designs = json.loads(shell.run_here("designs", "--json").stdout)
    assert len(designs) >= 12
    one = next(design for design in designs if design["slug"] == DESIGN)
    assert (one["page"]["name"], one["fields"][0]["key"]) == ("A4 landscape", "recipient.name")
