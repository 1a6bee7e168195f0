"""Choices of a run."""

import pytest

from certificates.options import InvalidOptions, JobOptions


def test_options_survive_their_way_through_json_and_unknown_keys_are_left_out() -> None:
    options = JobOptions(issued_on="2026-01-02", language="de")
    assert JobOptions.from_json({**options.to_json(), "later": "x"}) == options


def test_an_expiry_before_the_issue_date_is_refused() -> None:
    with pytest.raises(InvalidOptions, match="before or on their issue date 2026-05-01"):
        JobOptions(issued_on="2026-05-01", expires_on="2026-05-01").check()


def test_a_date_that_is_none_is_refused() -> None:
    with pytest.raises(InvalidOptions, match=r"'31\.12\.2026' is not a date"):
        JobOptions(expires_on="31.12.2026").check()
