"""The pages of the trail: found by person, act, thing, time and text; with before and after; taken away as files."""

import csv
import io
import json
from datetime import timedelta

import pytest
from django.test import Client
from django.utils import timezone
from pytest_django import DjangoAssertNumQueries

from accounts import audit
from accounts.audit import chain, content
from accounts.audit.words import of_action, of_object
from accounts.models import AuditEvent, Team, TeamMember, User
from iconikcerts.common import origin
from iconikcerts.common.origin import Origin
from tests.factories import make_member, make_team, make_user

pytestmark = pytest.mark.django_db
PAGE = "/team/audit"
HOME = Origin("203.0.113.7", "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0", "web")


@pytest.fixture
def team() -> Team:
    return make_team("Lumen Academy")


@pytest.fixture
def editor(team: Team) -> User:
    return make_member(team, TeamMember.Role.EDITOR)


@pytest.fixture
def as_owner(client: Client, team: Team) -> Client:
    client.force_login(team.owner)
    session = client.session
    session["team"] = str(team.pk)
    session.save()
    return client


def deed(team: Team, by: User | None, action: str = "team.edit", **more: object) -> AuditEvent:
    with origin.acting(HOME):
        return audit.record(team=team, by=by, action=action, target=team, **more)  # type: ignore[arg-type]


def shown(client: Client, query: str = "") -> list[str]:
    response = client.get(f"{PAGE}{query}")
    assert response.status_code == 200
    return [line.what for line in response.context["lines"]]


def test_an_entry_says_who_what_from_where_and_both_values(as_owner: Client, team: Team) -> None:
    deed(
        team,
        team.owner,
        before={"name": "Lumen", "logo": None},
        after={"name": "Lumen Academy", "logo": True},
    )
    chain.seal(team.pk)

    page = as_owner.get(PAGE)
    line = page.context["lines"][0]
    text = page.content.decode()

    assert (line.what, line.who, line.through) == ("Team changed", team.owner.get_full_name(), "")
    assert (line.address, line.device) == ("203.0.113.7", "Firefox on Linux")
    assert [(field.label, field.before, field.after) for field in line.changes] == [
        ("Logo", "–", "yes"),
        ("Name", "Lumen", "Lumen Academy"),
    ]
    assert (line.sequence, line.hash) == (2, AuditEvent.objects.get(pk=line.pk).link.hash)
    assert all(said in text for said in ("Firefox on Linux", "203.0.113.7", "Lumen Academy", line.hash))


def test_personal_values_are_said_to_be_gone_once_they_are(as_owner: Client, team: Team) -> None:
    event = deed(team, team.owner, before={"name": "A"}, after={"name": "B"}, personal=["name"])
    assert event.particulars is not None
    kept = as_owner.get(PAGE).context["lines"][0].changes[0]
    event.particulars.delete()
    page = as_owner.get(PAGE)

    assert (kept.before, kept.after, kept.is_kept) == ("A", "B", True)
    assert not page.context["lines"][0].changes[0].is_kept
    assert "the values are personal" in page.content.decode()


def test_it_is_narrowed_by_person_kind_act_thing_and_time(as_owner: Client, team: Team, editor: User) -> None:
    deed(team, editor, "job.start")
    deed(team, None, "certificate.issue")
    thing = audit.record(team=team, by=team.owner, action="template.rename", target=editor)
    today = timezone.localdate()

    assert shown(as_owner, f"?who={editor.pk}") == ["Job started"]
    assert shown(as_owner, "?who=system") == ["Certificate issued"]
    assert shown(as_owner, "?noun=certificate") == ["Certificate issued"]
    assert shown(as_owner, f"?thing={thing.target_id}") == ["Design renamed"]
    assert len(shown(as_owner, f"?since={today}&until={today}")) == 4
    assert shown(as_owner, f"?since={today + timedelta(days=1)}") == []
    assert shown(as_owner, f"?until={today - timedelta(days=1)}") == []


@pytest.mark.parametrize(
    "text", ["Merger", "merg", "archived", "design old", "Zora", "zora@", "Design Merger"]
)
def test_it_is_searched_by_what_it_says(as_owner: Client, team: Team, text: str) -> None:
    person = make_member(team, TeamMember.Role.EDITOR, user=make_user("zora@example.org", name="Zora Quill"))
    deed(team, person, "template.archive", reason="Merger", before={"name": "Old"}, after={"name": "New"})
    deed(team, team.owner, "token.create")

    assert shown(as_owner, f"?q={text}") == ["Design archived"]


def test_pages_go_on_by_key_and_carry_the_filter(as_owner: Client, team: Team) -> None:
    for number in range(60):
        deed(team, team.owner, number=number)

    first = as_owner.get(f"{PAGE}?noun=team")
    older = as_owner.get(first.context["older_url"])
    newer = as_owner.get(older.context["newer_url"])

    assert (len(first.context["lines"]), len(older.context["lines"])) == (50, 11)
    assert [line.pk for line in newer.context["lines"]] == [line.pk for line in first.context["lines"]]
    assert "noun=team" in first.context["older_url"]
    assert older.context["older_url"] == ""


def test_a_page_costs_the_same_queries_however_much_it_lists(
    as_owner: Client, team: Team, django_assert_num_queries: DjangoAssertNumQueries
) -> None:
    counted = []
    for _ in range(2):
        for _ in range(3):
            deed(team, make_member(team, TeamMember.Role.VIEWER))
        chain.seal(team.pk)
        with django_assert_num_queries(8) as captured:
            as_owner.get(PAGE)
        counted.append(len(captured))
    assert counted[0] == counted[1]


def test_a_day_before_the_first_is_said_beside_its_field(as_owner: Client) -> None:
    page = as_owner.get(f"{PAGE}?since=2026-11-02&until=2026-11-01")

    assert page.status_code == 422
    assert "Swap the two" in page.content.decode()


@pytest.mark.parametrize(
    ("role", "status"), [("viewer", 403), ("editor", 403), ("admin", 200), ("owner", 200)]
)
def test_those_who_may_read_it_are_administrators(client: Client, team: Team, role: str, status: int) -> None:
    user = team.owner if role == "owner" else make_member(team, TeamMember.Role(role))
    client.force_login(user)
    session = client.session
    session["team"] = str(team.pk)
    session.save()

    assert client.get(PAGE).status_code == status
    assert client.post(f"{PAGE}/export", {"format": "csv"}).status_code == status


def test_other_teams_events_are_not_shown(as_owner: Client, team: Team) -> None:
    other = make_team("Elsewhere")
    deed(other, other.owner, "token.create")

    assert shown(as_owner, "?noun=token") == []
    assert shown(as_owner, f"?thing={other.pk}") == []


def exported(client: Client, form: str, **chosen: str) -> str:
    response = client.post(f"{PAGE}/export", {"format": form, **chosen})
    assert response.status_code == 200
    return b"".join(response.streaming_content).decode()  # type: ignore[arg-type, attr-defined]


def test_the_csv_holds_what_the_filter_shows_and_runs_nothing(as_owner: Client, team: Team) -> None:
    deed(team, team.owner, "token.create", name="=cmd|' /C calc'!A0")
    with origin.acting(Origin("203.0.113.7", "=HYPERLINK(0)", "web")):
        audit.record(team=team, by=team.owner, action="token.revoke", target=team)
    deed(team, team.owner, "job.start")

    rows = list(csv.DictReader(io.StringIO(exported(as_owner, "csv", noun="token").removeprefix("\ufeff"))))

    assert [row["act"] for row in rows] == ["token.revoke", "token.create"]
    assert rows[0]["device"] == "'=HYPERLINK(0)"
    assert rows[0]["email"] == team.owner.email
    assert not any(cell[:1] in set("=+-@\t\r") for row in rows for cell in row.values() if cell)


def test_the_json_is_enough_to_check_the_chain(as_owner: Client, team: Team) -> None:
    deed(team, team.owner, before={"name": "Ä"}, after={"name": "Ö"})
    chain.seal(team.pk)

    entries = json.loads(exported(as_owner, "json"))

    assert [entry["sequence"] for entry in entries] == [2, 1]
    for entry, event in zip(
        entries, AuditEvent.objects.filter(team=team).order_by("-created_at")[1:], strict=True
    ):
        said = {"event": entry["event"], "sequence": entry["sequence"], "previous": entry["previous"]}
        assert content.hash_of(said) == entry["hash"]
        assert entry["event"]["id"] == str(event.pk)
    assert entries[0]["from"] == {"address": HOME.address, "device": HOME.device}


def test_taking_the_trail_away_is_an_event_itself(as_owner: Client, team: Team) -> None:
    exported(as_owner, "csv", noun="team")

    event = AuditEvent.objects.get(action="audit.export")
    assert (event.actor, event.data) == (
        team.owner,
        {"format": "csv", "events": 1, "filter": {"noun": "team"}},
    )


def test_people_see_what_happened_around_their_own_account(client: Client, team: Team) -> None:
    user, staff = make_user(), make_user()
    with origin.acting(HOME):
        audit.record(team=None, by=user, action="login.succeed", target=user)
        audit.record(team=None, by=None, action="login.fail", target=user, subject=user, reason="password")
        audit.record(team=None, by=staff, action="second_factor.remove", target=user)
        audit.record(team=None, by=staff, action="login.succeed", target=staff)
    client.force_login(user)

    lines = client.get("/account/activity").context["lines"]

    # Where an operator sat is not the person's business.
    assert [(line.what, line.address) for line in lines] == [
        ("Second factor removed", ""),
        ("Sign-in failed", "203.0.113.7"),
        ("Signed in", "203.0.113.7"),
    ]


@pytest.mark.parametrize(
    ("action", "said"),
    [
        ("template.rename", "Design renamed"),
        ("login.fail", "Sign-in failed"),
        ("member.role_change", "Member role changed"),
        ("token.revoke", "API token revoked"),
        ("invitation.withdraw", "Invitation withdrawn"),
        ("spaceship.fly", "Spaceship flied"),
        ("certificate.view", "Certificate opened"),
    ],
)
def test_acts_have_words(action: str, said: str) -> None:
    assert of_action(action) == said


def test_things_have_words() -> None:
    assert (of_object("BulkGenerationJob"), of_object("ApprovalRequest")) == ("Job", "Approval request")


def test_a_time_in_the_details_is_said_as_people_write_it(as_owner: Client, team: Team) -> None:
    audit.record(
        team=team, by=team.owner, action="token.create", target=team, expires_at="2026-12-22T13:28:02.638387+00:00"
    )  # fmt: skip
    page = as_owner.get("/team/audit").content.decode()

    assert "22 Dec 2026, 13:28 UTC" in page
    assert "2026-12-22T13:28:02.638387" not in page
