"""Everything there is to see: one entry for each page in each state worth a picture.

An entry names its page by the URL name. `not_pages.py` names the addresses that are none. A test
compares both with the URL table.
"""

from __future__ import annotations

from pathlib import Path

from scripts.shots import acts
from scripts.shots.account_pages import ACCOUNT
from scripts.shots.admin_pages import ADMIN
from scripts.shots.desk import DESK
from scripts.shots.shot import Shot, Who
from scripts.shots.team_mails import NAMES
from scripts.shots.team_pages import TEAM

ROOT = Path(__file__).resolve().parents[2]


def _owner(name: str, url: str, **more: object) -> Shot:
    return Shot(name, f"certificates:{url}", Who.OWNER, **more)  # type: ignore[arg-type]


def _job(which: str) -> dict[str, str]:
    return {"job_id": f"{{job.{which}}}"}


def _draft(which: str) -> dict[str, str]:
    return {"job_id": f"{{draft.{which}}}"}


def _certificate(which: str) -> dict[str, str]:
    return {"certificate_id": f"{{certificate.{which}}}"}


def _code(which: str) -> dict[str, str]:
    return {"code": f"{{code.{which}}}"}


PUBLIC = [
    Shot("home", "home"),
    Shot("home-owner", "home", Who.OWNER),
    Shot("gallery", "designs:gallery"),
    Shot("gallery-owner", "designs:gallery", Who.OWNER),
    Shot("gallery-narrowed", "designs:gallery", query="orientation=portrait"),
    Shot("gallery-none", "designs:gallery", query="q=nothing+of+that+name"),
    Shot("design-page", "designs:design", args={"slug": "{design}"}),
    Shot("design-page-owner", "designs:design", Who.OWNER, args={"slug": "{design}"}),
    Shot("help", "help"),
    Shot("help-owner", "help", Who.OWNER),
    Shot("help-found", "help", query="q=dates"),
    Shot("help-none", "help", query="q=xylophone"),
    Shot("help-article", "help_article", args={"slug": "verifying"}),
    Shot("pricing", "pricing"),
    Shot("pricing-owner", "pricing", Who.OWNER),
    Shot("privacy", "privacy"),
    Shot("terms", "terms"),
    Shot("terms-version", "legal_version", args={"document": "terms", "number": "1"}),
    Shot("terms-changes", "legal_changes", args={"document": "terms", "number": "2"}),
    Shot("verify", "wallet:verify"),
    Shot("verify-not-a-code", "wallet:verify", query="code=HELLO", status=422),
    Shot("verify-not-a-file", "wallet:verify_file", status=422, act=acts.give_no_certificate),
    Shot("verify-altered-file", "wallet:verify_file", act=acts.give_altered_file),
    Shot("verify-same-file", "wallet:verify_file", act=acts.give_valid_file),
    Shot("v-valid", "wallet:certificate", args=_code("valid")),
    Shot("v-valid-holder", "wallet:certificate", Who.OWNER, args=_code("valid")),
    Shot("v-revoked", "wallet:certificate", args=_code("revoked")),
    Shot("v-expired", "wallet:certificate", args=_code("expired")),
    Shot("v-replaced", "wallet:certificate", args=_code("corrected")),
    Shot("v-erased", "wallet:certificate", args=_code("erased")),
    Shot("v-erase", "wallet:erase", args=_code("valid")),
    Shot("v-erase-sent", "wallet:erase_sent", args=_code("valid")),
    Shot("erasure-choice", "wallet:erasure", args={"proof": "{proof}"}),
    Shot("v-unknown", "wallet:certificate", args={"code": "7Q2KXM4D9T00000ZZZZZZZZZZZ"}, status=404),
    Shot("report", "wallet:report", args=_code("valid")),
    Shot("report-empty", "wallet:report", args=_code("valid"), status=422, act=acts.send_without_checks),
    Shot("report-sent", "wallet:reported", args=_code("valid")),
]

DASHBOARD = [
    Shot("dashboard-newcomer", "dashboard", Who.NEWCOMER),
    Shot("dashboard", "dashboard", Who.OWNER),
    Shot("dashboard-viewer", "dashboard", Who.VIEWER),
]

ISSUING = [
    Shot("design-newcomer", "certificates:job_new", Who.NEWCOMER),
    _owner("design", "job_new"),
    _owner("design-none-chosen", "job_new", act=acts.send_without_checks, status=422),
    _owner("design-change", "job_design", args=_draft("good")),
    _owner("recipients-file", "job_recipients", args=_draft("begun"), query="by=file"),
    _owner(
        "recipients-no-file",
        "job_recipients",
        args=_draft("begun"),
        query="by=file",
        status=422,
        act=acts.send_without_checks,
    ),
    _owner(
        "recipients-bad-file",
        "job_recipients",
        args=_draft("begun"),
        query="by=file",
        status=422,
        act=acts.give_picture_as_list,
    ),
    _owner("recipients-paste", "job_recipients", args=_draft("begun"), query="by=paste"),
    _owner("recipients-type", "job_recipients", args=_draft("begun"), query="by=type"),
    _owner("recipients-again", "job_recipients", args=_draft("mixed"), query="by=file"),
    _owner("reading", "job_reading", args=_draft("read")),
    _owner("columns", "job_map", args=_draft("mixed")),
    _owner("columns-missing", "job_map", args=_draft("unmapped")),
    _owner("review", "job_review", args=_draft("mixed")),
    _owner("review-bad", "job_review", args=_draft("mixed"), query="show=bad"),
    _owner("review-good", "job_review", args=_draft("good")),
    _owner(
        "row",
        "job_row",
        args=_draft("mixed") | {"line": "2"},
        ready=".review-aside img, figure img, main img",
    ),
    _owner("row-bad", "job_row", args=_draft("mixed") | {"line": "4"}),
    _owner("options", "job_options", args=_draft("good")),
    _owner("options-faults", "job_options", args=_draft("good"), status=422, act=acts.choose_bad_options),
    _owner("summary", "job_summary", args=_draft("good")),
    _owner("options-mail", "job_options", args=_draft("mailed")),
    _owner("summary-mail", "job_summary", args=_draft("mailed")),
    _owner("review-no-address", "job_review", args=_draft("mailed"), query="show=no-address"),
]

_VERSIONS = {"template_id": "{begun.versions}"}
DESIGNS = [
    Shot("design-new", "designs:new", Who.OWNER),
    Shot("design-new-faults", "designs:new", Who.OWNER, act=acts.choose_bad_page, status=422),
    Shot("brand", "designs:brand", Who.OWNER),
    Shot("brand-empty", "designs:brand", Who.NEWCOMER),
    Shot("editor", "designs:edit", Who.OWNER, args={"template_id": "{begun.copy}"}),
    Shot("editor-blank", "designs:edit", Who.OWNER, args={"template_id": "{begun.blank}"}),
    Shot("design-import", "designs:import", Who.OWNER),
    Shot("design-import-nothing", "designs:import", Who.OWNER, act=acts.send_without_checks, status=422),
    Shot("designs-archived", "designs:archived", Who.OWNER),
    Shot("versions", "designs:versions", Who.OWNER, args=_VERSIONS, ready=".version img"),
    Shot(
        "version", "designs:version", Who.OWNER, args=_VERSIONS | {"number": "1"}, ready=".version-figure img"
    ),
    Shot(
        "compare", "designs:compare", Who.OWNER, args=_VERSIONS, query="v=1&v=2", ready=".version-figure img"
    ),
    Shot(
        "compare-over",
        "designs:compare",
        Who.OWNER,
        args=_VERSIONS,
        query="v=1&v=2&view=over",
        ready=".version-figure img",
    ),
]

JOBS = [
    Shot("jobs-empty", "certificates:jobs", Who.NEWCOMER),
    _owner("jobs", "jobs"),
    _owner("job-running", "job", args=_job("running")),
    _owner("job-done", "job", args=_job("done")),
    _owner("job-failures", "job", args=_job("failures")),
    _owner("job-failures-failed", "job", args=_job("failures"), query="show=failed"),
    _owner("job-cancelled", "job", args=_job("cancelled")),
]

CERTIFICATES = [
    Shot("certificates-empty", "certificates:certificates", Who.NEWCOMER),
    _owner("certificates", "certificates"),
    _owner("certificates-none-match", "certificates", query="q=nobody+of+that+name"),
    _owner("certificates-filtered", "certificates", query="status=revoked"),
    _owner("certificates-selected", "certificates", query="q=okonkwo", act=acts.select_three),
    Shot("certificates-viewer", "certificates:certificates", Who.VIEWER),
    _owner(
        "certificates-revoke",
        "certificates_revoke",
        query="id={certificate.valid}&id={certificate.successor}&id={certificate.expired}",
    ),
    _owner("certificates-revoke-all", "certificates_revoke", query="all=1"),
    _owner("certificates-send-all", "certificates_send", query="all=1"),
    _owner("certificate", "certificate", args=_certificate("valid")),
    _owner("certificate-erased", "certificate", args=_certificate("erased")),
    _owner("certificate-erase", "certificate_erase", args=_certificate("valid")),
    _owner("certificate-revoked", "certificate", args=_certificate("revoked")),
    _owner("certificate-expired", "certificate", args=_certificate("expired")),
    _owner("certificate-corrected", "certificate", args=_certificate("corrected")),
    _owner("certificate-successor", "certificate", args=_certificate("successor")),
    Shot("certificate-checks", "wallet:certificate_verifications", Who.OWNER, args=_certificate("valid")),
    _owner("certificate-revoke", "certificate", args=_certificate("valid"), act=acts.open_revocation),
    _owner("certificate-correct", "certificate_correct", args=_certificate("valid"), ready="#sketch img"),
    _owner("single-designs", "single_designs"),
    _owner("single", "single", args={"slug": "{design}"}, ready="#sketch img"),
    _owner("single-faults", "single", args={"slug": "{design}"}, status=422, act=acts.send_without_checks),
    _owner("single-waiting", "single_made", args=_job("waiting")),
    _owner("single-failed", "single_made", args=_job("unmade")),
]

ERRORS = [
    *(
        Shot(f"error-{status}", "shots:error", args={"fault": str(status)}, status=status)
        for status in (400, 403, 404, 409, 422, 429, 500)
    ),
    Shot("error-413", "account_login", status=413, act=acts.send_too_much),
    Shot("error-404-owner", "shots:error", Who.OWNER, args={"fault": "404"}, status=404),
    Shot("error-403-viewer", "certificates:job_new", Who.VIEWER, status=403),
    Shot("upload-infected", "shots:error", Who.OWNER, args={"fault": "infected"}, status=422),
    Shot("upload-not-scanned", "shots:error", Who.OWNER, args={"fault": "not-scanned"}, status=422),
    Shot("downloads-limit", "shots:error", Who.OWNER, args={"fault": "downloads"}, status=429),
    Shot("error-csrf", "account_login", status=403, act=acts.send_without_token),
    Shot("session-ended", "certificates:job", Who.OWNER, args=_job("running"), act=acts.lose_the_session),
]

MAILS = [
    Shot(
        f"mail-{path.stem.removesuffix('_message').replace('_', '-')}",
        "shots:mail",
        args={"template": f"{folder}/email/{path.name}"},
    )
    for folder in ("account", "mfa")
    for path in sorted((ROOT / "templates" / folder / "email").glob("[!b]*_message.html"))
]
MAILS += [Shot(f"mail-team-{name}", "shots:team_mail", args={"name": name}) for name in NAMES]
MAILS += [Shot("mail-texts", "shots:mail_texts")]
MAILS += [Shot("mail-certificate", "shots:certificate_mail", args=_certificate("valid"))]

SECTIONS = {
    "Public": PUBLIC,
    "Account": ACCOUNT,
    "Team": TEAM,
    "Operators": ADMIN,
    "Dashboard": DASHBOARD,
    "Issuing": ISSUING,
    "Designs": DESIGNS,
    "Editor": DESK,
    "Jobs": JOBS,
    "Certificates": CERTIFICATES,
    "Errors": ERRORS,
    "Mails": MAILS,
}
SHOTS = {shot.name: shot for shots in SECTIONS.values() for shot in shots}
