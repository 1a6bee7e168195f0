"""A design of somebody who is logged in."""

import pytest
from django.core.files.base import ContentFile
from django.test import Client

from accounts.models import Team, User
from accounts.services import teams
from templates_app.models import Asset, Template
from templates_app.services import assets, templates
from tests.factories import make_document, make_user
from tests.templates_app.pictures_data import picture


@pytest.fixture
def member(client: Client) -> User:
    """Somebody who is logged in and owns a personal team."""
    user = make_user()
    client.force_login(user)
    return user


@pytest.fixture
def team(member: User) -> Team:
    return teams.personal(user=member)


@pytest.fixture
def template(team: Team, member: User) -> Template:
    return templates.create(team=team, name="Data course", document=make_document(), by=member)


@pytest.fixture
def asset(team: Team, media_root: object) -> Asset:
    return assets.upload(team=team, file=ContentFile(picture(), name="a.png"), by=None)
