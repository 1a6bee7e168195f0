"""Addresses of the pages about a team's people, approvals and how long things are kept; part of `accounts.urls`."""

from django.urls import path

from accounts.views import approvals, invitations, members, ownership, retention

urlpatterns = [
    path("team/owner", ownership.transfer, name="transfer_team"),
    path("team/delete", ownership.delete, name="delete_team"),
    path("team/keep", ownership.keep, name="keep_team"),
    path("team/leave", members.leave, name="leave_team"),
    path("team/members", members.members, name="members"),
    path("team/members/<uuid:member_id>/role", members.change_role, name="member_role"),
    path("team/members/<uuid:member_id>/remove", members.remove, name="remove_member"),
    path("team/invitations/<uuid:invitation_id>/resend", members.resend, name="resend_invitation"),
    path("team/invitations/<uuid:invitation_id>/withdraw", members.withdraw, name="withdraw_invitation"),
    path("invitations/<str:token>", invitations.invitation, name="invitation"),
    path("team/privacy", retention.overview, name="team_privacy"),
    path("team/privacy/preview", retention.preview, name="retention_preview"),
    path("team/privacy/rules", retention.set_rules, name="retention_rules"),
    path("team/privacy/pause", retention.hold, name="retention_hold"),
    path("team/privacy/resume", retention.release, name="retention_release"),
    path("team/approvals", approvals.approvals, name="approvals"),
    path("team/approvals/rules", approvals.rules, name="approval_rules"),
    path("team/approvals/<uuid:request_id>", approvals.approval, name="approval"),
    path("team/approvals/<uuid:request_id>/approve", approvals.approve, name="approve"),
    path("team/approvals/<uuid:request_id>/refuse", approvals.refuse, name="refuse"),
    path("team/approvals/<uuid:request_id>/withdraw", approvals.withdraw, name="withdraw_request"),
]
