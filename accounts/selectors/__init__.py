"""Reads about people, teams, and how people log in."""

from .people import confirmed_addresses, has_confirmed_address, has_second_factor, owns_address
from .requests import approval_request, approval_requests, approvals_about, invitation, open_invitations
from .sessions import sign_ins_of, why_ended
from .sign_on import domain_of, must_sign_on, sign_on_of
from .teams import member, members_of, membership, memberships_of, teams_alone, teams_shared

__all__ = [
    "approval_request",
    "approval_requests",
    "approvals_about",
    "confirmed_addresses",
    "domain_of",
    "has_confirmed_address",
    "has_second_factor",
    "invitation",
    "member",
    "members_of",
    "membership",
    "memberships_of",
    "must_sign_on",
    "open_invitations",
    "owns_address",
    "sign_ins_of",
    "sign_on_of",
    "teams_alone",
    "teams_shared",
    "why_ended",
]
