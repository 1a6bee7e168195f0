"""Limits of attempts would count one test's log-ins against another's; the test of the limits sets them itself."""

import pytest
from pytest_django.fixtures import Settings


@pytest.fixture(autouse=True)
def no_limits(settings: Settings) -> None:
    settings.ACCOUNT_RATE_LIMITS = False
    settings.LOGIN_FAILURES = settings.LOGIN_FAILURES_PER_ADDRESS = settings.LOGIN_FAILURES_PER_NETWORK = 0
