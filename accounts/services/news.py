"""News by mail, to those who agreed to get them and to nobody else; each mail can be ended by one press."""

import hashlib
import time
from collections.abc import Iterator
from dataclasses import dataclass

from django.conf import settings
from django.db import transaction

from accounts import audit
from accounts.legal import markup
from accounts.models import News, NewsDelivery, User
from accounts.purposes import NEWS
from accounts.services import consents, letters, unsubscribing
from accounts.services.legal_texts import Unreadable
from iconikcerts.common.canonical import canonical

LONGEST_SUBJECT = 150


@dataclass(frozen=True, slots=True)
class Letter:
    """What is to be sent; `body` in the markup of legal texts."""

    subject: str
    body: str

    @property
    def sha256(self) -> str:
        return hashlib.sha256(canonical({"subject": self.subject, "body": self.body})).hexdigest()


def read(text: str) -> Letter:
    """A letter from a file: its first line is the subject. Raises Unreadable."""
    subject, _, body = text.replace("\r\n", "\n").strip().partition("\n")
    subject, body = subject.strip(), body.strip()
    found = markup.faults(body)
    found += [
        f"“{link['target']}” leads nowhere from a mail: give the whole address."
        for link in markup.LINK.finditer(body)
        if link["target"].startswith(("/", "#"))
    ]
    if not 0 < len(subject) <= LONGEST_SUBJECT:
        found.append(f"The first line is the subject, of at most {LONGEST_SUBJECT} characters.")
    if found:
        raise Unreadable("This letter cannot be sent.", mend=" ".join(found))
    return Letter(subject, body)


def waiting(letter: Letter) -> list[User]:
    """Who has agreed to news and has not got this letter."""
    served = NewsDelivery.objects.filter(news__sha256=letter.sha256).values("user_id")
    return list(consents.willing(purpose=NEWS).exclude(pk__in=served).order_by("created_at"))


def send(letter: Letter) -> int:
    """Send it to everybody who waits for it; returns to how many. Safe to call again, also after it broke off.

    Raises letters.NotSent when the mail server is away; who was not reached then waits for the next call.
    """
    news, _ = News.objects.get_or_create(
        sha256=letter.sha256, defaults={"subject": letter.subject, "body": letter.body}
    )
    sent = 0
    try:
        for user in _paced(waiting(letter)):
            sent += _send_one(news, user)
    finally:
        if sent:
            audit.record(team=None, by=None, action="news.send", target=news, people=sent)
    return sent


def _paced(people: list[User]) -> Iterator[User]:
    """One after the other, at most MAIL_PER_SECOND."""
    for user in people:
        yield user
        if settings.MAIL_PER_SECOND:
            time.sleep(1 / settings.MAIL_PER_SECOND)


def _send_one(news: News, user: User) -> bool:
    """Whether it went out: not to who has taken the consent back since the list was made."""
    with transaction.atomic():
        User.objects.select_for_update().get(pk=user.pk)
        if not consents.is_given(user=user, purpose=NEWS):
            return False
        delivery, is_new = NewsDelivery.objects.get_or_create(news=news, user=user)
    if not is_new:
        return False
    context = {
        "blocks": markup.blocks(news.body),
        "lines": markup.plain(news.body),
        "text": news.body,
        "unsubscribe_url": unsubscribing.address(user=user),
    }
    try:
        letters.send(
            to=user.email,
            subject=news.subject,
            template="news",
            context=context,
            headers=unsubscribing.headers(user=user),
        )
    except letters.NotSent:
        delivery.delete()
        raise
    return True
