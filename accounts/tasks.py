"""Background work of accounts: one call of a service each."""

from typing import Any
from uuid import UUID

from celery import shared_task

# A mail server that is away is tried for about half an hour, at growing distances: 10 s, 20 s, 40 s, up to ten minutes.
_MAIL: dict[str, Any] = {
    "autoretry_for": (Exception,),
    "max_retries": 8,
    "retry_backoff": 10,
    "retry_backoff_max": 600,
    "time_limit": 120,
}


@shared_task(name="accounts.sweep_audit_trail", time_limit=300)
def sweep_audit_trail() -> None:
    """Link what a process left that died in between."""
    from accounts.audit import chain

    chain.sweep()


@shared_task(name="accounts.mail_security_event", time_limit=120)
def mail_security_event(event_id: str) -> None:
    """Send a notice to those it concerns; the sweeper sends what is lost here."""
    from accounts.models import SecurityEvent
    from accounts.services import security_events

    security_events.mail(event=SecurityEvent.objects.select_related("team", "person").get(pk=event_id))


@shared_task(name="accounts.mail_waiting_security_events", time_limit=300)
def mail_waiting_security_events() -> None:
    from accounts.services import security_events

    security_events.mail_waiting()


@shared_task(name="accounts.apply_retention", time_limit=3600)
def apply_retention() -> None:
    """Delete what is older than the operator's settings and the teams' rules say."""
    from accounts.services import retention_runs

    retention_runs.run_due()


@shared_task(name="accounts.write_uses_of_tokens", time_limit=300)
def write_uses_of_tokens() -> None:
    """Write down what was counted of API tokens that are not used any more."""
    from accounts.services import token_use

    token_use.write_rest()


@shared_task(name="accounts.renew_signing_key", time_limit=300)
def renew_signing_key() -> None:
    """A new key when it is time; and forget keys, log-ins of clients and denials that nobody can use any more."""
    from accounts.services import signing_keys, token_families

    signing_keys.rotate_when_due()
    token_families.forget_old()


@shared_task(name="accounts.tell_of_request", **_MAIL)
def tell_of_request(request_id: str, member_id: str) -> None:
    from accounts.services import approval_mails

    approval_mails.tell_of_request(request_id=UUID(request_id), member_id=UUID(member_id))


@shared_task(name="accounts.tell_of_decision", **_MAIL)
def tell_of_decision(request_id: str) -> None:
    from accounts.services import approval_mails

    approval_mails.tell_of_decision(request_id=UUID(request_id))


@shared_task(name="accounts.tell_of_deletion", **_MAIL)
def tell_of_deletion(member_id: str) -> None:
    from accounts.services import deletion_mails

    deletion_mails.tell(member_id=UUID(member_id))


@shared_task(name="accounts.tell_of_retention", **_MAIL)
def tell_of_retention(member_id: str) -> None:
    from accounts.services import retention_mails

    retention_mails.tell(member_id=UUID(member_id))


@shared_task(name="accounts.tell_of_removal", **_MAIL)
def tell_of_removal(team_id: str, user_id: str) -> None:
    from accounts.services import member_mails

    member_mails.tell_of_removal(team_id=UUID(team_id), user_id=UUID(user_id))


@shared_task(name="accounts.tell_of_new_owner", **_MAIL)
def tell_of_new_owner(team_id: str, new_id: str, old_id: str, to_id: str) -> None:
    from accounts.services import member_mails

    member_mails.tell_of_new_owner(
        team_id=UUID(team_id), new_id=UUID(new_id), old_id=UUID(old_id), to_id=UUID(to_id)
    )


@shared_task(name="accounts.erase_teams", time_limit=3600)
def erase_teams() -> None:
    """Erase the teams whose days of grace are over."""
    from accounts.services import deletion

    deletion.erase_due()


@shared_task(name="accounts.make_export", time_limit=3600)
def make_export(export_id: str) -> None:
    """Pack a person's copy of their data."""
    from accounts.services import data_exports

    data_exports.make(export_id=UUID(export_id))


@shared_task(name="accounts.clear_exports", time_limit=3600)
def clear_exports() -> None:
    """Delete copies of people's data whose days are over."""
    from accounts.services import data_exports

    data_exports.clear()


@shared_task(name="accounts.look_at_domains", time_limit=300)
def look_at_domains() -> None:
    """Look again at each domain that a team has proven."""
    from accounts.services import domain_watch

    domain_watch.look_at_all()


@shared_task(name="accounts.look_at_domain", time_limit=120)
def look_at_domain(domain_id: str) -> None:
    from accounts.services import domain_watch

    domain_watch.look(domain_id=UUID(domain_id))


@shared_task(name="accounts.tell_of_domain", **_MAIL)
def tell_of_domain(domain_id: str, found: str) -> None:
    from accounts.services import domain_watch

    domain_watch.tell(domain_id=UUID(domain_id), found=found)


@shared_task(name="accounts.read_all_metadata", time_limit=300)
def read_all_metadata() -> None:
    """Read the metadata of teams' SAML providers again, for new certificates."""
    from accounts.services import sign_on_checks

    sign_on_checks.renew_all()


@shared_task(name="accounts.read_metadata", time_limit=120)
def read_metadata(connection_id: str) -> None:
    from accounts.services import sign_on_checks

    sign_on_checks.renew(connection_id=UUID(connection_id))
