"""A person who has done a little of everything."""

import pytest
from allauth.account.models import EmailAddress
from django.test import Client
from pytest_django.fixtures import Settings

from accounts.models import User
from tests.accounts.factors import prove
from tests.factories import make_user


@pytest.fixture(autouse=True)
def _files_of_one_test(media_root: object) -> None:
    """Each test has a storage of its own."""


@pytest.fixture
def ana(db: None, settings: Settings) -> User:
    """With a confirmed address."""
    user = make_user("ana@example.org", name="Ana Lima")
    EmailAddress.objects.create(user=user, email="ana@example.org", verified=True, primary=True)
    return user


@pytest.fixture
def logged_in(client: Client, ana: User) -> Client:
    """Ana's browser, in which she has just proved who she is."""
    client.force_login(ana)
    prove(client, ana)
    return client
