"""Personal data is taken out of certificates, everywhere it was kept; what is left can be verified."""

import hashlib

import pytest
from django.db import IntegrityError, connection, transaction
from django.test.utils import CaptureQueriesContext
from django.utils import timezone
from pytest_django import DjangoCaptureOnCommitCallbacks
from pytest_django.fixtures import Settings

from accounts.audit import chain
from accounts.models import AuditEvent, AuditParticulars, ErasureReceipt, Team, TeamMember
from accounts.services import approvals
from certificates import integrity
from certificates.models import Certificate
from certificates.selectors import CertificateFilter, matching
from certificates.services import (
    approving,
    bundle,
    correction,
    recipient_erasure,
    resending,
    revocation,
    sealing,
)
from iconikcerts.common import origin
from iconikcerts.common.errors import Conflict
from tests.accounts.privacy.test_erasure import everything
from tests.certificates.erasing import NAMES, ZAINAB, Reason, erased, furnished, only, stored
from tests.factories import make_certificate, make_job, make_member, make_pdf, make_row, make_team
from wallet.services import verification

URL = verification.Attempt(verification.Method.URL)
FILE = verification.Attempt(verification.Method.FILE)


@pytest.fixture(autouse=True)
def _files_of_one_test(media_root: object, db: None) -> None:
    """Each test has a storage of its own."""


@pytest.fixture
def team() -> Team:
    return make_team("Lumen Academy")


def test_nothing_of_the_recipient_is_left_anywhere(
    team: Team, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    certificate = furnished(team)
    make_member(team, TeamMember.Role.ADMIN)
    approvals.set_rules(team=team, thresholds={"certificate.revoke": 1}, by=team.owner)
    asked = approving.ask_to_revoke(
        team=team, certificates=Certificate.objects.all(), by=team.owner, reason="A mistake", expected=2
    )
    assert asked.label == "Zainab Quaye-Olsen and 1 more"
    assert [word for word in NAMES if word not in everything()] == []

    with django_capture_on_commit_callbacks(execute=True):
        done = erased(certificate)

    left = [
        (word, line[:200])
        for line in [*everything().splitlines(), *stored()]
        for word in NAMES
        if word in line
    ]
    assert left == []
    assert done.receipt.counts == {
        "certificates": 1, "files": 1, "public pages": 2, "rows": 2, "messages": 1, "lists": 1, "zips": 1,
        "words of the search": done.receipt.counts["words of the search"],
    }  # fmt: skip


def test_what_says_that_it_was_issued_and_counts_stays(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB, expires_on="2030-05-01")
    names = (
        "number",
        "code",
        "template_version_id",
        "issuer_name",
        "issued_on",
        "expires_on",
        "status",
        "team_id",
    )
    before = {name: getattr(certificate, name) for name in names}

    erased(certificate)

    assert {name: getattr(certificate, name) for name in names} == before
    assert (certificate.data, certificate.file.name, certificate.title) == ({}, "", "")
    assert certificate.erased_for == "wish"
    assert verification.check(code=certificate.code, attempt=URL).result == "valid"


def test_the_issued_file_is_still_recognised_and_no_other_is(team: Team, settings: Settings) -> None:
    content = make_pdf("https://example.org/first")
    certificate = make_certificate(team=team, values=ZAINAB, content=content)
    sha256 = certificate.hash.file_sha256

    erased(certificate)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", [settings.SECRET_KEY]

    same = verification.check_file(content=content, attempt=FILE)
    assert (same.certificate, same.result, same.record_holds) == (certificate, "valid", True)
    changed = make_pdf(f"{settings.SITE_URL}/v/{certificate.code}")
    assert verification.check_file(content=changed, attempt=FILE).result == "altered"
    assert sha256 not in everything()


def test_under_a_key_that_is_gone_a_file_is_not_called_altered(team: Team, settings: Settings) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    content = certificate.file.read()

    erased(certificate)
    settings.SECRET_KEY, settings.SECRET_KEY_FALLBACKS = "another", []

    verdict = verification.check_file(content=content, attempt=FILE)
    assert (verdict.result, verdict.is_file_untold) == ("valid", True)


def test_nobody_can_try_names_against_what_is_left(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    claim = sealing.claim_of(certificate, certificate.hash.file_sha256)
    before = certificate.hash.hash_value

    erased(certificate)

    kept = Certificate.objects.get(pk=certificate.pk).hash
    assert before != kept.hash_value
    assert kept.hash_value != integrity.seal(claim, kept.salt)
    assert kept.file_mark not in ("", hashlib.sha256(claim["file_sha256"].encode()).hexdigest())  # type: ignore[attr-defined]


def test_what_was_altered_before_does_not_become_genuine(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    Certificate.objects.filter(pk=certificate.pk).update(number="2026-999999")

    erased(certificate)

    assert verification.check(code=certificate.code, attempt=URL).result == "altered"
    assert certificate.recipient_name == ""


def test_what_is_left_is_sealed_too(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB, expires_on="2026-11-03")
    erased(certificate)

    Certificate.objects.filter(pk=certificate.pk).update(expires_on=None)

    assert verification.check(code=certificate.code, attempt=URL).result == "altered"


def test_it_can_be_revoked_later(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    erased(certificate)

    revocation.revoke(certificate=certificate, by=team.owner, reason="Issued by mistake")

    verdict = verification.check(code=certificate.code, attempt=URL)
    assert (verdict.result, verdict.is_revoked) == ("revoked", True)


@pytest.mark.parametrize(
    ("said", "kept"), [("Zainab, 2026: copied.", ""), ("Copied her work.", "Copied her work.")]
)
def test_a_reason_that_names_the_recipient_goes(team: Team, said: str, kept: str) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    revocation.revoke(certificate=certificate, by=team.owner, reason=said)

    erased(certificate)

    assert (certificate.status, certificate.revoked_reason) == ("revoked", kept)


def test_it_is_neither_corrected_nor_sent_nor_downloaded(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    erased(certificate)

    with pytest.raises(Conflict, match="cannot be corrected"):
        correction.correct(certificate=certificate, by=team.owner, values=ZAINAB)
    with pytest.raises(Conflict, match="nothing to send"):
        resending.resend(certificate=certificate, by=team.owner, address="a@example.org")
    with pytest.raises(Conflict, match="erased"):
        bundle.send(certificates=Certificate.objects.all(), team=team, by=team.owner)


def test_it_is_found_by_its_number_and_no_more_by_name(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    erased(certificate)
    today = timezone.localdate()

    found = {text: matching(team, CertificateFilter(text=text), today=today).count()
             for text in (certificate.number, certificate.code, "Zainab", "zainab@quaye.example")}  # fmt: skip

    assert list(found.values()) == [1, 1, 0, 0]


def test_another_teams_certificates_stay_as_they_are(team: Team) -> None:
    other = make_certificate(team=make_team("Chess Club"), values=ZAINAB)
    mine = make_certificate(team=team, values=ZAINAB)

    done = recipient_erasure.erase(
        team=team, certificates=Certificate.objects.all(), by=team.owner, reason=Reason.ISSUER
    )

    other.refresh_from_db()
    mine.refresh_from_db()
    assert (done.certificates, other.erased_at, mine.erased_for) == (1, None, "issuer")


def test_twice_is_refused_and_says_so(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)
    erased(certificate)

    with pytest.raises(Conflict, match="erased already"):
        erased(certificate)
    assert ErasureReceipt.objects.count() == 1


def test_the_trail_says_who_did_it_and_not_from_where_a_holder_asked(
    team: Team, django_capture_on_commit_callbacks: DjangoCaptureOnCommitCallbacks
) -> None:
    mine, hers = (make_certificate(team=team, values=ZAINAB) for _ in range(2))
    with (
        django_capture_on_commit_callbacks(execute=True),
        origin.acting(origin.Origin(address="198.51.100.7", device="Firefox", channel="web")),
    ):
        recipient_erasure.erase(team=team, certificates=only(mine), by=team.owner, reason=Reason.ISSUER)
        recipient_erasure.erase(team=team, certificates=only(hers), by=None, reason=Reason.WISH)
    chain.sweep()

    events = AuditEvent.objects.filter(action="certificate.erase").order_by("created_at")
    assert [(event.actor, event.target_label, event.data) for event in events] == [
        (team.owner, mine.number, {"reason": "issuer"}),
        (None, hers.number, {"reason": "wish"}),
    ]
    assert [event.particulars_id is None for event in events] == [False, True]
    assert AuditParticulars.objects.filter(address="198.51.100.7").count() == 1
    assert [checked.broken for checked in map(chain.verify, chain.chains())] == [None]


def test_the_database_refuses_an_erased_certificate_with_a_name(team: Team) -> None:
    certificate = make_certificate(team=team, values=ZAINAB)

    with pytest.raises(IntegrityError), transaction.atomic():
        Certificate.objects.filter(pk=certificate.pk).update(erased_at=timezone.now(), erased_for="wish")


def test_many_cost_as_many_queries_as_few(team: Team) -> None:
    counts = []
    for size in (1, 6):
        job = make_job(team=team, status="completed")
        for _ in range(size):
            make_certificate(make_row(job))
        with CaptureQueriesContext(connection) as asked:
            recipient_erasure.erase(
                team=team, certificates=Certificate.objects.filter(job=job), by=None, reason=Reason.RETENTION
            )
        counts.append(len(asked))
    assert counts[0] == counts[1]
