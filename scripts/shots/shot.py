"""What an entry of `scripts.shots.pages` says of a page."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from playwright.sync_api import Page

SIZES = {1280: 800, 360: 740}  # px
Act = Callable[[Page, Mapping[str, str]], None]


class Who(StrEnum):
    """Who looks: a visitor, somebody whose team has nothing yet, the owner of a team that has everything, a member who
    may only read, somebody with each kind of second factor, and somebody whose team asks for one; an administrator whose
    team wants a second person for everything, the owner of a team that is to be deleted, a visitor whom GitHub has just
    told us of, an operator, and somebody who has not accepted the terms yet."""

    VISITOR = "visitor"
    NEWCOMER = "newcomer"
    OWNER = "owner"
    VIEWER = "viewer"
    GUARDED = "guarded"
    ASKED = "asked"
    PAIRED = "paired"
    CLOSING = "closing"
    SOCIAL = "social"
    OPERATOR = "operator"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class Shot:
    """A page in one state. `args`, `query`: for its address, "{fact}" stands for what `seed` made; `act`: what is done on
    the page before the picture; `status`: of the answer then; `ready`: a selector that must be visible by then; `sizes`: of its windows,
    width → height in px."""

    name: str
    url: str
    who: Who = Who.VISITOR
    args: Mapping[str, str] = field(default_factory=dict)
    query: str = ""
    status: int = 200
    act: Act | None = None
    ready: str = ""
    sizes: Mapping[int, int] = field(default_factory=lambda: SIZES)
