"""What designs are made of is not deleted while one of them needs it."""

from collections.abc import Sequence

from iconikcerts.common.errors import Conflict

_MOST_NAMED = 3


def require_unused(name: str, designs: Sequence[str], *, keeps: str) -> None:
    """Raise Conflict when any `designs` (their names) use the thing called `name`; versions keep their `keeps`."""
    if not designs:
        return
    named = ", ".join(f"“{each}”" for each in designs[:_MOST_NAMED])
    further = f" and {len(designs) - _MOST_NAMED} more" if len(designs) > _MOST_NAMED else ""
    raise Conflict(
        f"“{name}” is used by {named}{further}.",
        mend=f"Published versions keep their {keeps}, so it stays. Take it out of drafts that you do not want.",
        code="in_use",
    )
