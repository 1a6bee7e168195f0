"""A design of somebody who is logged in."""

import pytest
from django.core.files.base import ContentFile

from accounts.models import Team, User
from templates_app.models import Asset, Template
from templates_app.services import assets, templates
from tests.factories import make_document
from tests.templates_app.pictures_data import picture


@pytest.fixture
def template(team: Team, member: User) -> Template:
    return templates.create(team=team, name="Data course", document=make_document(), by=member)


@pytest.fixture
def asset(team: Team, media_root: object) -> Asset:
    return assets.upload(team=team, file=ContentFile(picture(), name="a.png"), by=None)
