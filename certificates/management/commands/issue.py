"""`manage.py issue`: from a recipient file to a ZIP of certificates, for scripts and operators."""

import json
import os
import shutil
import sys
import time
from pathlib import Path
from typing import Any

from django.core.files import File
from django.core.management.base import BaseCommand, CommandError, CommandParser
from tqdm import tqdm

from certificates import selectors
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.selectors import Progress
from certificates.services import intake, jobs, operators, running
from iconikcerts.common.errors import DomainError
from iconikcerts.common.files import local_path

EXIT_UNUSABLE = 2
EXIT_SOME_FAILED = 3


class Command(BaseCommand):
    help = (
        "Issue certificates from a CSV or .xlsx file. Exit 0: all issued; 3: some rows were not (errors.csv in the "
        "ZIP says which and why); 2: the input cannot be used."
    )

    def add_arguments(self, parser: CommandParser) -> None:
        parser.add_argument("--design", help="slug of the design, see `manage.py designs`")
        parser.add_argument("--recipients", type=Path, help="CSV or .xlsx file")
        parser.add_argument("--out", type=Path, help="where to write the ZIP")
        parser.add_argument("--map", action="append", default=[], metavar="FIELD=COLUMN", dest="mapping")
        parser.add_argument("--sheet", default=None, help="name of the sheet of a workbook")
        parser.add_argument("--team", default="", help="slug of the issuing team")
        parser.add_argument("--issued-on", default="", metavar="YYYY-MM-DD")
        parser.add_argument("--expires-on", default="", metavar="YYYY-MM-DD")
        parser.add_argument("--language", default="", help="BCP 47, for dates and numbers")
        parser.add_argument("--number-pattern", default=JobOptions().number_pattern)
        parser.add_argument("--file-name-pattern", default=JobOptions().file_name_pattern)
        parser.add_argument(
            "--workers", type=int, default=None, help="processes that render (default: cores)"
        )
        parser.add_argument(
            "--resume", default="", metavar="JOB", help="go on with a job that was interrupted"
        )
        parser.add_argument("--json", action="store_true", help="print one summary object as the last line")

    def handle(self, *args: Any, **options: Any) -> None:
        began = time.monotonic()
        try:
            self._check_arguments(options)
            job = self._resumed(options) if options["resume"] else self._started(options)
            job = self._run(job, options)
            self._deliver(job, options["out"])
        except (DomainError, OSError) as error:
            raise CommandError(str(error), returncode=EXIT_UNUSABLE) from None
        self._report(job, options, time.monotonic() - began)

    def _check_arguments(self, options: dict[str, Any]) -> None:
        needed = ["out"] if options["resume"] else ["design", "recipients", "out"]
        missing = ", ".join(f"--{name}" for name in needed if not options[name])
        if missing:
            raise CommandError(f"Missing: {missing}. See `manage.py issue --help`.", returncode=EXIT_UNUSABLE)
        folder = options["out"].resolve().parent
        if not folder.is_dir():
            raise CommandError(
                f"The folder {folder} does not exist. Make it, or choose another --out.",
                returncode=EXIT_UNUSABLE,
            )

    def _started(self, options: dict[str, Any]) -> BulkGenerationJob:
        team = operators.team(slug=options["team"])
        version = operators.design(team=team, slug=options["design"])
        with options["recipients"].open("rb") as file:
            job = intake.create(
                team=team,
                by=None,
                version=version,
                file=File(file),
                filename=options["recipients"].name,
                sheet=options["sheet"],
            )
        mapping = intake.mapping_from_pairs(job=job, pairs=options["mapping"])
        run = JobOptions(
            issued_on=options["issued_on"],
            expires_on=options["expires_on"],
            language=options["language"],
            number_pattern=options["number_pattern"],
            file_name_pattern=options["file_name_pattern"],
        )
        run.check()
        intake.load(job=job, mapping=mapping, language=options["language"])
        return jobs.start(job=job, by=None, options=run, queue=False)

    def _resumed(self, options: dict[str, Any]) -> BulkGenerationJob:
        return operators.resume(job_id=options["resume"])

    def _run(self, job: BulkGenerationJob, options: dict[str, Any]) -> BulkGenerationJob:
        total = selectors.progress(job).to_issue
        with tqdm(total=total, unit=" certificates", file=sys.stderr, disable=None, smoothing=0.1) as bar:

            def watch(progress: Progress) -> None:
                bar.update(progress.done - bar.n)

            return running.run_here(job=job, lanes=options["workers"], watch=watch)

    def _deliver(self, job: BulkGenerationJob, out: Path) -> None:
        """The ZIP at the place that was asked for: linked where the disk allows it, else copied; never in halves."""
        if job.status == job.Status.FAILED:
            raise DomainError(job.failure, mend=f"Then run `manage.py issue --resume {job.pk} --out {out}`.")
        part = out.with_name(f".{out.name}.part")
        part.unlink(missing_ok=True)
        with local_path(str(job.output_file)) as path:
            try:
                os.link(path, part)
            except OSError:
                shutil.copyfile(path, part)
        part.replace(out)

    def _report(self, job: BulkGenerationJob, options: dict[str, Any], seconds: float) -> None:
        progress = selectors.progress(job)
        failed = progress.failed + progress.invalid
        summary = {
            "issued": progress.issued,
            "failed": failed,
            "seconds": round(seconds, 2),
            "ms_per_certificate": round(1000 * seconds / progress.issued, 2) if progress.issued else None,
            "zip": str(options["out"].resolve()),
            "job": str(job.pk),
        }
        if options["json"]:
            self.stdout.write(json.dumps(summary))
        else:
            self.stdout.write(f"{progress.issued} issued, {failed} not, in {seconds:.1f} s: {summary['zip']}")
        if failed:
            sys.exit(EXIT_SOME_FAILED)
