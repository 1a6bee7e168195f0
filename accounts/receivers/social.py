"""Accounts at other sites that one logs in with."""

from typing import Any

from allauth.socialaccount import signals as social
from allauth.socialaccount.models import SocialAccount, SocialLogin
from django.dispatch import receiver

from accounts import audit
from accounts.models import User


@receiver(social.social_account_added, dispatch_uid="audit-social-added")
def added(sociallogin: SocialLogin, **_: Any) -> None:
    _record(sociallogin.user, "social_account.add", sociallogin.account)


@receiver(social.social_account_removed, dispatch_uid="audit-social-removed")
def removed(socialaccount: SocialAccount, **_: Any) -> None:
    _record(socialaccount.user, "social_account.remove", socialaccount)


def _record(user: User, action: str, account: SocialAccount) -> None:
    audit.record(team=None, by=user, action=action, target=user, provider=str(account.provider))
