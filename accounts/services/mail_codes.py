"""A code by mail, for people who have neither password nor second factor: they come by another site, and confirm dangerous
acts by what their mailbox gets. Of a code a keyed digest is kept, for ten minutes, and one try more than five is none."""

import secrets

from django.core.cache import cache
from django.utils.crypto import constant_time_compare, salted_hmac

from accounts import audit, selectors
from accounts.models import User
from accounts.services import letters
from iconikcerts.common import ratelimit
from iconikcerts.common.errors import Conflict, NotAllowed

DIGITS, MINUTES = 8, 10
SENT = ratelimit.Limit("confirm-by-mail", 5, 3600)
TRIED = ratelimit.Limit("confirm-by-mail-tries", 5, 60 * MINUTES)


class WrongCode(Conflict):
    """Not the code of the newest mail, or it is too old."""

    code = "wrong_code"


def send(*, user: User, session_key: str) -> None:
    """Mail a new code to the person's confirmed address; it fits in this session alone, and former ones no more.

    Raises NotAllowed without a confirmed address, TooManyRequests, and NotSent.
    """
    if not selectors.has_confirmed_address(user):
        raise NotAllowed("Your email address is not confirmed.", mend="Confirm it first.")
    ratelimit.take(SENT, str(user.pk), message="That is enough mail for now.", again="send a new code")
    digits = f"{secrets.randbelow(10**DIGITS):0{DIGITS}}"
    cache.set(_key(user, session_key), _digest(digits), 60 * MINUTES)
    letters.send(
        to=user.email,
        subject="Your code to confirm that it is you",
        template="confirm_code",
        context={"code": f"{digits[:4]} {digits[4:]}", "minutes": MINUTES},
    )


def is_waiting(*, user: User, session_key: str) -> bool:
    """Whether a code that was mailed for this session can still be given."""
    return cache.get(_key(user, session_key)) is not None


def take(*, user: User, session_key: str, code: str) -> None:
    """Take the code, once. Raises WrongCode, and TooManyRequests after five tries."""
    ratelimit.take(TRIED, str(user.pk), message="That was tried too often.", again="send a new code")
    key = _key(user, session_key)
    kept = cache.get(key)
    given = _digest("".join(code.split()))
    if kept is None or not constant_time_compare(kept, given) or not cache.delete(key):
        audit.record(team=None, by=None, action="login.fail", target=user, subject=user, reason="mail_code")
        raise WrongCode(
            "This code does not fit.", mend="Take the one from the newest mail, or send a new one."
        )
    ratelimit.clear(TRIED, str(user.pk))


def _key(user: User, session_key: str) -> str:
    return f"confirm-by-mail:{_digest(f'{user.pk}:{session_key}')}"


def _digest(text: str) -> str:
    return salted_hmac("accounts.mail_codes", text, algorithm="sha256").hexdigest()
