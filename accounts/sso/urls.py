"""What stands in place of django-allauth's: log-in and sign-up, which lead on to organisations; and SAML, whose log-ins
begin at an address of ours (`accounts.views.sso`)."""

from django.urls import path

from accounts.views import entrance, saml

urlpatterns = [
    path("login/", entrance.log_in, name="account_login"),
    path("signup/", entrance.sign_up, name="account_signup"),
    path("saml/<slug:organization_slug>/acs/", saml.acs, name="saml_acs"),
    path("saml/<slug:organization_slug>/acs/finish/", saml.finish, name="saml_finish_acs"),
    path("saml/<slug:organization_slug>/sls/", saml.log_out, name="saml_sls"),
    path("saml/<slug:organization_slug>/metadata/", saml.metadata, name="saml_metadata"),
]
