"""Reads about people and teams."""

from uuid import UUID

from allauth.account.models import EmailAddress
from allauth.mfa.models import Authenticator
from django.db.models import Exists, OuterRef, QuerySet

from accounts import permissions
from accounts.models import ApprovalRequest, Invitation, SingleSignOn, Team, TeamMember, User
from iconikcerts.common.errors import NotFound

SHOWN_REQUESTS = 3  # of approval, on the page of what they are about


def memberships_of(user: User) -> list[TeamMember]:
    """The user's places in teams, with the teams: the personal one first, then by name."""
    found = TeamMember.objects.filter(user=user).select_related("team")
    return list(found.order_by("-team__is_personal", "team__name"))


def has_confirmed_address(user: User) -> bool:
    """Whether the address that the person is known by was proven to be theirs."""
    return owns_address(user, user.email)


def owns_address(user: User, email: str) -> bool:
    """Whether the person has proven that this address is theirs."""
    own = EmailAddress.objects.filter(user=user, email__iexact=email, verified=True)
    return bool(email) and bool(own.exists())


def has_second_factor(user: User) -> bool:
    """Whether the person has an authenticator app or a passkey. Recovery codes alone are none."""
    factors = Authenticator.objects.filter(user=user).exclude(type=Authenticator.Type.RECOVERY_CODES)
    return bool(factors.exists())


def membership(*, team: Team, user: User) -> TeamMember | None:
    """The person's place in a team, None outside of it."""
    return TeamMember.objects.filter(team=team, user=user).first()


def members_of(team: Team) -> list[TeamMember]:
    """The members of a team with the people, the owner first, then by role and name."""
    found = TeamMember.objects.filter(team=team).select_related("user")
    return sorted(
        found, key=lambda each: (-permissions.rank(each.role), each.user.get_full_name().casefold())
    )


def member(*, team: Team, member_id: UUID) -> TeamMember:
    """A member of this team. Raises NotFound for those of others."""
    found = TeamMember.objects.filter(team=team, pk=member_id).select_related("team", "user").first()
    if found is None:
        raise NotFound("Nobody of that kind is in this team.", mend="Look at the list of members again.")
    return found


def open_invitations(team: Team) -> list[Invitation]:
    """Invitations that nobody has answered, the newest first."""
    found = Invitation.objects.for_team(team).open().select_related("invited_by")
    return list(found.order_by("-sent_at"))


def invitation(*, team: Team, invitation_id: UUID) -> Invitation:
    """An invitation of this team. Raises NotFound for those of others."""
    found = Invitation.objects.for_team(team).filter(pk=invitation_id).select_related("team").first()
    if found is None:
        raise NotFound("There is no such invitation.", mend="Look at the list of members again.")
    return found


def approval_requests(team: Team) -> QuerySet[ApprovalRequest]:
    """All requests of a team with their people, the newest first."""
    found = ApprovalRequest.objects.for_team(team).select_related("asked_by", "decided_by")
    return found.order_by("-created_at", "-id")


def approval_request(*, team: Team, request_id: UUID) -> ApprovalRequest:
    """A request of this team. Raises NotFound for those of others."""
    found = approval_requests(team).select_related("team").filter(pk=request_id).first()
    if found is None:
        raise NotFound("There is no such request.", mend="Look at the list of approvals again.")
    return found


def approvals_about(*, team: Team, target_id: UUID, act: str = "") -> list[ApprovalRequest]:
    """The last requests about one thing, the newest first: what its page says of them."""
    found = approval_requests(team).filter(targets__target_id=target_id)
    return list((found.filter(act=act) if act else found)[:SHOWN_REQUESTS])


def confirmed_addresses(user: User) -> list[str]:
    """The addresses that the person has proven to be theirs, in small letters."""
    own = EmailAddress.objects.filter(user=user, verified=True).values_list("email", flat=True)
    return sorted({email.lower() for email in own})


def teams_alone(user: User) -> QuerySet[Team]:
    """The teams that the person owns and nobody else is in: they close with the account."""
    others = TeamMember.objects.filter(team=OuterRef("pk")).exclude(user=user)
    return Team.objects.filter(owner=user).exclude(Exists(others))


def teams_shared(user: User) -> QuerySet[Team]:
    """The teams that the person owns and others are in."""
    return Team.objects.filter(owner=user).exclude(pk__in=teams_alone(user).values("pk"))


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
