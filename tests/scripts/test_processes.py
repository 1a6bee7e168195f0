"""Nothing that was started is left behind, however it or we end."""

import signal
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from scripts.setup.processes import STOP_SECONDS
from tests.scripts.conftest import Program, is_alive, wait_until

# A child that ignores SIGTERM's usual way out: it has a grandchild in a session of its own, as Chromium is.
FAMILY = """
child = processes_.spawn("family", ["sh", "-c", "setsid sleep 300 & echo grandchild $!; sleep 300"], on_line=print)
"""
UNTIL_STOPPED = """
try:
    with Processes() as processes_:
        {body}
        print("child", child.pid, flush=True)
        while True:
            processes_.pump()
            sys.stdout.flush()
except Stopped as stopped:
    print("stopped by", stopped.signal_number)
"""


def pids(output: str) -> list[int]:
    """Read the process ids that a program printed."""
    return [
        int(line.split()[1]) for line in output.splitlines() if line.startswith(("child ", "grandchild "))
    ]


@pytest.mark.parametrize("number", [signal.SIGINT, signal.SIGTERM, signal.SIGHUP])
def test_a_signal_stops_children_and_what_they_detached(
    start_program: Callable[..., Program], number: signal.Signals
) -> None:
    program = start_program(UNTIL_STOPPED.format(body=FAMILY.strip()))
    program.wait_for("grandchild")
    family = pids(program.wait_for("child "))
    program.send(number)
    assert program.end() == 0
    assert f"stopped by {int(number)}" in program.output
    assert [is_alive(pid) for pid in pids(program.output)] == [False, False], family


def test_children_end_when_we_are_killed(start_program: Callable[..., Program]) -> None:
    program = start_program(
        UNTIL_STOPPED.format(body='child = processes_.spawn("one", ["sleep", "300"])'),
    )
    [child] = pids(program.wait_for("child "))
    program.send(signal.SIGKILL)
    program.end()
    wait_until(lambda: not is_alive(child))
    assert not is_alive(child)


def test_stopping_a_dead_child_ends_its_orphans(start_program: Callable[..., Program]) -> None:
    program = start_program("""
with Processes() as all_:
    child = all_.spawn("family", ["sh", "-c", "setsid sleep 300 & echo grandchild $!; sleep 300"], on_line=print)
    while not child.last_lines:
        all_.pump()
    os.kill(child.pid, 9)
    while child.returncode is None:
        all_.pump()
    all_.stop(child)
    grandchild = int(child.last_lines[0].split()[1])
    state = Path(f"/proc/{grandchild}")
    print("code", child.returncode, "left", state.exists(), flush=True)
""")
    assert "code -9 left False" in program.wait_for("code ")


def test_a_second_signal_does_not_wait_for_the_stubborn(start_program: Callable[..., Program]) -> None:
    deaf = "trap 'echo heard' TERM; echo deaf; while :; do sleep 0.05; done"
    program = start_program(
        UNTIL_STOPPED.format(body=f'child = processes_.spawn("deaf", ["sh", "-c", {deaf!r}], on_line=print)')
    )
    program.wait_for("deaf")
    [child] = pids(program.output)
    begun = time.monotonic()
    program.send(signal.SIGTERM)
    program.wait_for("heard")
    program.send(signal.SIGTERM)
    assert program.end() == 0
    assert time.monotonic() - begun < STOP_SECONDS
    assert not is_alive(child)


def test_run_gives_exit_code_and_all_output(start_program: Callable[..., Program]) -> None:
    program = start_program("""
with Processes() as all_:
    done = all_.run(["sh", "-c", "echo one; echo two >&2; printf three; exit 3"])
print("result", done.returncode, list(done.last_lines))
""")
    assert program.end() == 0
    assert program.output == "result 3 ['one', 'two', 'three']\n"


def test_run_stops_what_passes_its_time(start_program: Callable[..., Program]) -> None:
    program = start_program("""
with Processes() as all_:
    begun = time.monotonic()
    done = all_.run(["sleep", "300"], timeout=0.3)
print("result", done.returncode, time.monotonic() - begun < 5)
""")
    assert program.end() == 0
    assert program.output == "result -15 True\n"


def test_make_that_was_interrupted_alone_counts_as_interrupted(
    start_program: Callable[..., Program], tmp_path: Path
) -> None:
    """GNU make, sent SIGINT by its id only, waits for its child without telling it."""
    inner = tmp_path / "inner.py"
    inner.write_text("""
import sys
from scripts.setup.processes import Processes, Stopped
try:
    with Processes() as all_:
        child = all_.spawn("one", ["sleep", "300"])
        print("child", child.pid, flush=True)
        while True:
            all_.pump()
except Stopped as stopped:
    print("stopped by", stopped.signal_number, flush=True)
""")
    makefile = tmp_path / "Makefile"
    makefile.write_text(f"all:\n\t@$(PYTHON) {inner}\n")
    make = f"os.execvp('make', ['make', '-f', {str(makefile)!r}, 'PYTHON=' + sys.executable])"
    program = start_program(make, PYTHONPATH=".")
    [child] = pids(program.wait_for("child "))
    program.send(signal.SIGINT)
    program.end()
    assert "stopped by 2" in program.output
    assert not is_alive(child)
