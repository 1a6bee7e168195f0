"""The whole product on private servers, for commands that look at it: `make shots` and `make lighthouse`."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts.setup import launch, ports, services, statics, testservers
from scripts.setup.environment import RUNTIME_LOCK
from scripts.setup.preparation import STEPS, Workshop, prepare
from scripts.setup.supervisor import Supervisor
from scripts.setup.testing import TEST_SETTINGS

SHOWCASE_STEPS = STEPS + 3
SETTINGS = "scripts.shots.site.settings"
# A name that browsers trust like the machine itself, so that camera and clipboard are there; port 80 is none of the
# machine's: the browser is told where the name leads.
HOST = "certificates.localhost"


@contextmanager
def showcase(shop: Workshop) -> Iterator[dict[str, str]]:
    """Set up, start database, queue, worker and web, and give the environment that leads there. Raises Failure.

    SHOTS_HOST is the site's host name, SHOTS_WEB (host:port) where its web server really listens.
    """
    prepare(shop, RUNTIME_LOCK)
    with testservers.temporary_folder() as folder:
        supervisor = Supervisor(shop.processes, shop.console, shop.project.var / "showcase.log")
        try:
            env = _environment(shop, supervisor, folder)
            _fill(shop, env)
            with shop.console.step("Worker and web") as step:
                both = (services.worker(shop, env), services.web(shop, env, int(env["PORT"])))
                for service in both:
                    supervisor.begin(service)
                for service in both:
                    supervisor.wait_for(service)
                step.note("up")
            yield env
        finally:
            supervisor.stop()


def _environment(shop: Workshop, supervisor: Supervisor, folder: Path) -> dict[str, str]:
    with shop.console.step("PostgreSQL and Redis") as step:
        database = testservers.postgres(shop, supervisor, folder, step)
        redis = testservers.redis(shop, supervisor, folder, step)
        step.note(f"{database.description}, {redis.description}")
    port = ports.free_port()
    return {
        **os.environ,
        **TEST_SETTINGS,
        "DJANGO_SETTINGS_MODULE": SETTINGS,
        "DATABASE_URL": database.url,
        "REDIS_URL": redis.url,
        "MEDIA_ROOT": str(folder / "media"),
        "STATIC_ROOT": str(shop.project.var / statics.COLLECTED),
        "SITE_URL": f"http://{HOST}",
        "ALLOWED_HOSTS": f"{HOST},{ports.HOST}",
        "SHOTS_HOST": HOST,
        "SHOTS_WEB": f"{ports.HOST}:{port}",
        "PORT": str(port),
        "LOG_LEVEL": "WARNING",
        "EMAIL_URL": "consolemail://",  # as `make run` has it
        # Log-in and sign-up as they are with all that they can offer; nobody is led to these.
        **{f"SOCIAL_{name}_CLIENT_ID": "pictures" for name in ("GOOGLE", "MICROSOFT", "GITHUB")},
        # One visitor looks at everything within minutes.
        "VERIFY_PER_MINUTE": "0",
        "VERIFY_FILES_PER_MINUTE": "0",
        "PROBLEM_REPORTS_PER_HOUR": "0",
    }


def _fill(shop: Workshop, env: dict[str, str]) -> None:
    with shop.console.step("Database, static files, shipped designs") as step:
        launch.manage(shop, env, step, "migrate", "--noinput")
        launch.collect_static(shop, env, step)
        launch.manage(shop, env, step, "install_designs")
        launch.manage(shop, env, step, "install_texts")
        step.note("ready")
