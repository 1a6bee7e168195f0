"""Reads about single sign-on: who logs in by which team's."""

from accounts.models import SingleSignOn, User

from .people import has_second_factor


def sign_on_of(email: str) -> SingleSignOn | None:
    """The single sign-on that speaks for an email address: that of the team which has proven the domain."""
    domain = domain_of(email)
    found = SingleSignOn.objects.filter(
        team__email_domains__domain=domain, team__email_domains__verified_at__isnull=False
    )
    return found.select_related("team").first() if domain else None


def domain_of(email: str) -> str:
    """The domain of an email address as DNS has it (IDNA, lower case), "" when it has none."""
    try:
        return email.rpartition("@")[2].strip().rstrip(".").lower().encode("idna").decode()
    except UnicodeError:
        return ""


def must_sign_on(user: User) -> SingleSignOn | None:
    """The single sign-on by which alone this person may log in. The owner of its team, with a second factor, keeps
    another way in: whoever breaks it can mend it."""
    found = sign_on_of(user.email)
    if found is None or not found.is_enforced:
        return None
    return None if found.team.owner_id == user.pk and has_second_factor(user) else found
