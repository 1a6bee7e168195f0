"""What stands on the pages of one's own account and of the operators: log-ins, notices, copies, receipts, reset links."""

from __future__ import annotations

import io
from collections.abc import Mapping
from datetime import timedelta

from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import admin
from django.core.files.base import ContentFile
from django.utils import timezone
from django.utils.crypto import get_random_string
from PIL import Image

from accounts import throttle
from accounts.models import DataExport, ErasureReceipt, QuarantinedUpload, SecurityEvent, Team, User
from accounts.services import erasure_receipts, security_events, sessions
from iconikcerts.common import ratelimit
from scripts.shots.more_people import LOCKED_ADDRESS
from scripts.shots.shot import Who
from templates_app.services import assets
from wallet.models import ProblemReport
from wallet.services import problems

Facts = dict[str, str]
DEVICES = (
    ("203.0.113.7", "Mozilla/5.0 (Windows NT 10.0; Win64; x64) AppleWebKit/537.36 Chrome/142.0.0.0 Safari/537.36"),
    ("2001:db8:85a3::8a2e:370:7334", "Mozilla/5.0 (iPhone; CPU iPhone OS 19_1 like Mac OS X) Version/19.1 Mobile Safari/604.1"),
    ("198.51.100.23", "Mozilla/5.0 (X11; Linux x86_64; rv:145.0) Gecko/20100101 Firefox/145.0"),
)  # fmt: skip


def make(people: Mapping[Who, User], code: str) -> Facts:
    """`code`: of a certificate that somebody reports a problem with."""
    guarded, viewer = people[Who.GUARDED], people[Who.VIEWER]
    for back, (address, program) in enumerate(DEVICES):
        made = sessions.begin(
            user=guarded, session_key=get_random_string(32), address=address, user_agent=program
        )
        type(made).objects.filter(pk=made.pk).update(last_seen_at=timezone.now() - timedelta(hours=29 * back))
    _notices(guarded)
    _copies(guarded, viewer)
    _lock(LOCKED_ADDRESS)
    _for_operators(people[Who.OWNER], code)
    receipt = erasure_receipts.write(
        kind=ErasureReceipt.Kind.ACCOUNT, counts={"account": 3, "invitations": 1, "sessions": 4}
    )
    return {
        "receipt": erasure_receipts.grouped(receipt.code),
        "reset.uid": user_pk_to_url_str(guarded),
        "reset.key": default_token_generator.make_token(guarded),
        "locked": LOCKED_ADDRESS,
    }


def _notices(user: User) -> None:
    kind = SecurityEvent.Kind
    team = Team.objects.get(owner=user, is_personal=False)
    security_events.raise_for(kind=kind.NEW_DEVICE, person=user, facts={"device": "Firefox on Linux"})
    security_events.raise_for(kind=kind.NEW_PLACE, person=user, facts={})
    security_events.raise_for(
        kind=kind.MASS_DOWNLOAD, team=team, person=team.owner, facts={"certificates": 1240}
    )
    security_events.raise_for(kind=kind.MANY_FAILURES, facts={"failures": 312})


def _copies(ready: User, packing: User) -> None:
    now = timezone.now()
    export = DataExport(
        user=ready, state=DataExport.State.READY, size=1_482_000, ready_at=now, expires_at=now + timedelta(6)
    )
    export.file.save("exports/copy.zip", ContentFile(b"a copy"))
    DataExport.objects.create(user=packing, state=DataExport.State.WORKING)


def _lock(address: str) -> None:
    """So many failures from everywhere that no unknown device may try this address for now."""
    limit = ratelimit.Limit("login-address", throttle.settings.LOGIN_FAILURES_PER_ADDRESS, throttle.HOUR)
    for _ in range(limit.times):
        ratelimit.wait(limit, throttle._digest(address))


def _for_operators(owner: User, code: str) -> None:
    team = Team.objects.get(owner=owner, is_personal=False)
    upload = QuarantinedUpload(
        team=team, user=owner, name="graduates 2026.csv", found="Win.Test.EICAR_HDB-1", size=68, sha256="275a021b" * 8,
        path="/jobs/6f2ff5d4-6a1a-4a55-9bc6-0f5b6a1f2f3c/recipients",
    )  # fmt: skip
    upload.file.save("kept.z", ContentFile(b"packed"))
    picture = io.BytesIO()
    Image.new("RGB", (320, 120), "#264683").save(picture, "PNG")
    other = Team.objects.get(name="Old Mill Pottery")
    assets.upload(team=other, file=ContentFile(picture.getvalue(), "Crest.png"), by=other.owner)
    problems.report(
        code=code,
        kind=ProblemReport.Kind.values[0],
        message="The name on this certificate is spelt with one t, and the person writes it with two.",
        contact="registrar@example.org",
        address="203.0.113.9",
    )


def of_the_admin() -> Facts:
    """The newest thing of each kind that the operators' desk knows; people and teams that have something to show."""
    facts = {}
    for model in admin.site._registry:
        found = model._default_manager.order_by("pk").last()
        facts[f"admin.{model._meta.model_name}"] = str(found.pk) if found else ""
    facts["admin.user"] = str(User.objects.get(email="noor@example.org").pk)
    facts["admin.team"] = str(Team.objects.get(name="Riverside Academy").pk)
    return facts
