"""Reads of the log of verifications, always narrowed by team or by one certificate. Nothing of the visitors is told."""

from accounts.models import Team
from wallet.models import VerificationLog


def latest(team: Team, count: int) -> list[VerificationLog]:
    """The newest checks of the team's certificates, each with its certificate."""
    found = VerificationLog.objects.filter(team=team).select_related("certificate")
    # Neither the values of the certificate nor anything about the visitor is read.
    return list(found.defer("certificate__data", "network", "user_agent").order_by("-created_at")[:count])
