"""Identity providers in processes of their own, and teams that use them."""

import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from django.core.cache import cache
from django.utils import timezone
from pytest_django.fixtures import Settings

from accounts.models import EmailDomain, SingleSignOn, Team
from accounts.services import sign_on
from tests.accounts.sso import dns_server, oidc_provider
from tests.factories import make_team, make_user
from tests.servers import HOST, ServerProcess, free_port

HERE = Path(__file__).parent


@pytest.fixture(scope="package")
def issuer(tmp_path_factory: pytest.TempPathFactory) -> Iterator[str]:
    """A running OpenID Connect provider; its address is its name."""
    folder, port = tmp_path_factory.mktemp("oidc"), free_port()
    command = [sys.executable, str(HERE / "oidc_provider.py"), str(port), str(folder)]
    server = ServerProcess(command, {}, folder / "log")
    server.start(lambda output: "listening" in output)
    yield f"http://{HOST}:{port}"
    server.stop()


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()


@pytest.fixture
def zone(settings: Settings) -> Iterator[dns_server.Zone]:
    """The DNS that we ask; it knows of no record yet."""
    with dns_server.serving() as zone:
        settings.SIGN_ON_DNS = zone.address
        yield zone


@pytest.fixture
def team(db: None) -> Team:
    """Called Lumen Academy, with the proven domain lumen.example."""
    team = make_team(owner=make_user("owner@lumen.example"))
    prove(team, "lumen.example")
    return team


@pytest.fixture
def oidc(team: Team, issuer: str, settings: Settings) -> SingleSignOn:
    """The team's single sign-on by the running provider."""
    settings.SIGN_ON_INTERNAL_HOSTS = [issuer.removeprefix("http://")]
    return sign_on.set_up_oidc(
        team=team,
        issuer=issuer,
        client_id=oidc_provider.CLIENT_ID,
        secret=oidc_provider.CLIENT_SECRET,
        by=team.owner,
    )


def prove(team: Team, domain: str) -> EmailDomain:
    return EmailDomain.objects.create(team=team, domain=domain, token="x", verified_at=timezone.now())
