"""Where django-allauth looks for the providers that an app brings."""

from accounts.sso.oidc import TeamOpenIDConnectProvider
from accounts.sso.saml import TeamSAMLProvider

provider_classes = [TeamOpenIDConnectProvider, TeamSAMLProvider]
