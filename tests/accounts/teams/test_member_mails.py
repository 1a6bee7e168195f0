"""Whoever was taken out, and both when a team was handed over, are told by mail; a server that is away is tried again."""

from collections.abc import Callable

import pytest

from accounts import tasks
from accounts.models import Team, TeamMember, User
from accounts.services import members, ownership
from tests.factories import make_member
from tests.servers import Mailbox

Role = TeamMember.Role
Captured = Callable[..., list[Callable[[], None]]]


@pytest.fixture
def queue(monkeypatch: pytest.MonkeyPatch) -> list[tuple[str, tuple[str, ...]]]:
    """What was handed to the queue: a task's name and its arguments."""
    asked: list[tuple[str, tuple[str, ...]]] = []
    for task in (tasks.tell_of_removal, tasks.tell_of_new_owner):
        monkeypatch.setattr(task, "delay", lambda *given, task=task: asked.append((task.name, given)))
    return asked


def work_off(queue: list[tuple[str, tuple[str, ...]]]) -> list[str]:
    """As a worker does, with its retries; how each ended."""
    known = {task.name: task for task in (tasks.tell_of_removal, tasks.tell_of_new_owner)}
    return [known[name].apply(args=given).state for name, given in queue]


def arrived(mailbox: Mailbox) -> list[tuple[str, str]]:
    return [(str(mail["To"]), str(mail["Subject"])) for mail in mailbox.messages]


@pytest.fixture
def removed(team: Team, queue: list[object], django_capture_on_commit_callbacks: Captured) -> User:
    """Somebody who was just taken out."""
    user = make_member(team, Role.EDITOR)
    place = TeamMember.objects.get(team=team, user=user)
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        members.remove(member=place, by=team.owner)  # type: ignore[arg-type]
    return user


def test_who_was_removed_is_told(
    removed: User, queue: list[tuple[str, tuple[str, ...]]], smtp_server: Mailbox
) -> None:
    assert work_off(queue) == ["SUCCESS"]
    assert arrived(smtp_server) == [(removed.email, "You are no longer in Lumen Academy")]


def test_a_server_that_puts_it_off_is_tried_again(
    removed: User, queue: list[tuple[str, tuple[str, ...]]], smtp_server: Mailbox
) -> None:
    smtp_server.replies = ["451 try later", "drop"]

    work_off(queue)

    assert smtp_server.connections == 3
    assert arrived(smtp_server) == [(removed.email, "You are no longer in Lumen Academy")]


def test_who_is_back_meanwhile_is_not_told(
    team: Team, removed: User, queue: list[tuple[str, tuple[str, ...]]], smtp_server: Mailbox
) -> None:
    TeamMember.objects.create(team=team, user=removed, role=Role.VIEWER)

    assert (work_off(queue), arrived(smtp_server)) == (["SUCCESS"], [])


def test_both_are_told_of_the_new_owner_each_by_itself(
    team: Team,
    queue: list[tuple[str, tuple[str, ...]]],
    smtp_server: Mailbox,
    django_capture_on_commit_callbacks: Captured,
) -> None:
    heir, former = make_member(team, Role.ADMIN), team.owner
    assert former is not None
    with django_capture_on_commit_callbacks(execute=True):  # type: ignore[attr-defined]
        ownership.hand_over(team=team, to=TeamMember.objects.get(team=team, user=heir), by=former)
    smtp_server.recipients = {heir.email: ["550 nobody of that name"] * 9}

    work_off(queue)

    subject = "Lumen Academy has a new owner"
    assert arrived(smtp_server) == [(former.email, subject)]
    smtp_server.clear()
    assert work_off(queue[:1]) == ["SUCCESS"]
    assert arrived(smtp_server) == [(heir.email, subject)]
