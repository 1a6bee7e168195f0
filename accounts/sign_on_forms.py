"""Forms of single sign-on."""

import re
from typing import Any

import requests
from cryptography import x509
from cryptography.hazmat.primitives.serialization import Encoding
from django import forms
from onelogin.saml2.idp_metadata_parser import OneLogin_Saml2_IdPMetadataParser

from accounts.models import SingleSignOn
from accounts.sso import outside


class AddressForm(forms.Form):
    """Whose single sign-on it is, by the domain of an address."""

    email = forms.EmailField(
        label="Email address", widget=forms.EmailInput(attrs={"autocomplete": "email", "autofocus": True})
    )


class OidcForm(forms.Form):
    """What the identity provider says about the application that was registered there."""

    issuer = forms.CharField(
        max_length=500,
        label="Issuer",
        help_text="For Entra: https://login.microsoftonline.com/your-tenant-id/v2.0",
        widget=forms.URLInput(attrs={"autocomplete": "off", "placeholder": "https://"}),
    )
    client_id = forms.CharField(
        max_length=190,
        label="Client ID",
        help_text="Entra calls it the application (client) ID.",
        widget=forms.TextInput(attrs={"autocomplete": "off"}),
    )
    secret = forms.CharField(
        max_length=500,
        label="Client secret",
        help_text="Kept encrypted, and never shown again.",
        widget=forms.PasswordInput(attrs={"autocomplete": "off"}),
    )

    def __init__(self, *args: Any, connection: SingleSignOn | None, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if connection and connection.sealed_secret:
            self.fields["secret"].required = False
            self.fields["secret"].help_text = "Leave it empty to keep the one that is there."

    def clean_issuer(self) -> str:
        issuer: str = self.cleaned_data["issuer"].strip()
        return issuer.removesuffix("/.well-known/openid-configuration")


class SamlForm(forms.Form):
    """The provider's metadata, by address or pasted; or its four values one by one."""

    metadata = forms.CharField(
        required=False,
        max_length=200_000,
        label="Metadata of the provider",
        help_text="Its address, or the XML itself. Entra calls the address the App Federation Metadata URL.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
    entity_id = forms.CharField(required=False, max_length=500, label="Entity ID of the provider")
    sso_url = forms.CharField(required=False, max_length=500, label="Address for log-in")
    slo_url = forms.CharField(required=False, max_length=500, label="Address for log-out")
    certificate = forms.CharField(
        required=False,
        max_length=20_000,
        label="Certificate that it signs with",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )

    def clean(self) -> dict[str, Any]:
        cleaned: dict[str, Any] = self.cleaned_data
        if text := cleaned.get("metadata", "").strip():
            cleaned |= self._read(text)
        for name in ("entity_id", "sso_url", "certificate"):
            if not cleaned.get(name) and not self.errors:
                self.add_error(name, "This is missing: paste the metadata above, or enter it.")
        if cleaned.get("certificate"):
            cleaned["certificate"] = self._pem(cleaned["certificate"])
        cleaned.pop("metadata", None)
        return cleaned

    def _read(self, text: str) -> dict[str, str]:
        try:
            xml = outside.get(text).content if text.startswith("http") else text.encode()
            idp = OneLogin_Saml2_IdPMetadataParser.parse(xml)["idp"]
            signing = idp.get("x509certMulti", {}).get("signing") or [idp["x509cert"]]
            return {
                "entity_id": idp["entityId"],
                "sso_url": idp["singleSignOnService"]["url"],
                "slo_url": idp.get("singleLogoutService", {}).get("url", ""),
                "certificate": signing[0],
            }
        except requests.RequestException as fault:
            reason = str(fault) if isinstance(fault, outside.Refused) else "It cannot be reached."
            self.add_error("metadata", f"The metadata at this address cannot be read. {reason}")
        except Exception:
            self.add_error(
                "metadata", "This is no metadata of an identity provider with log-in and certificate."
            )
        return {}

    def _pem(self, text: str) -> str:
        body = "".join(re.sub(r"-----[A-Z ]+-----", "", text).split())
        pem = f"-----BEGIN CERTIFICATE-----\n{body}\n-----END CERTIFICATE-----\n"
        try:
            return x509.load_pem_x509_certificate(pem.encode()).public_bytes(Encoding.PEM).decode()
        except ValueError:
            self.add_error("certificate", "This is no X.509 certificate in PEM form.")
            return ""


class RulesForm(forms.Form):
    """Who must come by it, and what it counts for."""

    is_enforced = forms.BooleanField(
        required=False, label="People of the proven domains log in by single sign-on alone"
    )
    is_second_factor = forms.BooleanField(
        required=False, label="It counts as the second factor that the team asks for"
    )
    default_role = forms.ChoiceField(
        choices=SingleSignOn.DefaultRole.choices,
        label="Role of people who come for the first time",
    )


class DomainForm(forms.Form):
    """A domain of email addresses."""

    domain = forms.CharField(
        max_length=253,
        label="Domain",
        help_text="What stands after the @ in your people's addresses.",
        widget=forms.TextInput(
            attrs={"autocomplete": "off", "placeholder": "school.example", "spellcheck": "false"}
        ),
    )
