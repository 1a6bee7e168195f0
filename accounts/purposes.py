"""What people are asked for, each purpose by itself: what it rests on, in which text it is said, and what it does.

Accounts know nothing of the apps above them: each registers its own at start-up. A purpose stands here only if something
in the product asks `accounts.services.consents` before it acts. What is absent, such as measuring how people use the site,
is not done.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from accounts.legal.documents import TERMS, Document, named
from accounts.legal.documents import register as register_document
from accounts.models import User


class Basis(StrEnum):
    """Article 6(1) GDPR, (b) and (a)."""

    CONTRACT = "contract"
    CONSENT = "consent"


@dataclass(frozen=True, slots=True)
class Thing:
    """One thing that a consent is about, such as a certificate: its id, how people know it, and its page."""

    about: str
    label: str
    url: str


@dataclass(frozen=True, slots=True)
class Purpose:
    """`on`, `off`: what it means for the person, in a sentence each. `things`: for a purpose that is chosen for one thing
    at a time, those that it is on for; `withdraw` then ends it for all of them."""

    key: str
    label: str
    basis: Basis
    document: Document
    on: str
    off: str
    things: Callable[[User], Iterable[Thing]] | None = None
    withdraw: Callable[[User], None] | None = None

    @property
    def is_needed(self) -> bool:
        return self.basis is Basis.CONTRACT

    @property
    def is_per_thing(self) -> bool:
        return self.things is not None


_purposes: dict[str, Purpose] = {}


def register(purpose: Purpose) -> Purpose:
    """Name a purpose. Safe to call twice."""
    _purposes[purpose.key] = purpose
    return purpose


def purposes() -> list[Purpose]:
    return list(_purposes.values())


def find(key: str) -> Purpose | None:
    return _purposes.get(key)


_terms = named(TERMS)
assert _terms is not None
ACCOUNT = register(
    Purpose(
        key="terms",
        label="Terms of use",
        basis=Basis.CONTRACT,
        document=_terms,
        on="Your account rests on them. To end that, erase your account.",
        off="You have not accepted the version in force yet.",
    )
)
NEWS = register(
    Purpose(
        key="news",
        label="News by email",
        basis=Basis.CONSENT,
        document=register_document(
            Document("news", "News by email", "What you agree to with news by email.")
        ),
        on="You get a mail when there is something new in the product.",
        off="You get no news. Mails about your own account and certificates come all the same.",
    )
)
