"""Forms of people who come by Google, Microsoft, GitHub or the single sign-on of a team."""

from typing import Any

from allauth.socialaccount import forms as allauth

from accounts.forms.agreement import Agreements
from accounts.sso import apps


class SocialSignupForm(Agreements, allauth.SignupForm):
    """What a newcomer agrees to; and the address, where the provider has told none that it has verified itself."""

    field_order = ("email", "terms", "news")

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        login = self.sociallogin
        proven = {each.email.lower() for each in login.email_addresses if each.verified}
        if apps.is_ours(str(login.account.provider)) or self.initial.get("email", "").lower() in proven:
            self.fields["email"].disabled = True  # what is sent for it counts for nothing
