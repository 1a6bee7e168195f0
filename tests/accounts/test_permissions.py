"""The table of capabilities and roles, and the owners that the migration named."""

import re
from importlib import import_module
from pathlib import Path

import pytest
from django.apps import apps
from django.conf import settings
from django.db import IntegrityError, connection

from accounts import permissions
from accounts.models import Team, TeamMember
from accounts.permissions import ADDED, Capability, Role
from tests.factories import make_member, make_team, make_user


def may(role: Role) -> set[Capability]:
    """All that a role may."""
    member = TeamMember(role=role)
    return {each for each in Capability if permissions.allows(member=member, capability=each)}


def test_each_capability_stands_in_the_table_once() -> None:
    listed = [capability for added in ADDED.values() for capability in added]

    assert sorted(listed) == sorted(Capability)


def test_names_are_nouns_with_verbs() -> None:
    assert [name for name in Capability.values if len(name.split(".")) != 2] == []


def test_each_role_may_all_that_the_one_below_it_may_and_what_the_table_adds() -> None:
    assert may(Role.VIEWER) == set(ADDED[Role.VIEWER])
    assert may(Role.EDITOR) == may(Role.VIEWER) | set(ADDED[Role.EDITOR])
    assert may(Role.ADMIN) == may(Role.EDITOR) | set(ADDED[Role.ADMIN])
    assert may(Role.OWNER) == set(Capability)


def test_the_roles_that_have_a_capability() -> None:
    assert permissions.roles_with(Capability.DESIGN_EDIT) == (Role.EDITOR, Role.ADMIN, Role.OWNER)
    assert permissions.roles_with(Capability.TEAM_DELETE) == (Role.OWNER,)


class Thing:
    """Something on which everybody was granted to edit."""

    def granted_to(self, member: TeamMember) -> set[str]:
        return {"design.edit"}


def test_a_grant_counts_on_its_thing_and_for_what_it_names() -> None:
    viewer = TeamMember(role=Role.VIEWER)

    assert permissions.allows(member=viewer, capability=Capability.DESIGN_EDIT, on=Thing())
    assert not permissions.allows(member=viewer, capability=Capability.DESIGN_PUBLISH, on=Thing())
    assert not permissions.allows(member=viewer, capability=Capability.DESIGN_EDIT)


@pytest.mark.django_db
def test_a_team_has_one_owner() -> None:
    team = make_team()

    with pytest.raises(IntegrityError):
        make_member(team, Role.OWNER)


@pytest.mark.django_db
def test_the_migration_names_the_owner_of_each_team() -> None:
    migration = import_module("accounts.migrations.0004_owner_is_a_role")
    kept, strange = make_team("Lumen"), make_team("Chess Club")
    other = make_member(kept, Role.ADMIN)
    TeamMember.objects.filter(team=kept, user=kept.owner).update(role=Role.ADMIN)
    Team.objects.filter(pk=strange.pk).update(owner=make_user())
    strange.members.all().delete()

    migration.name_owners(apps, connection.schema_editor())

    strange.refresh_from_db()
    roles = dict(TeamMember.objects.filter(team__in=[kept, strange]).values_list("user", "role"))
    assert roles == {kept.owner_id: "owner", other.pk: "admin", strange.owner_id: "owner"}


def test_each_capability_is_asked_for_somewhere() -> None:
    """A line of the table that nothing asks for would promise on the page of roles what nobody can do, or refuse."""
    folders = ("accounts", "billing", "certificates", "iconikcerts", "marketplace", "templates_app", "wallet")
    table = Path(permissions.__file__)
    sources = [
        path.read_text()
        for folder in folders
        for path in (settings.BASE_DIR / folder).rglob("*.py")
        if path != table and "migrations" not in path.parts
    ]
    asked = set(re.findall(r"\bCapability\.([A-Z_]+)\b", "\n".join(sources)))

    assert set(Capability.__members__) - asked == set()
