"""Single sign-on as people meet it: an owner sets SAML up and checks it, a newcomer comes by the provider's own page."""

import re

import pytest
import requests
from django.conf import settings
from django.core.cache import cache
from django.test import Client
from django.utils import timezone
from playwright.sync_api import Page, expect

from accounts.http import SESSION_KEY
from accounts.models import EmailDomain, SingleSignOn, Team, User
from tests.accounts.factors import prove
from tests.servers import IdentityProviderProcess, WebProcess


@pytest.fixture
def site(live_server_process: WebProcess) -> str:
    cache.clear()
    return live_server_process.url


def log_in_just_now(page: Page, site: str, team: Team) -> None:
    """Have the owner's session of a moment ago, so that nobody is asked again who it is."""
    client = Client()
    client.force_login(team.owner)
    prove(client, team.owner)
    session = client.session
    session[SESSION_KEY] = str(team.pk)
    session.save()
    key = client.cookies[settings.SESSION_COOKIE_NAME].value
    page.context.add_cookies([{"name": settings.SESSION_COOKIE_NAME, "value": key, "url": site}])


def test_saml_from_the_settings_to_the_first_log_in(
    browser_page: Page, site: str, team: Team, identity_provider: IdentityProviderProcess
) -> None:
    page = browser_page
    requests.post(f"{identity_provider.url}/publish", "ours", timeout=10)
    log_in_just_now(page, site, team)
    page.goto(f"{site}/team/sign-on/saml")
    page.get_by_label("Metadata of the provider").fill(f"{identity_provider.url}/metadata")
    page.get_by_role("button", name="Save").click()
    page.get_by_role("button", name="Check", exact=True).click()
    expect(page.get_by_text("The settings fit.")).to_be_visible()
    EmailDomain.objects.create(team=team, domain="lumen.example", token="x", verified_at=timezone.now())
    ours = requests.get(f"{site}/accounts/saml/{team.slug}/metadata/", timeout=10)
    requests.post(f"{identity_provider.url}/meet", ours.content, timeout=10)

    page.context.clear_cookies()
    page.goto(f"{site}/accounts/login/")
    page.get_by_label("Email").fill("anna@lumen.example")
    page.get_by_role("button", name="Log in", exact=True).click()
    page.get_by_role("button", name="Continue with single sign-on").click()
    page.get_by_label("Name").fill("anna@lumen.example")
    page.get_by_role("button", name="Log in at Lumen").click()
    expect(page.get_by_label("Email")).to_be_disabled()
    page.get_by_label("I accept the terms of use").check()
    page.get_by_role("button", name="Create account").click()

    expect(page).to_have_url(re.compile("/dashboard$"))
    anna = User.objects.get(email="anna@lumen.example")
    assert (anna.name, team.members.get(user=anna).role) == ("Anna Berg", "viewer")
    assert SingleSignOn.objects.get(team=team).metadata_url == f"{identity_provider.url}/metadata"
