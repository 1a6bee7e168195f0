"""A page costs less than 100 kB of transfer, pictures apart: seen by a browser that keeps no cache.

The test server sends static files as they are. WhiteNoise sends what `collectstatic` compressed, by Brotli at its highest
level, so that is how large they count; pages count as they arrive.
"""

from functools import cache

import brotli
import pytest
from playwright.sync_api import Browser, Page, Request

from accounts.models import User
from certificates.models import BulkGenerationJob, Certificate
from templates_app.models import TemplateVersion
from tests.e2e.conftest import log_in, visit
from tests.e2e.test_accessibility import OWN, PUBLIC, STEPS, draft, finished
from tests.servers import WebProcess

__all__ = ["draft", "finished"]

LIMIT_BYTES = 100_000
PICTURES = ("image", "media")


@cache
def compressed_size(body: bytes) -> int:
    """Bytes at Brotli's highest level, which takes a while: pages share most of their files."""
    return len(brotli.compress(body, quality=11))


def size_of(request: Request) -> int:
    """Bytes of the answer's body as it is sent in production."""
    response = request.response()
    assert response is not None
    if request.resource_type in PICTURES:
        return 0
    if request.resource_type in ("stylesheet", "script"):
        return compressed_size(response.body())
    return int(request.sizes()["responseBodySize"])


def sizes(page: Page, address: str) -> dict[str, int]:
    """What a visit to `address` transfers, by the path of each answer."""
    return {request.url.split("/", 3)[3]: size_of(request) for request in visit(page, address)}


def too_large(
    browser: Browser, site: str, paths: list[str], cookies: list[dict[str, str]]
) -> dict[str, object]:
    """The pages above the limit, with all that they load. No visit finds anything in a cache."""
    found: dict[str, object] = {}
    context = browser.new_context()
    context.add_cookies(cookies)  # type: ignore[arg-type]
    page = context.new_page()
    devtools = context.new_cdp_session(page)
    devtools.send("Network.enable")
    devtools.send("Network.setCacheDisabled", {"cacheDisabled": True})
    for path in paths:
        parts = sizes(page, f"{site}{path}")
        print(f"{sum(parts.values()):>7} {path}")  # noqa: T201 - shown when the test fails
        if sum(parts.values()) > LIMIT_BYTES:
            found[path] = parts
    context.close()
    return found


def test_a_page_that_is_too_large_would_be_found(
    browser: Browser, live_server_process: WebProcess, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr("tests.e2e.test_transfer.LIMIT_BYTES", 30_000)

    found = too_large(browser, live_server_process.url, ["/verify"], [])

    assert list(found) == ["/verify"]
    kinds = {path.rpartition(".")[2].partition("?")[0] for path in found["/verify"]}  # type: ignore[attr-defined]
    assert {"css", "js", "woff2", "verify"} <= kinds


def test_public_pages_are_small(
    browser: Browser, live_server_process: WebProcess, version: TemplateVersion
) -> None:
    assert too_large(browser, live_server_process.url, PUBLIC, []) == {}


def test_pages_of_a_team_are_small(
    browser: Browser,
    live_server_process: WebProcess,
    owner: User,
    finished: BulkGenerationJob,
    draft: BulkGenerationJob,
) -> None:
    site = live_server_process.url
    context = browser.new_context()
    log_in(context.new_page(), site, owner.email)
    cookies = context.cookies()
    context.close()
    certificate = Certificate.objects.filter(job=finished)[0]
    paths = [*OWN, f"/jobs/{finished.pk}", f"/certificates/{certificate.pk}", f"/v/{certificate.code}"]
    paths += [f"/jobs/{draft.pk}/{step}" for step in STEPS]

    assert too_large(browser, site, paths, cookies) == {}  # type: ignore[arg-type]
