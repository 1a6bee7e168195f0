"""The places of the side bar, and which one is open."""

from collections.abc import Callable

import pytest
from django.contrib.auth.models import AnonymousUser
from django.test import RequestFactory

from accounts.models import TeamMember
from iconikcerts import navigation
from tests.factories import make_member, make_team, make_user


def current(path: str) -> list[str]:
    return [place.key for place in navigation.places(path) if place.is_current]


@pytest.mark.parametrize(
    ("path", "expected"),
    [
        ("/dashboard", ["dashboard"]),
        ("/jobs/", ["jobs"]),
        ("/jobs/0b5e8a3e-55c6-4b93-8a4c-0f8f6b3ef4a1", ["jobs"]),
        ("/verify", ["verify"]),
        ("/verify/CODE", ["verify"]),
        ("/verifyother", []),
        ("/", []),
    ],
)
def test_the_place_that_begins_the_address_is_current(path: str, expected: list[str]) -> None:
    assert current(path) == expected


def test_of_two_that_begin_the_address_the_longer_is_current(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(
        navigation,
        "PLACES",
        (("home", "Home", "x", "certificates:jobs"), ("new", "New", "x", "certificates:job_new")),
    )

    assert current("/jobs/new") == ["new"]


@pytest.mark.django_db
@pytest.mark.parametrize("count", [1, 3])
def test_the_side_bar_costs_the_same_queries_for_one_team_and_for_three(
    rf: RequestFactory, count: int, django_assert_num_queries: Callable[..., object]
) -> None:
    request = rf.get("/jobs/")
    request.user, request.session = make_user(), {}  # type: ignore[assignment]
    for number in range(count):
        make_member(make_team(f"Team {number}"), TeamMember.Role.VIEWER, user=request.user)  # type: ignore[arg-type]

    with django_assert_num_queries(2):
        sidebar = navigation.sidebar_of(request)

    assert (len(sidebar.teams), sidebar.team in sidebar.teams) == (count + 1, True)


def test_visitors_see_the_places_without_teams_and_without_a_query(rf: RequestFactory) -> None:
    request = rf.get("/verify")
    request.user = AnonymousUser()

    sidebar = navigation.sidebar_of(request)

    assert (sidebar.team, sidebar.teams, [place.key for place in sidebar.places if place.is_current]) == (
        None,
        [],
        ["verify"],
    )


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("role", "can_issue"), [(TeamMember.Role.VIEWER, False), (TeamMember.Role.EDITOR, True)]
)
def test_issuing_is_offered_to_those_who_may(
    rf: RequestFactory, role: TeamMember.Role, can_issue: bool
) -> None:
    request = rf.get("/jobs/")
    request.user, request.session = make_user(), {}  # type: ignore[assignment]
    make_member(make_team(), role, user=request.user)  # type: ignore[arg-type]

    assert navigation.sidebar_of(request).can_issue is can_issue
