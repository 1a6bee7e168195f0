"""What people agree to and take back. Rows are only ever added: the newest of a person and purpose is what holds."""

from django.db import transaction
from django.db.models import OuterRef, QuerySet, Subquery

from accounts import audit
from accounts.models import Consent, LegalText, User
from accounts.purposes import ACCOUNT, Purpose, purposes
from accounts.services import legal_texts
from iconikcerts.common.errors import Conflict, NotAllowed

Way = Consent.Way


class TextChanged(Conflict):
    """What somebody agrees to is not what they have read."""

    code = "text_changed"


def newest(*, user: User, purpose: Purpose, about: str = "") -> Consent | None:
    """The latest choice of this person; None for who was never asked."""
    return _rows(user, purpose, about).select_related("text").order_by("-created_at").first()


def is_given(*, user: User, purpose: Purpose, about: str = "") -> bool:
    """Whether the purpose is on now: given, and for a text that asks for nothing new since."""
    found = newest(user=user, purpose=purpose, about=about)
    return found is not None and found.is_given and found.text.number >= _required(purpose)


def history(*, user: User) -> QuerySet[Consent]:
    """Every choice, the latest first."""
    return Consent.objects.filter(user=user).select_related("text").order_by("-created_at")


def owes_terms(*, user: User) -> bool:
    """Whether the terms in force ask for an answer that this person has not given."""
    required = _required(ACCOUNT)
    return bool(required) and not is_given(user=user, purpose=ACCOUNT)


@transaction.atomic
def give(*, user: User, purpose: Purpose, way: Way, seen: str = "", about: str = "") -> None:
    """The person agrees to the text in force. `seen`: the SHA-256 of what they have read, where a page has shown it.

    Raises TextChanged when another version came in between. Safe to call twice.
    """
    _lock(user)
    text = legal_texts.in_force(purpose.document)
    if seen and seen != text.sha256:
        raise TextChanged(
            f"“{purpose.label}” has changed since this page was opened.", mend="Read it, then choose again."
        )
    before = newest(user=user, purpose=purpose, about=about)
    if before is None or not before.is_given or before.text_id != text.pk:
        _add(user=user, purpose=purpose, about=about, is_given=True, text=text, way=way)


@transaction.atomic
def withdraw(*, user: User, purpose: Purpose, way: Way, about: str = "") -> None:
    """The person takes it back; it ends at once. Safe to call twice.

    Raises NotAllowed for what an account rests on: only its erasure ends that.
    """
    if purpose.is_needed and way is not Way.ERASURE:
        raise NotAllowed("An account rests on the terms of use.", mend="To end that, erase your account.")
    _lock(user)
    before = newest(user=user, purpose=purpose, about=about)
    if before is not None and before.is_given:
        _add(user=user, purpose=purpose, about=about, is_given=False, text=before.text, way=way)


@transaction.atomic
def withdraw_all(*, user: User, way: Way) -> int:
    """Take back whatever is given; returns how many. For the erasure of the account."""
    known = {purpose.key: purpose for purpose in purposes()}
    given = {(row.purpose, row.about): row.is_given for row in history(user=user).reverse()}
    ended = [pair for pair, is_on in given.items() if is_on and pair[0] in known]
    for key, about in ended:
        withdraw(user=user, purpose=known[key], way=way, about=about)
    return len(ended)


def willing(*, purpose: Purpose) -> QuerySet[User]:
    """People for whom the purpose is on and who can be written to: their main address is confirmed, and they are active."""
    latest = Consent.objects.filter(user=OuterRef("pk"), purpose=purpose.key, about="").order_by(
        "-created_at"
    )
    return (
        User.objects.filter(is_active=True, emailaddress__primary=True, emailaddress__verified=True)
        .annotate(
            has_given=Subquery(latest.values("is_given")[:1]),
            seen_number=Subquery(latest.values("text__number")[:1]),
        )
        .filter(has_given=True, seen_number__gte=_required(purpose))
    )


def _required(purpose: Purpose) -> int:
    """The number of the newest version that asked everybody; 0 when none is published."""
    found = legal_texts.versions(purpose.document).filter(asks_again=True).values_list("number", flat=True)
    return found.first() or 0


def _rows(user: User, purpose: Purpose, about: str) -> QuerySet[Consent]:
    return Consent.objects.filter(user=user, purpose=purpose.key, about=about)


def _lock(user: User) -> None:
    """Two choices at once are two rows one after the other."""
    list(User.objects.select_for_update().filter(pk=user.pk).values_list("pk"))


def _add(*, user: User, purpose: Purpose, about: str, is_given: bool, text: LegalText, way: Way) -> None:
    row = Consent.objects.create(
        user=user, purpose=purpose.key, about=about, is_given=is_given, text=text, way=way
    )
    audit.record(
        team=None, by=user, action=f"consent.{'give' if is_given else 'withdraw'}", target=row,
        purpose=purpose.key, about=about, version=text.number, way=str(way),
    )  # fmt: skip
