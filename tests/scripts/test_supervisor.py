"""Services are ready before others rely on them, come again after a death, and say why when they cannot."""

import os
import signal
from collections.abc import Callable
from pathlib import Path

from tests.scripts.conftest import Program, is_alive, wait_until

BEGIN = """
root = Path.cwd()
def service(name, script, **more):
    return Service(name=name, command=["sh", "-c", script], env=dict(os.environ), cwd=root, **more)
processes_ = Processes().__enter__()
supervisor = Supervisor(processes_, Console(), Path(os.environ["LOG"]))
supervisor.is_quiet = False
"""


def test_start_waits_until_the_service_is_ready(
    start_program: Callable[..., Program], tmp_path: Path
) -> None:
    program = start_program(
        BEGIN
        + """
supervisor.start(service("slow", "sleep 0.3; echo up; sleep 300", is_ready=lambda p: "up" in p.last_lines))
print("started", flush=True)
supervisor.stop()
""",
        LOG=str(tmp_path / "log"),
    )
    assert program.end() == 0
    assert program.output.splitlines() == ["slow    | up", "started"]
    assert (tmp_path / "log").read_text() == "slow    | up\n"


def test_a_service_that_dies_at_start_fails_with_its_last_words(
    start_program: Callable[..., Program], tmp_path: Path
) -> None:
    program = start_program(
        BEGIN
        + """
try:
    supervisor.start(service("web", "echo no such table; exit 3", is_ready=lambda p: False, mend="make run"))
except Failure as failure:
    print(failure)
""",
        LOG=str(tmp_path / "log"),
    )
    program.end()
    assert "web did not start or did not stay up (exit code 3).\n    no such table" in program.output
    assert "What to do:\n    make run" in program.output


def test_a_killed_service_is_started_again_without_its_old_children(
    start_program: Callable[..., Program], tmp_path: Path
) -> None:
    program = start_program(
        BEGIN
        + """
supervisor.start(service("worker", "sleep 300 & echo pids $$ $!; wait"))
supervisor.watch()
""",
        LOG=str(tmp_path / "log"),
    )
    parent, child = _pids(program.wait_for("pids"))[0]
    os.kill(parent, signal.SIGKILL)
    program.wait_for("worker ended (SIGKILL): starting it again")
    wait_until(lambda: len(_pids(program.output)) == 2)
    assert [is_alive(pid) for pid in (parent, child, *_pids(program.output)[1])] == [False, False, True, True]


def test_a_service_that_keeps_dying_ends_the_watch(
    start_program: Callable[..., Program], tmp_path: Path
) -> None:
    program = start_program(
        "from scripts.setup import supervisor as module\nmodule.PAUSE_SECONDS = 0.01\n"
        + BEGIN
        + """
supervisor.start(service("worker", "exit 7"))
try:
    supervisor.watch()
except Failure as failure:
    print(failure)
""",
        LOG=str(tmp_path / "log"),
    )
    program.end()
    assert program.output.count("starting it again") == 3
    assert "did not stay up (exit code 7)" in program.output


def test_services_stop_in_the_reverse_order(start_program: Callable[..., Program], tmp_path: Path) -> None:
    program = start_program(
        BEGIN
        + """
script = "trap 'echo bye; exit' TERM; echo up; while :; do sleep 0.05; done"
for name in ("queue", "worker", "web"):
    supervisor.start(service(name, script, is_ready=lambda p: "up" in p.last_lines))
supervisor.stop()
""",
        LOG=str(tmp_path / "log"),
    )
    program.end()
    words = [line.split()[0] for line in program.output.splitlines() if line.endswith("bye")]
    assert words == ["web", "worker", "queue"]


def _pids(output: str) -> list[list[int]]:
    lines = [line.split("|")[1].split() for line in output.splitlines() if "| pids" in line]
    return [[int(word) for word in words[1:]] for words in lines]
