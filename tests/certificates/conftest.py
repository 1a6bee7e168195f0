"""A team with a design, and jobs made from CSV text, through the product's own services."""

import io
from collections.abc import Callable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

import pikepdf
import pytest
from django.core.files import File
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import Team, TeamMember, User
from accounts.services import teams, users
from certificates.models import BulkGenerationJob
from certificates.options import JobOptions
from certificates.services import intake, issuing, jobs, outbox
from templates_app.models import TemplateVersion
from templates_app.rendering import RenderedPdf, RenderFailure, RenderWarning
from templates_app.services import templates
from tests.factories.certificates import ISSUED_ON, make_certificate, make_job, make_row
from tests.factories.designs import make_version
from tests.servers import Mailbox

DOCUMENT: dict[str, Any] = {
    "version": 1,
    "title": "Plain",
    "language": "en",
    "direction": "ltr",
    "bleed": 0,
    "fields": [
        {"key": "recipient.name", "label": "Recipient name", "type": "text", "required": True},
        {"key": "course.title", "label": "Course", "type": "text", "required": True},
    ],
    "pages": [
        {
            "width": 297,
            "height": 210,
            "background": "#ffffff",
            "elements": [
                {
                    "id": "name",
                    "type": "text",
                    "x": 20,
                    "y": 80,
                    "width": 257,
                    "height": 30,
                    "text": "{recipient.name}",
                    "font": {"family": "Inter", "weight": 400, "style": "normal"},
                    "size": 28,
                    "minSize": 8,
                    "fit": "shrink",
                    "fill": "#111111",
                },
                {"id": "qr", "type": "qr", "x": 20, "y": 160, "width": 30, "height": 30},
            ],
        }
    ],
}
TEN = "Name,Course\n" + "".join(f"Person {n},Chess\n" for n in range(1, 11))

Render = Callable[..., Iterator[RenderedPdf | RenderFailure]]


@pytest.fixture(autouse=True)
def _own_files(settings: Settings, tmp_path: Path) -> None:
    """Each test has its files for itself."""
    settings.MEDIA_ROOT = str(tmp_path / "media")


@pytest.fixture
def team(db: None) -> Team:
    user = users.register(email="ana@example.org", name="Ana", password="correct horse battery")
    return teams.create(name="Riverside Academy", by=user)


@pytest.fixture
def client_of(team: Team) -> Callable[[User], Client]:
    """A browser session of a user in the team of the tests."""

    def make(user: User) -> Client:
        client = Client()
        client.force_login(user)
        session = client.session
        session["team"] = str(team.pk)
        session.save()
        return client

    return make


@pytest.fixture
def editor(client_of: Callable[[User], Client], team: Team) -> Client:
    return client_of(team.owner)


@pytest.fixture
def stranger(client_of: Callable[[User], Client]) -> Client:
    """Somebody of another team whose session claims to be in this one."""
    return client_of(users.register(email="eve@example.org", name="Eve", password="correct horse battery"))


@pytest.fixture
def viewer(client_of: Callable[[User], Client], team: Team) -> Client:
    user = users.register(email="vic@example.org", name="Vic", password="correct horse battery")
    TeamMember.objects.create(team=team, user=user, role=TeamMember.Role.VIEWER)
    return client_of(user)


@pytest.fixture
def version(team: Team) -> TemplateVersion:
    template = templates.create(team=team, name="Plain", document=DOCUMENT, by=team.owner)
    return templates.publish(template=template, by=team.owner)


@pytest.fixture
def draft(team: Team, version: TemplateVersion) -> Callable[..., BulkGenerationJob]:
    """Makes a draft job from the text of a CSV file."""

    def make(text: str = TEN, **more: Any) -> BulkGenerationJob:
        file = File(io.BytesIO(text.encode()), name="people.csv")
        return intake.create(
            team=team, by=team.owner, version=version, file=file, filename="people.csv", **more
        )

    return make


@pytest.fixture
def started(draft: Callable[..., BulkGenerationJob]) -> Callable[..., BulkGenerationJob]:
    """Makes a job that runs, with nobody working on it."""

    def make(text: str = TEN, **options: str) -> BulkGenerationJob:
        job = draft(text)
        return jobs.start(job=job, by=job.creator, options=JobOptions(**options), queue=False)

    return make


def small_pdf(text: str) -> bytes:
    """A real PDF whose title is `text`."""
    out = io.BytesIO()
    with pikepdf.new() as pdf:
        pdf.add_blank_page(page_size=(842, 595))
        pdf.docinfo["/Title"] = text
        pdf.save(out)
    return out.getvalue()


@pytest.fixture
def renderer(monkeypatch: pytest.MonkeyPatch) -> "FakeRenderer":
    """The engine's interface without a browser; tests/rendering and tests/e2e use the real one."""
    fake = FakeRenderer()
    monkeypatch.setattr(issuing, "render_pdfs", fake)
    return fake


class FakeRenderer:
    """Makes a small PDF for each row; fails the names in `bad`, warns of those in `doubts` with a code; raises `fault` after `fault_after` rows."""

    def __init__(self) -> None:
        self.bad: set[str] = set()
        self.doubts: dict[str, str] = {}
        self.fault: BaseException | None = None
        self.fault_after = 0
        self.seen: list[str] = []

    def __call__(
        self, document: Mapping[str, Any], values: Sequence[Mapping[str, str]], **_: Any
    ) -> Iterator[RenderedPdf | RenderFailure]:
        for index, row in enumerate(values):
            if self.fault and index >= self.fault_after:
                raise self.fault
            name = row["recipient.name"]
            self.seen.append(name)
            if name in self.bad:
                yield RenderFailure(index, "layout", f"“{name}” cannot be drawn.")
            else:
                yield RenderedPdf(index, small_pdf(row["verify.url"]), (name,), self._warnings(name))

    def _warnings(self, name: str) -> tuple[RenderWarning, ...]:
        code = self.doubts.get(name)
        return (RenderWarning(code, f"{name}: {code}", "name"),) if code else ()


MailJob = Callable[..., BulkGenerationJob]


@pytest.fixture
def sending(settings: Settings, smtp_server: Mailbox) -> None:
    """Mail goes out, as fast as it can, from a site with a name."""
    settings.DEFAULT_FROM_EMAIL = "IconikCerts <no-reply@certs.example.org>"
    settings.SITE_URL = "https://certs.example.org"
    settings.MAIL_PER_SECOND = 0


@pytest.fixture
def mail_job(team: Team) -> MailJob:
    """Makes a job that mails, with a certificate for each address; its messages may go."""

    def make(*addresses: str, **options: str) -> BulkGenerationJob:
        chosen = JobOptions(issued_on=ISSUED_ON, send_email=True, **options)  # type: ignore[arg-type]
        job = make_job(make_version(team=team), options=chosen.to_json())
        made = [
            make_certificate(
                make_row(job, values={"recipient.email": address, "recipient.name": f"Person {n}"})
            )
            for n, address in enumerate(addresses)
        ]
        outbox.add(job=job, certificates=made)
        outbox.release(job_id=job.pk, was_cancelled=False)
        return job

    return make
