"""Two teams; files go into a folder of the test."""

from pathlib import Path

import pytest

from accounts.models import Team
from tests.factories import make_team


@pytest.fixture(autouse=True)
def files(media_root: Path) -> Path:
    return media_root


@pytest.fixture
def team(db: None) -> Team:
    return make_team("Lumen Academy")


@pytest.fixture
def other(db: None) -> Team:
    return make_team("Harbour Diving School")
