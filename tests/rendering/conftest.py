"""One browser for each test process; the engine's own settings, but for small chunks where a test asks."""

from collections.abc import Iterator

import pytest

from templates_app.rendering import close_browser


@pytest.fixture(scope="session", autouse=True)
def _browser_ends_with_the_tests() -> Iterator[None]:
    yield
    close_browser()
