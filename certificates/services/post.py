"""Hands messages to the mail server, one after another over one connection, and tells exactly how far each came."""

import smtplib
from collections.abc import Callable
from contextlib import suppress
from types import TracebackType
from typing import Self

from django.conf import settings
from django.core.mail import EmailMessage, get_connection
from django.core.mail.backends import console, filebased, smtp
from django.core.mail.backends.base import BaseEmailBackend
from django.core.mail.message import sanitize_address

from certificates.services import mail_faults
from certificates.services.mail_faults import Course, MailFault

OK, FORWARDED = 250, 251


def kept_in() -> str:
    """Where messages stay when no mail server is configured, in words; "" when they go out."""
    backend = type(get_connection())
    if issubclass(backend, filebased.EmailBackend):
        return f"in files in the folder {settings.EMAIL_FILE_PATH}"
    if issubclass(backend, console.EmailBackend):
        return "in the log of this site"
    return "" if issubclass(backend, smtp.EmailBackend) else "nowhere: they are thrown away"


class Post:
    """A connection for the messages of one batch; use it in `with`. It is opened for the first message.

    `hand_over` has to know at which step a fault came: before the text of a message was given, it did not go out;
    after, it may have. Django's backend tells one from the other as little as smtplib's `sendmail` does.
    """

    def __init__(self) -> None:
        self._backend: BaseEmailBackend = get_connection()
        self._is_open = False

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._close()

    def hand_over(self, message: EmailMessage, *, is_mine: Callable[[], bool]) -> bool:
        """Send one message to its one recipient. `is_mine` is asked in the last moment; False, and nothing is sent.

        Raises MailFault, and ValueError for a message that cannot be written down.
        """
        content = message.message().as_bytes(linesep="\r\n")  # type: ignore[call-arg]  # Django's
        self._open()
        if isinstance(self._backend, smtp.EmailBackend):
            self._announce(message)
            return self._give(content, is_mine)
        if isinstance(self._backend, console.EmailBackend):
            message = _plain(message)
        try:
            return is_mine() and bool(self._backend.send_messages([message]))
        except OSError as error:
            raise MailFault(Course.OPERATOR, *mail_faults.SETTINGS) from error

    def _open(self) -> None:
        if self._is_open:
            return
        try:
            self._backend.open()
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            raise mail_faults.at_opening(error) from error
        self._is_open = True

    def _close(self) -> None:
        with suppress(smtplib.SMTPException, OSError):
            self._backend.close()
        self._is_open = False

    @property
    def _smtp(self) -> smtplib.SMTP:
        assert isinstance(self._backend, smtp.EmailBackend)
        assert self._backend.connection is not None
        return self._backend.connection

    def _announce(self, message: EmailMessage) -> None:
        """Name sender and recipient. Raises MailFault.

        Servers end a connection after some messages or a pause: then once more over a new one, which is safe, for
        nothing of this message was given yet.
        """
        try:
            self._name(message)
        except (smtplib.SMTPException, OSError):
            self._close()
            self._open()
            try:
                self._name(message)
            except (smtplib.SMTPException, OSError) as error:
                self._close()
                raise MailFault(Course.PAUSE, *mail_faults.UNREACHABLE) from error

    def _name(self, message: EmailMessage) -> None:
        self._smtp.ehlo_or_helo_if_needed()
        sender = sanitize_address(message.from_email, "utf-8")
        recipient, options = self._recipient(message)
        code, _ = self._smtp.mail(sender, options)
        if code != OK:
            raise self._withdrawn(mail_faults.of_sender(code))
        code, _ = self._smtp.rcpt(recipient)
        if code not in (OK, FORWARDED):
            raise self._withdrawn(mail_faults.of_recipient(code))

    def _recipient(self, message: EmailMessage) -> tuple[str, list[str]]:
        """The address as the server wants it, with the options of MAIL: RFC 6531 for letters before the @."""
        [address] = message.to
        local, _, domain = address.rpartition("@")
        if local.isascii():
            return f"{local}@{domain.encode('idna').decode()}", []
        if not self._smtp.has_extn("smtputf8"):
            raise MailFault(Course.REFUSED, *mail_faults.LETTERS)
        return address, ["SMTPUTF8"]

    def _withdrawn(self, fault: MailFault) -> MailFault:
        """The same fault, with the connection ready for the next message, or closed where it brings no more."""
        if fault.course in (Course.PAUSE, Course.OPERATOR):
            self._close()
        else:
            self._reset()
        return fault

    def _reset(self) -> None:
        try:
            self._smtp.rset()
        except (smtplib.SMTPException, OSError):
            self._close()

    def _give(self, content: bytes, is_mine: Callable[[], bool]) -> bool:
        if not is_mine():
            self._reset()
            return False
        try:
            code, _ = self._smtp.data(content)
        except smtplib.SMTPDataError as error:  # DATA itself was refused: nothing was given
            raise self._withdrawn(mail_faults.of_content(error.smtp_code)) from error
        except (smtplib.SMTPException, OSError) as error:
            self._close()
            raise MailFault(Course.UNCLEAR, *mail_faults.UNCLEAR) from error
        if code != OK:
            raise self._withdrawn(mail_faults.of_content(code))
        return True


def _plain(message: EmailMessage) -> EmailMessage:
    """What a person reads of it: a log is no place for pictures and files."""
    return EmailMessage(
        message.subject,
        message.body,
        message.from_email,
        message.to,
        reply_to=message.reply_to,
        headers=message.extra_headers,
    )
