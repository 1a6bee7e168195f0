"""What a mail server's answers mean: for one message, or for all of them."""

import smtplib
import ssl
from enum import StrEnum


class Course(StrEnum):
    """What a fault does to the message, and to those that wait behind it."""

    LATER = "later"  # this message is tried again after a pause
    REFUSED = "refused"  # this message will never be taken; the others go on
    PAUSE = "pause"  # nothing can be sent now; all messages wait, and no try is counted
    OPERATOR = "operator"  # as PAUSE, and only the operator can mend it
    UNCLEAR = "unclear"  # the message may have been taken: never tried again by itself


class MailFault(Exception):  # an answer of a server, not a fault of ours
    """A message, or all of them, could not be handed over. `code` is stable; `words` hold no address."""

    def __init__(self, course: Course, code: str, words: str) -> None:
        self.course, self.code, self.words = course, code, words
        super().__init__(f"{course}: {code}")


UNREACHABLE = (
    "unreachable",
    "The mail server cannot be reached just now. The message is sent once it answers.",
)
BUSY = ("busy", "The mail server takes no messages just now. The message is sent once it does.")
LOG_IN = (
    "log_in",
    "The mail server does not accept this site's log-in. The operator must mend EMAIL_URL; then the message is sent.",
)
SETTINGS = (
    "settings",
    "The mail server and this site's settings do not fit. The operator must mend EMAIL_URL; then the message is sent.",
)
SENDER = (
    "sender",
    "The mail server does not send for this site's address. The operator must mend DEFAULT_FROM_EMAIL; then the message is sent.",
)
PUT_OFF = ("put_off", "The recipient's mail server put the message off. It is tried again.")
GIVEN_UP = (
    "given_up",
    "The recipient's mail server put the message off each time. It is not tried any more.",
)
NO_MAILBOX = (
    "refused",
    "The recipient's mail server refused the address. Check it, and send again to the right one.",
)
REJECTED = ("rejected", "The recipient's mail server refused the message.")
LETTERS = ("letters", "The mail server cannot send to addresses with such letters. Use another address.")
UNCLEAR = (
    "unclear",
    "The connection or the worker ended in the moment of sending. It may have arrived: ask the recipient before you send it again.",
)
UNWRITTEN = (
    "unwritten",
    "The message could not be put together, so nothing was sent. The operator finds the reason in the log.",
)

_LOG_IN_CODES = (530, 534, 535, 538)
_CLOSING = 421


def at_opening(error: Exception) -> MailFault:
    """A fault while the connection is opened: the server is away, or the settings do not fit."""
    if isinstance(error, smtplib.SMTPAuthenticationError) and error.smtp_code >= 500:
        return MailFault(Course.OPERATOR, *LOG_IN)
    if isinstance(error, smtplib.SMTPNotSupportedError | ssl.SSLCertVerificationError):
        return MailFault(Course.OPERATOR, *SETTINGS)
    return MailFault(Course.PAUSE, *UNREACHABLE)


def of_sender(code: int) -> MailFault:
    """The answer to MAIL FROM, where it is not yes: it concerns every message."""
    if code in _LOG_IN_CODES:
        return MailFault(Course.OPERATOR, *LOG_IN)
    return MailFault(Course.OPERATOR, *SENDER) if code >= 500 else MailFault(Course.PAUSE, *BUSY)


def of_recipient(code: int) -> MailFault:
    """The answer to RCPT TO, where it is not yes: it concerns this address."""
    if code in _LOG_IN_CODES:
        return MailFault(Course.OPERATOR, *LOG_IN)
    return _of_message(code, NO_MAILBOX)


def of_content(code: int) -> MailFault:
    """The answer to DATA or to the message itself, where it is not yes."""
    return _of_message(code, REJECTED)


def _of_message(code: int, refused: tuple[str, str]) -> MailFault:
    if code == _CLOSING:
        return MailFault(Course.PAUSE, *BUSY)
    return MailFault(Course.REFUSED, *refused) if code >= 500 else MailFault(Course.LATER, *PUT_OFF)
