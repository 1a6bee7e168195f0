"""Single sign-on of teams: what we add to django-allauth's OpenID Connect and SAML, and against what they let through."""
