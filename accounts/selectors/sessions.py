"""Reads about where people are logged in."""

from django.conf import settings

from accounts.models import SignIn, User
from accounts.models.session import limits

# What somebody reads whose session has ended without their doing, at the next page.
WHY_ENDED = {
    SignIn.Ending.ELSEWHERE: "You were logged out here from another of your devices.",
    SignIn.Ending.CROWDED: "You were logged out here: you are logged in on as many other devices as one person may be.",
    SignIn.Ending.PASSWORD: "You were logged out here because the password of your account was changed.",
    SignIn.Ending.OPERATOR: "You were logged out here by the operators of this site. Log in again.",
}


def sign_ins_of(user: User) -> list[SignIn]:
    """Where the person is logged in, the one used last first."""
    return list(SignIn.objects.of(user).alive().order_by("-last_seen_at"))


def why_ended(session_key: str) -> str:
    """Why the session of this key is over, in a sentence; "" when the person ended it here, or nobody knows of it."""
    found = SignIn.objects.filter(session_key=session_key).first() if session_key else None
    if found is None:
        return ""
    if found.ending:
        return WHY_ENDED.get(SignIn.Ending(found.ending), "")
    used, begun = limits()
    if found.created_at <= begun:
        return f"You were logged out here: a log-in lasts for {settings.SESSION_MAX_DAYS} days."
    return (
        "You were logged out here because you had not been back for a while."
        if found.last_seen_at <= used
        else ""
    )
