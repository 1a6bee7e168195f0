"""What the privacy page shows of consents: each purpose with its state and text, and every choice there was."""

from dataclasses import dataclass
from typing import Any

from accounts import purposes
from accounts.legal.markup import plain
from accounts.models import Consent, User
from accounts.purposes import Purpose, Thing
from accounts.services import consents, legal_texts
from accounts.services.legal_texts import Shown


@dataclass(frozen=True, slots=True)
class Choice:
    """A purpose as it stands for a person. `latest`: their last choice; `needs_answer`: given, but for a text that has
    come to mean more since."""

    purpose: Purpose
    shown: Shown
    latest: Consent | None
    is_on: bool
    things: list[Thing]

    @property
    def words(self) -> str:
        """The text of a consent, which is short enough to stand here whole."""
        return "" if self.purpose.is_needed else " ".join(plain(self.shown.body))

    @property
    def needs_answer(self) -> bool:
        return bool(self.latest and self.latest.is_given and not self.is_on)


def consent_context(user: User) -> dict[str, Any]:
    """`choices`: one for each purpose; `history`: each choice with the words for what it was about."""
    return {"choices": [_choice(user, each) for each in purposes.purposes()], "history": _history(user)}


def _choice(user: User, purpose: Purpose) -> Choice:
    shown = legal_texts.shown(purpose.document)
    if purpose.things is not None:
        things = list(purpose.things(user))
        return Choice(purpose, shown, None, bool(things), things)
    latest = consents.newest(user=user, purpose=purpose)
    is_on = latest is not None and latest.is_given and consents.is_given(user=user, purpose=purpose)
    return Choice(purpose, shown, latest, is_on, [])


def _history(user: User) -> list[dict[str, Any]]:
    labels = {each.key: each.label for each in purposes.purposes()}
    return [
        {"row": row, "label": labels.get(row.purpose, row.purpose), "act": _act(row)}
        for row in consents.history(user=user)
    ]


def _act(row: Consent) -> str:
    if row.purpose == purposes.ACCOUNT.key:
        return "accepted" if row.is_given else "ended"
    return "switched on" if row.is_given else "switched off"
