"""People, teams and the trail of what they did."""

from accounts.models.approval import ApprovalRequest, ApprovalRule, ApprovalTarget
from accounts.models.audit import (
    SITE_CHAIN,
    AuditChain,
    AuditEvent,
    AuditLink,
    AuditParticulars,
    AuditPending,
)
from accounts.models.consent import Consent
from accounts.models.invitation import Invitation
from accounts.models.jwt import DeniedToken, RefreshToken, SigningKey, TokenFamily
from accounts.models.legal import LegalText
from accounts.models.news import News, NewsDelivery
from accounts.models.privacy import DataExport, ErasureReceipt
from accounts.models.quarantine import QuarantinedUpload
from accounts.models.retention import RetentionHold, RetentionRule, RetentionRun
from accounts.models.security import SecurityEvent
from accounts.models.session import SignIn
from accounts.models.sign_on import EmailDomain, SingleSignOn
from accounts.models.team import Team, TeamMember
from accounts.models.token import ApiToken, ApiTokenUse
from accounts.models.user import User

__all__ = [
    "SITE_CHAIN",
    "ApiToken",
    "ApiTokenUse",
    "ApprovalRequest",
    "ApprovalRule",
    "ApprovalTarget",
    "AuditChain",
    "AuditEvent",
    "AuditLink",
    "AuditParticulars",
    "AuditPending",
    "Consent",
    "DataExport",
    "DeniedToken",
    "EmailDomain",
    "ErasureReceipt",
    "Invitation",
    "LegalText",
    "News",
    "NewsDelivery",
    "QuarantinedUpload",
    "RefreshToken",
    "RetentionHold",
    "RetentionRule",
    "RetentionRun",
    "SecurityEvent",
    "SignIn",
    "SigningKey",
    "SingleSignOn",
    "Team",
    "TeamMember",
    "TokenFamily",
    "User",
]
