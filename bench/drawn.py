"""`python -m bench.drawn <elements> …`: drafts of that many elements, and somebody who may edit them.

Prints `{"session": cookie, "drafts": {elements: id}}`. Runs in a process of its own, like `bench.install`.
"""

import json
import sys
from collections.abc import Sequence
from secrets import token_urlsafe
from typing import Any

import django

COLUMNS, STEP = 25, (11, 9)  # mm from one to the next on A4 across
SIZE = (9, 7)  # mm
KINDS = ("rect", "ellipse", "star")


def shapes(count: int) -> list[dict[str, Any]]:
    """`count` shapes in rows, none on another."""
    return [
        {
            "id": f"shape-{at}",
            "type": "shape",
            "shape": KINDS[at % len(KINDS)],
            "fill": "#8fa3c7",
            "x": 12 + at % COLUMNS * STEP[0],
            "y": 12 + at // COLUMNS * STEP[1],
            "width": SIZE[0],
            "height": SIZE[1],
        }
        for at in range(count)
    ]


def main(counts: Sequence[int]) -> None:
    """Make the drafts for the operator's team, and a session of its owner."""
    django.setup()
    from django.conf import settings
    from django.test import Client

    from accounts.services import teams, users
    from templates_app.document.blank import blank
    from templates_app.services import templates

    owner = users.register(email="bench@example.org", name="Bench", password=token_urlsafe())
    team = teams.create(name="Bench", by=owner)
    drafts = {}
    for count in counts:
        document = blank(title=str(count), width=297, height=210)
        document["pages"][0]["elements"] = shapes(count)
        drafts[count] = str(templates.create(team=team, name=str(count), document=document, by=owner).pk)
    client = Client()
    client.force_login(owner)
    print(json.dumps({"session": client.cookies[settings.SESSION_COOKIE_NAME].value, "drafts": drafts}))


if __name__ == "__main__":
    main([int(count) for count in sys.argv[1:]])
