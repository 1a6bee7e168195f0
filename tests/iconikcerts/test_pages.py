"""What holds on every page: a strict Content-Security-Policy that the page itself keeps, and headers."""

from html.parser import HTMLParser

import pytest
from django.core.files.base import ContentFile
from django.test import Client
from pytest_django import DjangoAssertNumQueries

from accounts.services import teams
from certificates.models import Certificate
from certificates.services import intake, revocation
from tests.factories import make_certificate, make_job, make_user, make_version

PUBLIC = [
    "/",
    "/verify",
    "/verify?code=nonsense",
    "/accounts/signup/",
    "/accounts/login/",
    "/accounts/password/reset/",
    "/accounts/password/reset/done/",
    "/accounts/password/reset/key/1-nonsense/",
    "/accounts/confirm-email/nonsense/",
    "/accounts/inactive/",
    "/v/00000-00000-0000-0000-0000-0000",
    "/V/00000000000000000000000000",
    "/v/00000-00000-0000-0000-0000-0000/report",
    "/v/00000-00000-0000-0000-0000-0000/report/sent",
    "/privacy",
    "/terms",
    "/pricing",
    "/help",
    "/help?q=dates",
    "/help?q=nothing-like-it",
    "/help/verifying",
    "/designs",
    "/designs?q=nothing",
    "/there-is-no-such-page",
]
OF_A_TEAM = [
    "/dashboard",
    "/jobs/",
    "/jobs/new",
    "/jobs/{running}",
    "/jobs/{draft}/design",
    "/jobs/{draft}/recipients",
    "/jobs/{draft}/recipients?by=paste",
    "/jobs/{draft}/recipients?by=type",
    "/jobs/{draft}/columns",
    "/jobs/{draft}/review",
    "/jobs/{draft}/rows/2",
    "/jobs/{draft}/options",
    "/jobs/{draft}/summary",
    "/designs",
    "/account",
    "/accounts/email/",
    "/accounts/logout/",
]
OF_A_TEAM += ["/accounts/password/change/"]
DIRECTIVES = {
    "default-src": {"'self'"},
    "script-src": {"'self'"},
    "style-src": {"'self'"},
    "img-src": {"'self'", "data:", "blob:"},
    "font-src": {"'self'"},
    "connect-src": {"'self'"},
    "object-src": {"'none'"},
    "base-uri": {"'none'"},
    "form-action": {"'self'"},
    "frame-ancestors": {"'none'"},
}


class Offences(HTMLParser):
    """Everything in a page that a policy without 'unsafe-inline' refuses, or that comes from another site."""

    def __init__(self, nonces: set[str]) -> None:
        super().__init__()
        self._nonces = nonces
        self.found: list[str] = []

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        is_data = given.get("type") == "application/json"
        is_inline = tag == "style" or (tag == "script" and not given.get("src") and not is_data)
        if is_inline and f"'nonce-{given.get('nonce')}'" not in self._nonces:
            self.found.append(f"inline <{tag}>")
        self.found += [f"{name} on <{tag}>" for name in given if name.startswith("on") or name == "style"]
        # The one address of a page is written in full; nothing is loaded from it.
        if tag in ("script", "link", "img", "iframe", "source") and given.get("rel") != "canonical":
            address = given.get("src") or given.get("href") or ""
            if address.startswith(("http:", "https:", "//", "javascript:")):
                self.found.append(f"{address} in <{tag}>")


def check(response: object) -> None:
    headers, page = response.headers, response.content.decode()  # type: ignore[attr-defined]
    policy = {
        name: set(values)
        for name, *values in (part.split() for part in headers["Content-Security-Policy"].split(";"))
    }
    nonces = {value for value in policy["script-src"] | policy["style-src"] if value.startswith("'nonce-")}
    # The scanner of /verify reads codes by WebAssembly where the browser cannot; no other page may.
    may_scan = response.request["PATH_INFO"] in ("/verify", "/verify/file")  # type: ignore[attr-defined]
    scripts = {"'self'", "'wasm-unsafe-eval'"} if may_scan else {"'self'"}
    assert {name: values - nonces for name, values in policy.items()} == DIRECTIVES | {"script-src": scripts}
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["X-Frame-Options"] == "DENY"
    assert headers["Referrer-Policy"] == "same-origin"
    assert headers["Permissions-Policy"].split(", ")[:2] == ["camera=(self)", "display-capture=()"]
    offences = Offences(nonces)
    offences.feed(page)
    assert offences.found == []
    assert page.count("<h1") == 1


@pytest.mark.django_db
@pytest.mark.parametrize("address", PUBLIC)
def test_public_pages_keep_their_policy(client: Client, address: str) -> None:
    check(client.get(address))


@pytest.mark.django_db
@pytest.mark.usefixtures("media_root")
@pytest.mark.parametrize("verdict", ["valid", "revoked", "expired", "altered"])
def test_the_page_of_a_certificate_keeps_it_in_every_state(client: Client, verdict: str) -> None:
    certificate = make_certificate(expires_on="2026-11-03" if verdict == "expired" else "")
    if verdict == "revoked":
        revocation.revoke(certificate=certificate, by=None, reason="Issued by mistake")
    if verdict == "altered":
        Certificate.objects.update(title="Brain Surgery")

    response = client.get(f"/v/{certificate.code}")

    check(response)
    assert f'data-verdict="{verdict}"' in response.content.decode()


@pytest.mark.django_db
@pytest.mark.usefixtures("media_root")
@pytest.mark.parametrize("address", OF_A_TEAM)
def test_pages_of_a_team_keep_it(client: Client, address: str) -> None:
    user = make_user()
    team = teams.personal(user=user)
    uploaded = ContentFile(b"Name,Course\nAmina Okonkwo,Data Analysis\nBoris Petrov,\n")
    draft = intake.create(
        team=team, by=user, version=make_version(team=team), file=uploaded, filename="spring.csv"
    )
    running = make_job(team=team, rows=2, status="processing")
    client.force_login(user)

    response = client.get(address.format(draft=draft.pk, running=running.pk))

    assert response.status_code == 200
    check(response)


@pytest.mark.django_db
def test_the_health_check_asks_the_database(
    client: Client, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    with django_assert_num_queries(1):
        response = client.get("/healthz")

    assert (response.status_code, response.json()) == (200, {"status": "ok"})
