"""Forms of single sign-on."""

from typing import Any

from django import forms

from accounts.models import SingleSignOn
from accounts.sso import metadata


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
    """The provider's metadata, by address or pasted; or its values one by one."""

    metadata = forms.CharField(
        required=False,
        max_length=200_000,
        label="Metadata of the provider",
        help_text="Its address, which we read again each day, or the XML itself. Entra calls it the App Federation Metadata URL.",
        widget=forms.Textarea(attrs={"rows": 3, "autocomplete": "off", "spellcheck": "false"}),
    )
    entity_id = forms.CharField(required=False, max_length=500, label="Entity ID of the provider")
    sso_url = forms.CharField(required=False, max_length=500, label="Address for log-in")
    slo_url = forms.CharField(required=False, max_length=500, label="Address for log-out")
    certificate = forms.CharField(
        required=False,
        max_length=20_000,
        label="Certificates that it signs with",
        help_text="In PEM form; while it changes them, the old one and the new one below each other.",
        widget=forms.Textarea(attrs={"rows": 4, "autocomplete": "off", "spellcheck": "false"}),
    )
    email_attribute = forms.CharField(
        required=False,
        max_length=200,
        label="Attribute with the email address",
        help_text="Left empty, we look for the usual ones: emailaddress, mail, email.",
    )
    name_attribute = forms.CharField(
        required=False,
        max_length=200,
        label="Attribute with the name",
        help_text="Left empty, we look for display name, then for given name and surname.",
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
        is_address = text.startswith("http")
        try:
            told = metadata.fetch(text) if is_address else metadata.read(text.encode())
        except metadata.Unreadable as fault:
            self.add_error("metadata", str(fault))
            return {}
        return {
            "entity_id": told.entity_id,
            "sso_url": told.sso_url,
            "slo_url": told.slo_url,
            "certificate": told.certificates,
            "metadata_url": text if is_address else "",
        }

    def _pem(self, text: str) -> str:
        try:
            return metadata.pem_of(text)
        except metadata.Unreadable as fault:
            self.add_error("certificate", str(fault))
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
