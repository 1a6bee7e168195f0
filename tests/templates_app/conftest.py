"""A valid document for the tests of this app: the example of the guide, so that the guide stays true."""

import json
import re
from pathlib import Path
from typing import Any

import pytest

GUIDE = Path(__file__).resolve().parents[2] / "docs" / "document-format.md"


def read_example() -> dict[str, Any]:
    block = re.search(r"```json\n(.*?)```", GUIDE.read_text(encoding="utf-8"), re.DOTALL)
    assert block, "the guide has no example"
    example: dict[str, Any] = json.loads(block[1])
    return example


@pytest.fixture
def document() -> dict[str, Any]:
    """A fresh copy of the example: landscape A4 with one element of every type."""
    return read_example()
