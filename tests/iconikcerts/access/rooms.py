"""A team with one of everything that an address can name, and what each kind of address answers to whom."""

from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import timedelta
from io import BytesIO
from typing import Any
from uuid import UUID

from allauth.mfa.models import Authenticator
from django.apps import apps
from django.core.cache import cache
from django.core.files.base import ContentFile
from django.db.models import Model
from django.utils import timezone
from PIL import Image

from accounts import file_links
from accounts.models import ApprovalRequest, DataExport, Invitation, SecurityEvent, Team, TeamMember, User
from accounts.services import (
    email_domains,
    invitations,
    legal_texts,
    security_events,
    sessions,
    sign_on,
    token_families,
    tokens,
)
from certificates.models import BulkGenerationJob, ErasureRequest
from certificates.services import intake, single_pictures
from templates_app.models import Asset, BrandColour, BrandFont, BrandLogo, DesignGrant
from templates_app.services import proofs
from tests.factories import (
    make_certificate,
    make_document,
    make_job,
    make_member,
    make_row,
    make_team,
    make_user,
    make_version,
)
from wallet.services import erasure_links

# Stands in every name that the team gives, and on no page that others may see.
MARK = "Zanzibar"
APPS = ("accounts", "billing", "templates_app", "certificates", "wallet", "marketplace")
KEY = "0123456789abcdef"
Rows = dict[str, list[dict[str, Any]]]  # by the name of the model


class Writes:
    """What was written by the statements that passed through it (`connection.execute_wrapper`)."""

    def __init__(self) -> None:
        self._statements: list[str] = []

    def __call__(self, execute: Callable[..., Any], sql: str, *details: Any) -> Any:
        if not sql.startswith("SELECT "):
            self._statements.append(sql)
        return execute(sql, *details)

    def reached(self, model: type[Model]) -> bool:
        return any(model._meta.db_table in statement for statement in self._statements)


@dataclass(slots=True)
class Room:
    """A team; `ids`: a value for every keyword of an address, each of this team; `before`: see `contents`."""

    team: Team
    owner: User
    viewer: User
    ids: dict[str, Any]
    before: Rows = field(default_factory=dict)
    writes: Writes = field(default_factory=Writes)  # of the test that runs
    # Of a job that is not started yet, in place of the one that has ended.
    draft: dict[str, Any] = field(default_factory=dict)

    def now(self) -> Rows:
        """As `contents`, after what the test has written."""
        return contents(self.before, self.writes)

    def variants(self, keywords: tuple[str, ...]) -> list[dict[str, Any]]:
        """`ids` with the job that has ended and, for an address that takes a job, with the one that is not started."""
        return [self.ids, self.ids | self.draft] if self.draft.keys() & set(keywords) else [self.ids]


def furnish() -> Room:
    """Make a team with one of everything."""
    owner = make_user(name=f"Owner of {MARK}")
    team = make_team(f"{MARK} Academy", owner=owner)
    room = Room(team, owner, make_member(team, TeamMember.Role.VIEWER), {"key": KEY})
    for furnisher in (
        _people,
        _designs,
        _second_factor,
        _brand,
        _certificates,
        _tokens,
        _notices,
        _copies,
        _sign_on,
        _texts,
    ):
        room.ids |= furnisher(room)
    room.draft = _draft(room)
    room.before = contents()
    return room


def _notices(room: Room) -> dict[str, Any]:
    kind, facts = SecurityEvent.Kind.MASS_DOWNLOAD, {"certificates": 900}
    event = security_events.raise_for(kind=kind, team=room.team, person=room.owner, facts=facts)
    return {"event_id": event.pk}


def _people(room: Room) -> dict[str, Any]:
    now, token = timezone.now(), "of-the-link-in-the-mail"
    invitation = Invitation.objects.create(
        team=room.team, email=f"{MARK}@example.org".lower(), role=TeamMember.Role.EDITOR,
        token_sha256=invitations.hash_of(token), invited_by=room.owner, sent_at=now,
        expires_at=now + timedelta(days=1),
    )  # fmt: skip
    member = TeamMember.objects.get(team=room.team, user=room.viewer)
    request = ApprovalRequest.objects.create(
        team=room.team, act="design.publish", label=f"{MARK} design", fingerprint="0" * 64, asked_by=room.owner,
        payload={"template": str(UUID(int=0))}, expires_at=now + timedelta(days=1),
    )  # fmt: skip
    return {
        "invitation_id": invitation.pk,
        "member_id": member.pk,
        "token": token,
        "request_id": request.pk,
    }


def _copies(room: Room) -> dict[str, Any]:
    """The copy of the owner's data."""
    now = timezone.now()
    copy = DataExport(
        user=room.owner, state=DataExport.State.READY, ready_at=now, expires_at=now + timedelta(1)
    )
    copy.file.save("copy.zip", ContentFile(MARK.encode()))
    return {"export_id": copy.pk}


def _sign_on(room: Room) -> dict[str, Any]:
    sign_on.set_up_oidc(
        team=room.team,
        issuer=f"https://login.{MARK.lower()}.example",
        client_id=MARK,
        secret=f"secret of {MARK}",
        by=room.owner,
    )
    domain = email_domains.claim(team=room.team, domain=f"{MARK.lower()}.example", by=room.owner)
    return {
        "domain_id": domain.pk,
        "team_slug": room.team.slug,
        "organization_slug": room.team.slug,
    }


def _texts(room: Room) -> dict[str, Any]:
    """A text in a version of the operator's; not the terms, which everybody would be asked about."""
    document = legal_texts.find("privacy")
    legal_texts.publish(document=document, title="Privacy", body="Ours.", note="", asks_again=False, by=None)
    return {"document": document.key}


def _designs(room: Room) -> dict[str, Any]:
    version = make_version(make_document(title=f"{MARK} design"), team=room.team)
    # On another design: what a viewer was granted is tried in tests/templates_app/test_grants.py.
    other = make_version(make_document(title=f"{MARK} third design"), team=room.team).template
    member = TeamMember.objects.get(team=room.team, user=room.viewer)
    grant = DesignGrant.objects.create(template=other, member=member)
    return {
        "template_id": version.template_id,
        "version_id": version.pk,
        "slug": version.template.slug,
        "number": 1,
        "grant_id": grant.pk,
    }


def _second_factor(room: Room) -> dict[str, Any]:
    """A passkey of the owner, and where the owner is logged in."""
    data = {"name": f"{MARK} laptop", "credential": {}}
    key = Authenticator.objects.create(user=room.owner, type=Authenticator.Type.WEBAUTHN, data=data)
    made = sessions.begin(
        user=room.owner, session_key="k" * 32, address="203.0.113.7", user_agent=f"{MARK}/1.0"
    )
    return {"pk": key.pk, "sign_in_id": made.pk}


def _brand(room: Room) -> dict[str, Any]:
    picture = BytesIO()
    Image.new("RGB", (8, 8)).save(picture, "PNG")
    content = picture.getvalue()
    asset = Asset(team=room.team, name=f"{MARK} logo", content_type=Asset.ContentType.PNG, sha256="0" * 64)
    asset.width, asset.height, asset.size = 8, 8, len(content)
    asset.file.save("logo.png", ContentFile(content))
    logo = BrandLogo.objects.create(team=room.team, asset=asset)
    colour = BrandColour.objects.create(team=room.team, name=f"{MARK} blue", colour="#123456")
    font = BrandFont.objects.create(
        team=room.team, family=f"{MARK} Sans", weight=400, style="normal", category="sans", fallback="sans",
        characters="0041", file="fonts/x.woff2", sha256="1" * 64, size=1, licence="Ours", confirmed_name="X",
        confirmed_at=room.team.created_at,
    )  # fmt: skip
    return {"asset_id": asset.pk, "logo_id": logo.pk, "colour_id": colour.pk, "font_id": font.pk}


def _certificates(room: Room) -> dict[str, Any]:
    version = make_version(make_document(title=f"{MARK} second design"), team=room.team)
    job = make_job(version, name=f"{MARK} course", status=BulkGenerationJob.Status.COMPLETED)
    job.output_file.save("certificates.zip", ContentFile(MARK.encode()))
    row = make_row(job, values={"recipient.name": f"Recipient of {MARK}"})
    certificate = make_certificate(row)
    link = file_links.address(kind="certificate", thing=certificate.pk, team=room.team, user=room.owner)
    wish = ErasureRequest.objects.create(team=room.team, address=f"{MARK}@example.org".lower())
    wish.certificates.add(certificate)
    return {
        "wish_id": wish.pk,
        "proof": erasure_links.token(certificate.recipient_email),
        "job_id": job.pk,
        "certificate_id": certificate.pk,
        "code": certificate.code,
        "line": row.line,
        "link": link.removeprefix("/files/"),
    }


def _tokens(room: Room) -> dict[str, Any]:
    token, _ = tokens.create(
        team=room.team,
        by=room.owner,
        name=f"{MARK} token",
        scopes_wanted=["team.view"],
        days=30,
        per_minute=60,
    )
    token_families.begin(user=room.owner, methods=["pwd"], device=f"{MARK}/1.0")
    return {"token_id": token.pk, "family_id": room.owner.token_families.get().pk}


def _draft(room: Room) -> dict[str, Any]:
    """Its list is read, and one row of it needs mending."""
    rows = ["Recipient name,Email,Course", f"Next of {MARK},next@example.org,Chess", ",,Chess"]
    job = intake.create(
        team=room.team,
        by=room.owner,
        version=make_version(make_document(title=f"{MARK} third design"), team=room.team),
        file=ContentFile("\n".join(rows).encode()),
        filename=f"{MARK}.csv",
    )
    return {"job_id": job.pk, "line": 3}


def put_drawn(room: Room) -> None:
    """What lies in the cache for minutes, under keys that addresses carry."""
    cache.set(single_pictures._name(room.team, KEY), {"state": "ready", "content": MARK.encode()}, 60)
    cache.set(proofs._page_name(room.team.pk, KEY, 0), MARK.encode(), 60)


def wrong(values: dict[str, Any]) -> dict[str, Any]:
    """Ids of the same kinds that nothing has."""
    nothing: dict[type, Callable[[Any], Any]] = {
        UUID: lambda _: UUID(int=0),
        int: lambda _: 999_999,
        str: lambda _: "no-such-thing",
    }
    return {key: nothing[type(value)](value) for key, value in values.items()}


def contents(before: Rows | None = None, writes: Writes | None = None) -> Rows:
    """Every row of every table of our apps, to be compared with later: who may not do a thing has changed nothing.

    What `writes` did not reach is taken from `before`: reading sixty tables costs as much as the pages that are tried.
    The trails are left out, and where people are logged in: that somebody was refused may be written down.
    """
    trails = {
        "AuditEvent",
        "AuditParticulars",
        "AuditPending",
        "AuditLink",
        "AuditChain",
        "VerificationLog",
        "SignIn",
    }
    models: list[type[Model]] = [model for app in APPS for model in apps.get_app_config(app).get_models()]
    return {
        model.__name__: before[model.__name__]
        if before and writes and not writes.reached(model)
        else list(model._default_manager.order_by("pk").values())
        for model in models
        if model.__name__ not in trails
    }
