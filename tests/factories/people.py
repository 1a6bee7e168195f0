"""People and teams."""

from itertools import count

from allauth.mfa.totp.internal.auth import TOTP, generate_totp_secret

from accounts.models import Team, TeamMember, User
from accounts.services import teams, users

PASSWORD = "correct-horse-battery"
_numbers = count(1)


def make_user(email: str = "", *, name: str = "Amina Okonkwo", password: str | None = PASSWORD) -> User:
    """A registered user with a personal team, who logs in by PASSWORD."""
    return users.register(email=email or f"person{next(_numbers)}@example.org", name=name, password=password)


def make_team(
    name: str = "Lumen Academy", *, owner: User | None = None, tier: Team.Tier = Team.Tier.FREE
) -> Team:
    """A shared team; its owner is its administrator."""
    team = teams.create(name=name, by=owner or make_user())
    if tier != team.tier:
        team.tier = tier
        team.save(update_fields=["tier"])
    return team


def make_member(team: Team, role: TeamMember.Role, *, user: User | None = None) -> User:
    """A user with that role in the team."""
    user = user or make_user()
    TeamMember.objects.update_or_create(team=team, user=user, defaults={"role": role})
    return user


def make_operator(email: str = "operator@example.org", *, is_superuser: bool = True) -> User:
    """Staff with an authenticator app, who may enter the admin."""
    user = make_user(email, name="Olu Bright")
    user.is_staff, user.is_superuser = True, is_superuser
    user.save()
    TOTP.activate(user, generate_totp_secret())
    return user
