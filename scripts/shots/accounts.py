"""The people of the pictures: with a team and without, with second factors and without; and their sessions."""

from __future__ import annotations

import time
from collections.abc import Mapping

from allauth.account.internal.flows.login import (
    _AUTHENTICATION_METHODS_USER_SESSION_KEY,
    AUTHENTICATION_METHODS_SESSION_KEY,
)
from allauth.account.internal.userkit import user_id_to_str
from allauth.mfa.models import Authenticator
from allauth.mfa.recovery_codes.internal.auth import RecoveryCodes
from allauth.mfa.totp.internal.auth import TOTP
from allauth.socialaccount.models import SocialAccount
from django.contrib.auth import BACKEND_SESSION_KEY, HASH_SESSION_KEY, SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore
from django.utils import timezone

from accounts.models import Consent, EmailDomain, Team, TeamMember, User
from accounts.purposes import ACCOUNT
from accounts.services import consents, email_domains, legal_texts, sign_on, teams, unsubscribing, users
from scripts.shots import keeping, more_people
from scripts.shots.shot import Who

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
CLUB = "Harbour Diving School"
GUARDED_ADDRESS, PASSWORD = "noor@example.org", "seven-quiet-herons"
APP_KEY = "JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP"
# What a device answered when it was added (W3C Web Authentication); pages list its name and offer it.
PASSKEY = {
    "id": "PqHX9E0NGxW9x7VCUFIC4IlPQJg9dWwp5bX7PaRGAb4",
    "rawId": "PqHX9E0NGxW9x7VCUFIC4IlPQJg9dWwp5bX7PaRGAb4",
    "type": "public-key",
    "response": {
        "clientDataJSON": "eyJ0eXBlIjogIndlYmF1dGhuLmNyZWF0ZSIsICJjaGFsbGVuZ2UiOiAiQUFBQUFBQUFBQUFBQUFBQUFBQUFB"
        "QUFBQUFBQUFBQUFBQUFBQUFBQUFBQSIsICJvcmlnaW4iOiAiaHR0cDovL2xvY2FsaG9zdCJ9",
        "attestationObject": "o2NmbXRkbm9uZWdhdHRTdG10oGhhdXRoRGF0YVikSZYN5YgOjGh0NBcPZHZgW4_krrmihjLHmVzzuoMdl2NFAAAA"
        "AQAAAAAAAAAAAAAAAAAAAAAAID6h1_RNDRsVvce1QlBSAuCJT0CYPXVsKeW1-z2kRgG-pQECAyYgASFYIIwrkJxo6WSPkbYiSaOTM0c11gjU"
        "UyHiKcT6TJ3FnNAtIlggLFccAZhSFgsvYKZIoTVS69M4160w0MMJT-rdqofHLHQ",
    },
    "clientExtensionResults": {"credProps": {"rk": True}},
}


def everybody(owner: User, team: Team) -> dict[Who, User]:
    """Who looks at pages. The newcomer's address is not confirmed; all others are."""
    newcomer = users.register(email="lev@example.org", name="Lev Petrov", password=None)
    viewer = users.register(email="mei@example.org", name="Mei Chen", password=None)
    TeamMember.objects.create(team=team, user=viewer, role=TeamMember.Role.VIEWER)
    guarded = _guarded()
    asked = users.register(email="tomas@example.org", name="Tomás Vidal", password=None)
    club = teams.create(name=CLUB, by=guarded)
    teams.require_second_factor(team=club, is_required=True, by=guarded)
    _sign_on(club)
    keeping.pause(club)
    TeamMember.objects.create(team=club, user=asked, role=TeamMember.Role.EDITOR)
    found = {
        Who.OWNER: owner,
        Who.NEWCOMER: newcomer,
        Who.VIEWER: viewer,
        Who.GUARDED: guarded,
        Who.ASKED: asked,
        Who.UNDECIDED: users.register(email="ravi@example.org", name="Ravi Iyer", password=None),
        **more_people.everybody(),
    }
    for user in found.values():
        user.emailaddress_set.create(email=user.email, verified=user is not newcomer, primary=True)
    _terms(found)
    guarded.emailaddress_set.create(email="noor.haddad@harbour-diving.example", verified=True)
    guarded.emailaddress_set.create(email="noor@new-address.example", verified=False)
    return found


def _terms(people: Mapping[Who, User]) -> None:
    """A second version of the terms, which everybody has accepted but one who knows the first."""
    give, way = consents.give, Consent.Way.SIGN_UP
    first = legal_texts.in_force(ACCOUNT.document)
    give(user=people[Who.UNDECIDED], purpose=ACCOUNT, way=way)
    body = first.body.replace("We cannot promise", "Twice a year we try out our backups. We cannot promise")
    legal_texts.publish(
        document=ACCOUNT.document, title=first.title, body=body, note="Says what is done about backups.",
        asks_again=True, by=None,
    )  # fmt: skip
    for who, user in people.items():
        if who is not Who.UNDECIDED:
            give(user=user, purpose=ACCOUNT, way=way)


def _sign_on(club: Team) -> None:
    """Single sign-on with two domains, one of them proven."""
    by = club.owner
    sign_on.set_up_oidc(
        team=club,
        issuer="https://login.microsoftonline.com/4f2c7d0e-6b1a-4c3d-9e8f-0a1b2c3d4e5f/v2.0",
        client_id="9d3f1c52-7a84-4b6e-8f10-2c5d7e9a0b31",
        secret="never shown",  # noqa: S106 - of no provider
        by=by,
    )
    email_domains.claim(team=club, domain="harbour-diving.example", by=by)
    EmailDomain.objects.filter(team=club).update(verified_at=timezone.now())
    email_domains.claim(team=club, domain="dive-harbour.example", by=by)


def _guarded() -> User:
    """Has each kind of second factor."""
    user = users.register(email=GUARDED_ADDRESS, name="Noor Haddad", password=PASSWORD)
    TOTP.activate(user, APP_KEY)
    RecoveryCodes.activate(user)
    for name in ("Laptop", "Key on my ring"):
        data = {"name": name, "credential": PASSKEY}
        Authenticator.objects.create(user=user, type=Authenticator.Type.WEBAUTHN, data=data)
    SocialAccount.objects.create(
        user=user, provider="google", uid="1", extra_data={"email": GUARDED_ADDRESS, "name": user.name}
    )
    return user


def facts() -> dict[str, str]:
    """How somebody with second factors logs in, and one of the passkeys."""
    key = Authenticator.objects.filter(type=Authenticator.Type.WEBAUTHN).latest("pk")
    reader = User.objects.get(email=GUARDED_ADDRESS)
    return {
        "guarded.address": GUARDED_ADDRESS,
        "guarded.password": PASSWORD,
        "passkey": str(key.pk),
        "unsubscribe": unsubscribing.address(user=reader).rpartition("/")[2],
    }


def session(user: User) -> str:
    """The key of a session as the log-in makes one."""
    store = SessionStore()
    store[SESSION_KEY] = str(user.pk)
    store[BACKEND_SESSION_KEY] = BACKEND
    store[HASH_SESSION_KEY] = user.get_session_auth_hash()
    store[_AUTHENTICATION_METHODS_USER_SESSION_KEY] = user_id_to_str(user)
    store[AUTHENTICATION_METHODS_SESSION_KEY] = [{"method": "password", "at": time.time()}]
    store.create()
    return str(store.session_key)
