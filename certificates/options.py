"""What a user chooses for a run, apart from the recipients."""

from dataclasses import asdict, dataclass
from datetime import date
from typing import Any, Self

from certificates import filenames, numbering
from iconikcerts.common.errors import DomainError


class InvalidOptions(DomainError):
    """A choice of the run makes no sense."""

    code = "invalid_options"


@dataclass(frozen=True, slots=True)
class JobOptions:
    """Dates are ISO (YYYY-MM-DD) or ""; an empty `issued_on` means the day of the start, an empty `language`
    the design's own (BCP 47)."""

    issued_on: str = ""
    expires_on: str = ""
    language: str = ""
    number_pattern: str = numbering.DEFAULT_PATTERN
    file_name_pattern: str = filenames.DEFAULT_PATTERN

    @classmethod
    def from_json(cls, data: dict[str, Any]) -> Self:
        return cls(**{name: str(value) for name, value in data.items() if name in cls.__slots__})

    def to_json(self) -> dict[str, str]:
        return asdict(self)

    def check(self) -> None:
        """Raises DomainError for patterns that cannot work and dates that contradict each other."""
        numbering.check_pattern(self.number_pattern)
        filenames.check_pattern(self.file_name_pattern)
        issued = _date("issue", self.issued_on)
        expires = _date("expiry", self.expires_on)
        if issued and expires and expires <= issued:
            raise InvalidOptions(
                f"The certificates would expire on {expires}, before or on their issue date {issued}.",
                mend="Choose a later expiry date, or leave it empty.",
            )


def _date(which: str, text: str) -> date | None:
    if not text:
        return None
    try:
        return date.fromisoformat(text)
    except ValueError:
        raise InvalidOptions(
            f"The {which} date {text!r} is not a date.", mend="Write it as YYYY-MM-DD."
        ) from None
