"""Nobody is over a limit when a test begins."""

import pytest
from django.core.cache import cache


@pytest.fixture(autouse=True)
def _nothing_counted_yet() -> None:
    cache.clear()
