"""The hash of a document depends on what it says, not on how it is written."""

import json
from typing import Any

from templates_app.document import fingerprint

Document = dict[str, Any]


def test_order_and_spelling_of_numbers_do_not_count(document: Document) -> None:
    reordered = json.loads(json.dumps(document, sort_keys=True))
    reordered["bleed"] = 3.0
    assert fingerprint(reordered) == fingerprint(document)
    assert fingerprint({"x": -0.0}) == fingerprint({"x": 0})


def test_every_change_counts(document: Document) -> None:
    seen = {fingerprint(document)}
    document["bleed"] = 3.5
    seen.add(fingerprint(document))
    document["pages"][0]["elements"].reverse()
    seen.add(fingerprint(document))
    assert len(seen) == 3


def test_the_hash_is_the_same_in_every_release() -> None:
    assert (
        fingerprint({"b": [1, 2.5, "é"], "a": None})
        == "21fddaeebc6c84f1b55624c41336b0e521adecf3e414f2eaa12789afd6167428"
    )
