"""The addresses of SAML, as django-allauth names them; a log-in begins at our own (`accounts.views.sso`)."""

from django.urls import path

from accounts.views import saml

urlpatterns = [
    path("saml/<slug:organization_slug>/acs/", saml.acs, name="saml_acs"),
    path("saml/<slug:organization_slug>/acs/finish/", saml.finish, name="saml_finish_acs"),
    path("saml/<slug:organization_slug>/sls/", saml.log_out, name="saml_sls"),
    path("saml/<slug:organization_slug>/metadata/", saml.metadata, name="saml_metadata"),
]
