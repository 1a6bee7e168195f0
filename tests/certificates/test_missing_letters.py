"""A name that no shipped font can write is not issued with empty boxes; drawn by the real engine."""

from collections.abc import Callable

import pytest

from certificates.models import BulkGenerationJob, JobRow
from certificates.services import issuing

State = JobRow.State


@pytest.mark.usefixtures("chromium")
def test_a_row_with_letters_of_no_font_fails_alone_and_names_them(
    started: Callable[..., BulkGenerationJob],
) -> None:
    job = started("Name,Course\nAna,Chess\nབོད,Chess\nБорис,Chess\n")

    issuing.issue_chunk(job_id=job.pk)

    rows = list(job.rows.order_by("line"))
    assert [row.state for row in rows] == [State.ISSUED, State.FAILED, State.ISSUED]
    [problem] = rows[1].problems
    assert (problem["code"], problem["message"]) == ("missing_glyph", "No font has a sign for: བད.")
    assert list(job.certificates.order_by("number").values_list("recipient_name", flat=True)) == [
        "Ana",
        "Борис",
    ]
