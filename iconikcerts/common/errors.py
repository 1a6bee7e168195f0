"""The tree of errors that a user may read. Anything else that is raised is a bug."""


class DomainError(Exception):
    """A rule of the product was broken by what a user asked or gave.

    `message` says what happened, `where` the place (file, line, column, path in a document), `mend` what
    to do next. `code` is stable, for clients and tests; it defaults to that of the class.
    """

    code = "error"

    def __init__(self, message: str, *, mend: str = "", where: str = "", code: str = "") -> None:
        self.message = message
        self.mend = mend
        self.where = where
        self.code = code or type(self).code
        super().__init__(message)

    def as_json(self) -> dict[str, str]:
        """What stands under "error" in every answer in JSON."""
        return {"code": self.code, "message": self.message, "where": self.where, "mend": self.mend}

    def __str__(self) -> str:
        text = f"{self.where}: {self.message}" if self.where else self.message
        return f"{text} {self.mend}" if self.mend else text


class NotAuthenticated(DomainError):
    """It is not known who asks. `challenge`: the value of WWW-Authenticate, which says how to prove it (RFC 9110 11.6.1)."""

    code = "not_authenticated"
    challenge = ""


class NotAllowed(DomainError):
    """The person may not do this in this team."""

    code = "not_allowed"


class Conflict(DomainError):
    """The thing is in a state in which this cannot be done (any more)."""

    code = "conflict"


class NotFound(DomainError):
    """There is no such thing for this team. Says nothing about other teams."""

    code = "not_found"


class TooManyRequests(DomainError):
    """Too much was asked in too short a time. `retry_after_s`: seconds until it may be tried again."""

    code = "too_many_requests"

    def __init__(self, message: str, *, mend: str = "", retry_after_s: int) -> None:
        super().__init__(message, mend=mend)
        self.retry_after_s = retry_after_s
