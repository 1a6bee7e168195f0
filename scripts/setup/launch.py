"""`make run` and `make demo`: the whole product on this machine, with nothing installed but what lies in the checkout."""

from __future__ import annotations

import os
from collections.abc import Mapping, Sequence
from typing import IO

from scripts.setup import dotenv, ports, queue, services, statics
from scripts.setup.console import Failure, Step
from scripts.setup.environment import RUNTIME_LOCK
from scripts.setup.preparation import STEPS, Workshop, prepare
from scripts.setup.project import announce, announced, locked
from scripts.setup.supervisor import Service, Supervisor

LOCK = "run"
RUN_STEPS = STEPS + 5
DEMO_STEPS = STEPS + 4
MANAGE_SECONDS = 300


def run(shop: Workshop) -> None:
    """Set up, issue the sample job, and serve until a signal comes. Raises Failure."""
    port = ports.chosen_port()
    ports.require_free(port)
    shop.project.prepare()
    with locked(shop.project, LOCK) as lock:
        if lock is None:
            facts = announced(shop.project, LOCK)
            raise Failure(
                f"This checkout is running already{_where(facts)}.",
                mend="use that one, or stop it (Ctrl-C in its terminal, or: kill "
                + facts.get("pid", "…")
                + ")",
            )
        env = _prepare_and_configure(shop, port)
        address = f"http://{ports.HOST}:{port}"
        supervisor = Supervisor(shop.processes, shop.console, shop.project.services_log)
        ports.require_free(port)  # set-up took its time
        web = services.web(shop, env, port)
        _start_work(shop, env, supervisor, lock, beside=[web])
        story = _issue_sample(shop, env)
        with shop.console.step(f"Web at {address}") as step:
            supervisor.wait_for(web)
            step.note("serving")
        announce(lock, {"pid": str(os.getpid()), "address": address})
        _tell(shop, story)
        shop.console.say(f"\nIconikCerts runs at {address} – Ctrl-C stops it.\n")
        supervisor.is_quiet = False
        supervisor.watch()


def demo(shop: Workshop) -> None:
    """Set up, issue the sample job, and stop everything again. Raises Failure."""
    port = ports.chosen_port()
    shop.project.prepare()
    with locked(shop.project, LOCK) as lock:
        if lock is None:
            _demo_beside_run(shop, port)
            return
        env = _prepare_and_configure(shop, port)
        supervisor = Supervisor(shop.processes, shop.console, shop.project.services_log)
        _start_work(shop, env, supervisor, lock)
        story = _issue_sample(shop, env)
        supervisor.stop()
    _tell(shop, story)
    shop.console.say("\n`make run` does the same and serves the site.")


def _demo_beside_run(shop: Workshop, port: int) -> None:
    """Issue the sample job with the queue and the worker of a `make run` that is under way."""
    facts = announced(shop.project, LOCK)
    address = facts.get("address")
    env = _prepare_and_configure(shop, int(address.rsplit(":", 1)[1]) if address else port)
    with shop.console.step("Queue and worker") as step:
        step.note(f"those of `make run`{_where(facts)}")
    _tell(shop, _issue_sample(shop, env))


def _prepare_and_configure(shop: Workshop, port: int) -> dict[str, str]:
    prepare(shop, RUNTIME_LOCK)
    address = f"http://{ports.HOST}:{port}"
    with shop.console.step("Settings, database, static files") as step:
        written = dotenv.ensure(shop.project, address=address, queue=queue.address(shop.project))
        env = dotenv.effective(shop.project, address=address)
        if queue.is_embedded(shop.project, env.get("REDIS_URL", "")):
            env["REDIS_URL"] = queue.address(shop.project)
        manage(shop, env, step, "migrate", "--noinput")
        collect_static(shop, env, step)
        step.note(f".env {'written' if written else 'read'}, database up to date")
    with shop.console.step("Shipped designs") as step:
        step.note(" ".join(manage(shop, env, step, "install_designs")[-1:]))
        manage(shop, env, step, "install_texts")
    return env


def manage(shop: Workshop, env: Mapping[str, str], step: Step, *arguments: str) -> list[str]:
    """Run `manage.py` and return the lines it printed. Raises Failure with them when it fails."""
    done = shop.processes.run(
        [shop.project.python, "manage.py", *arguments],
        env={"LOG_LEVEL": "WARNING"} | dict(env),
        cwd=shop.project.root,
        on_line=lambda line: step.progress(f"{arguments[0]}: {line.strip()}"),
        timeout=MANAGE_SECONDS,
    )
    lines = list(done.last_lines)
    if done.returncode:
        raise Failure(f"manage.py {' '.join(arguments)} failed:\n" + "\n".join(lines[-15:]))
    return lines


def collect_static(shop: Workshop, env: Mapping[str, str], step: Step) -> None:
    """Collect the static files unless they were collected from the present sources. Raises Failure."""
    if not statics.are_current(shop.project):
        sources = statics.fingerprint(shop.project)
        manage(shop, env, step, "collectstatic", "--noinput", "--verbosity", "0")
        statics.mark_collected(shop.project, sources)


def _start_work(
    shop: Workshop,
    env: Mapping[str, str],
    supervisor: Supervisor,
    lock: IO[str],
    *,
    beside: Sequence[Service] = (),
) -> None:
    """Start the queue, unless REDIS_URL names one, and the worker with its clock; begin what may start `beside` them."""
    embedded = queue.is_embedded(shop.project, env["REDIS_URL"])
    with shop.console.step("Queue and worker") as step:
        if embedded:
            supervisor.start(queue.service(shop.project))
        worker = services.worker(shop, env)
        for service in (worker, *beside, services.beat(shop, env)):
            supervisor.begin(service)
        supervisor.wait_for(worker)
        step.note(f"queue {'embedded' if embedded else 'at REDIS_URL'}, worker up")
    announce(lock, {"pid": str(os.getpid())})


def _issue_sample(shop: Workshop, env: Mapping[str, str]) -> list[str]:
    with shop.console.step("Demo team and a sample job of 25 recipients") as step:
        try:
            story = manage(shop, env, step, "demo")
        except Failure as failure:
            log = shop.project.services_log.relative_to(shop.project.root)
            raise Failure(failure.message, mend=f"see what the worker says: {log}") from None
        step.note("issued")
    return story


def _tell(shop: Workshop, story: list[str]) -> None:
    shop.console.say()
    for line in story:
        shop.console.say(line)


def _where(facts: Mapping[str, str]) -> str:
    known = [
        facts[key] if key == "address" else f"process {facts[key]}"
        for key in ("address", "pid")
        if key in facts
    ]
    return f" ({', '.join(known)})" if known else ""
