"""Asks a team's identity provider whether what is set up still fits, and follows it when its certificates change."""

from dataclasses import dataclass, field
from datetime import timedelta
from uuid import UUID

import requests
from django.db import transaction
from django.utils import timezone

from accounts import audit, tasks
from accounts.models import SingleSignOn
from accounts.sso import metadata, oidc, outside
from accounts.sso.saml import CLOCK_SKEW_S

Kind = SingleSignOn.Kind
SOON = timedelta(days=30)
FOLLOWED = ("sso_url", "slo_url", "certificate")


@dataclass(slots=True)
class Findings:
    """Sentences: what does not fit, each with its mend, and what is worth knowing."""

    faults: list[str] = field(default_factory=list)
    notes: list[str] = field(default_factory=list)


def check(*, connection: SingleSignOn) -> Findings:
    """Ask the provider: OpenID Connect for its metadata; SAML too when we know where it lies, else its address for
    log-in; then look at the certificates and the clock."""
    if connection.kind == Kind.OIDC:
        fault = oidc.look(connection.issuer)
        return Findings([fault] if fault else [])
    found = Findings()
    try:
        if connection.metadata_url:
            _ask_for_metadata(connection, found)
        else:
            _ask_for_log_in(connection, found)
    except metadata.Unreadable as fault:
        found.faults.append(str(fault))
    wrong, soon = metadata.faults_of_certificates(connection.certificate, soon=SOON)
    found.faults += filter(None, [wrong])
    found.notes += filter(None, [soon])
    return found


def _ask_for_metadata(connection: SingleSignOn, found: Findings) -> None:
    told = metadata.fetch(connection.metadata_url)
    if follow(connection=connection, told=told):
        found.notes.append("The provider has new addresses or certificates. They are taken over.")
    if told.clock_s is not None and abs(told.clock_s) > CLOCK_SKEW_S:
        way = "ahead of" if told.clock_s > 0 else "behind"
        found.faults.append(
            f"The provider's clock goes {abs(told.clock_s):,} seconds {way} ours. More than {CLOCK_SKEW_S} make log-ins fail: "
            "set it by a time server (NTP)."
        )


def _ask_for_log_in(connection: SingleSignOn, found: Findings) -> None:
    """Whatever it answers without a request shows that it is there."""
    try:
        with outside.OutsideSession() as session:
            session.get(connection.sso_url)
    except requests.RequestException as fault:
        raise metadata.Unreadable(
            f"The address for log-in, {connection.sso_url}, cannot be reached: {outside.reason(fault)}"
        ) from fault
    found.notes.append(
        "Give the address of the metadata instead of pasting it: then new certificates are taken over each day."
    )


@transaction.atomic
def follow(*, connection: SingleSignOn, told: metadata.Metadata) -> bool:
    """Take over the addresses and certificates of fetched metadata. Returns whether any had changed.

    Raises Unreadable when they are another provider's: that is for the owner to decide.
    """
    if told.entity_id != connection.entity_id:
        raise metadata.Unreadable(
            f"The provider calls itself “{told.entity_id}”, not “{connection.entity_id}”. Save the metadata anew if it is yours."
        )
    if not all(outside.is_address(url) for url in (told.sso_url, told.slo_url) if url):
        raise metadata.Unreadable("The metadata names an address for log-in or log-out without https://.")
    before = {name: getattr(connection, name) for name in FOLLOWED}
    after = {"sso_url": told.sso_url, "slo_url": told.slo_url, "certificate": told.certificates}
    for name, value in after.items():
        setattr(connection, name, value)
    connection.metadata_read_at = timezone.now()
    connection.save(update_fields=[*FOLLOWED, "metadata_read_at", "updated_at"])
    if before == after:
        return False
    audit.record(
        team=connection.team, by=None, action="sso.renew", target=connection, before=before, after=after
    )
    return True


def renew_all() -> int:
    """Queue a reading of the metadata of each provider whose address we know. Returns how many."""
    ids = SingleSignOn.objects.exclude(metadata_url="").values_list("pk", flat=True)
    for connection_id in ids:
        tasks.read_metadata.delay(str(connection_id))
    return len(ids)


def renew(*, connection_id: UUID) -> None:
    """Read it. What cannot be read stands in the team's audit trail, and what is there stays."""
    connection = SingleSignOn.objects.select_related("team").filter(pk=connection_id).first()
    if connection is None or not connection.metadata_url:
        return
    try:
        follow(connection=connection, told=metadata.fetch(connection.metadata_url))
    except metadata.Unreadable as fault:
        audit.record(
            team=connection.team, by=None, action="sso.fail", target=connection, reason=str(fault)[:300]
        )
