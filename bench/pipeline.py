"""The whole job as a user runs it: a CSV file in, `manage.py issue`, a ZIP out. Every second of it counts."""

import csv
import json
import os
import shutil
import subprocess
import tempfile
import time
import zipfile
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from bench import pictures, processes
from bench.proof import prove
from bench.scene import ISSUER, Scene, make_scene, recipients
from bench.site import ROOT, Site, private_site

# Every certificate is on the disk twice: as a file and in the ZIP; and some room for the database.
_COPIES = 2.1


class PipelineFailed(Exception):
    """The job did not issue every certificate, or its ZIP is not what it should be."""


class NoRoom(Exception):
    """Even with the small background the disk does not hold the job."""


@dataclass(frozen=True, slots=True)
class PipelineRun:
    """One job. Seconds from the start of the command to its end; memory is the peak of all its processes."""

    rows: int
    seconds: float
    cpu_ms: float
    peak_mb: float
    background_bytes: int
    database: str

    @property
    def ms(self) -> float:
        """Wall time for each certificate, start and end of all processes included."""
        return 1000 * self.seconds / self.rows


def background_for(rows: int, folder: Path) -> int:
    """Bytes of the background with which that many certificates fit on the disk. Raises NoRoom."""
    free = shutil.disk_usage(folder).free
    for size in (pictures.LARGE_BYTES, pictures.SMALL_BYTES):
        if rows * (size + 60_000) * _COPIES < free:
            return size
    raise NoRoom(
        f"{rows} certificates do not fit on the disk of {folder}, which has {free // 10**9} GB free."
    )


def run(rows: int, *, cores: int, parent: Path, tell: Callable[[str], None] = lambda _: None) -> PipelineRun:
    """Issue `rows` certificates in a private installation below `parent`, and remove all of it.

    Raises NoRoom, PipelineFailed, and SiteFailed when the installation could not be made.
    """
    size = background_for(rows, parent)
    with tempfile.TemporaryDirectory(prefix="pipeline-", dir=parent) as name:
        folder = Path(name)
        scene = make_scene(folder, size)
        tell(f"pipeline, {rows:,} rows: making a private installation")
        with private_site(folder, scene) as site:
            tell(f"pipeline, {rows:,} rows: issuing")
            return _issue(site, scene, rows, cores)


def _issue(site: Site, scene: Scene, rows: int, cores: int) -> PipelineRun:
    source, target = site.folder / "recipients.csv", site.folder / "certificates.zip"
    write_recipients(source, rows)
    where = ["--design", site.design, "--team", site.team, "--recipients", str(source), "--out", str(target)]
    command = site.manage("issue", *where, "--workers", str(cores), "--json")
    log = site.folder / "issue.log"
    used = processes.cpu_s(os.getpid())
    began = time.monotonic()
    with log.open("wb") as errors:
        process = subprocess.Popen(command, env=site.env, cwd=ROOT, stdout=subprocess.PIPE, stderr=errors)
        with processes.MemoryWatch(process.pid) as memory:
            output, _ = process.communicate()
    seconds = time.monotonic() - began
    used = processes.cpu_s(os.getpid()) - used
    if process.returncode:
        raise PipelineFailed(
            f"manage.py issue ended with {process.returncode}:\n{log.read_text(errors='replace')[-2000:]}"
        )
    issued = json.loads(output.decode().splitlines()[-1])["issued"]
    if issued != rows:
        raise PipelineFailed(f"{issued} of {rows} certificates were issued.")
    prove_zip(target, rows)
    return PipelineRun(
        rows, seconds, 1000 * used / rows, memory.peak_mb, len(scene.background), site.database
    )


def write_recipients(path: Path, rows: int) -> None:
    """A CSV file as a customer has it."""
    with path.open("w", newline="", encoding="utf-8") as file:
        writer = csv.writer(file)
        writer.writerow(("Name", "Course"))
        writer.writerows(recipients(rows))


def prove_zip(path: Path, rows: int) -> None:
    """Raise PipelineFailed unless all certificates are in it; the first and the last are read back."""
    names = [name for name, _ in recipients(rows)]
    with zipfile.ZipFile(path) as archive:
        entries = json.loads(archive.read("manifest.json"))["certificates"]
        if [entry["recipient"] for entry in entries] != names:
            raise PipelineFailed("The manifest does not list every recipient in order.")
        inside = {name for name in archive.namelist() if name.endswith(".pdf")}
        if inside != {entry["file"] for entry in entries}:
            raise PipelineFailed("The ZIP does not hold the files of its manifest.")
        courses = dict(recipients(rows))
        for entry in (entries[0], entries[-1]):
            values = {
                "recipient.name": entry["recipient"],
                "course.title": courses[entry["recipient"]],
                "issuer.name": ISSUER,
                "certificate.number": entry["number"],
                "verify.url": entry["verify"],
            }
            prove(archive.read(entry["file"]), values)
