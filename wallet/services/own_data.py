"""What verification holds about a person with an account: the copy of it, and how it goes."""

from collections.abc import Iterator

from django.db.models import Q, QuerySet

from accounts import personal_data, selectors
from accounts.models import User
from accounts.personal_data import Rows, Source
from wallet.models import Listing, ProblemReport

HOLDS = ["wallet.Listing.holder", "wallet.ProblemReport.contact", "wallet.ProblemReport.closed_by"]
EXCUSED = {
    "wallet.VerificationLog.network": "shortened, so that it names no person; deleted after VERIFICATION_LOG_DAYS",
    "wallet.VerificationLog.user_agent": "of a visitor whom nothing here names; deleted with its line",
    "wallet.ProblemReport.network": "shortened, so that it names no person; deleted with its report",
}


def register() -> None:
    """Name what verification holds; called at start-up."""
    personal_data.register(
        Source(
            name="verification",
            label="Pages of your certificates",
            holds=HOLDS,
            export=export,
            erase=erase,
            goes="That search engines may list pages of your certificates, and your address in problems that you reported.",
            stays="What you wrote when you reported a problem, until it is deleted with all old reports.",
        )
    )
    personal_data.excuse(EXCUSED)


def export(user: User) -> Iterator[Rows]:
    """Which pages may be listed, and what the person reported under a confirmed address."""
    listed = Listing.objects.filter(holder=user)
    yield Rows("listed_pages", listed.values("certificate__code", "created_at"))
    yield Rows(
        "problem_reports", _reports(user).values("code", "kind", "message", "contact", "state", "created_at")
    )


def erase(user: User) -> int:
    """Take back the listings, and the person's address out of reports."""
    gone = Listing.objects.filter(holder=user).delete()[0]
    return gone + _reports(user).update(contact="")


def _reports(user: User) -> QuerySet[ProblemReport]:
    wanted = Q(pk__in=[])
    for address in selectors.confirmed_addresses(user):
        wanted |= Q(contact__iexact=address)
    return ProblemReport.objects.filter(wanted)
