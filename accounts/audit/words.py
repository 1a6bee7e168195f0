"""Acts in words: "template.rename" is "Design renamed". A new act has words by itself; what reads badly gets its own."""

NOUNS = {
    "api": "API",
    "approval": "Approval",
    "asset": "Picture",
    "audit": "Audit trail",
    "brand": "Brand kit",
    "certificate": "Certificate",
    "consent": "Consent",
    "email": "Email address",
    "export": "Copy of one’s own data",
    "email_domain": "Email domain",
    "erasure": "Erasure of recipients’ data",
    "grant": "Grant",
    "group": "Group of operators",
    "report": "Problem report",
    "legal_text": "Legal text",
    "listing": "Listing by search engines",
    "invitation": "Invitation",
    "job": "Job",
    "login": "Sign-in",
    "member": "Member",
    "news": "News by email",
    "password": "Password",
    "retention": "Retention",
    "second_factor": "Second factor",
    "security_event": "Security notice",
    "session": "Session",
    "social_account": "Connected account",
    "sso": "Single sign-on",
    "team": "Team",
    "template": "Design",
    "token": "API token",
    "upload": "Upload",
    "user": "Person",
}
WHOLE = {
    "api.read": "Read through the API",
    "brand.colour_add": "Brand colour added",
    "brand.colour_remove": "Brand colour removed",
    "brand.font_add": "Brand font added",
    "brand.font_delete": "Brand font deleted",
    "brand.logo_add": "Brand logo added",
    "brand.logo_remove": "Brand logo removed",
    "erasure.accept": "Data of a recipient erased at their wish",
    "erasure.ask": "Erasure of a recipient’s data asked for",
    "erasure.refuse": "Erasure of a recipient’s data refused",
    "erasure.policy": "Policy on recipients’ data changed",
    "certificate.erase": "Personal data erased from a certificate",
    "email.change": "Main email address changed",
    "approval.rules": "Rules of approval changed",
    "approval.stale": "Approval ran out",
    "job.options": "Options of a job changed",
    "email_domain.find": "Proof of an email domain found again",
    "email_domain.lapse": "Email domain counts no more, for its proof is gone",
    "email_domain.miss": "Proof of an email domain missing",
    "export.ask": "Copy of one’s own data asked for",
    "export.delete": "Copy of one’s own data deleted",
    "export.make": "Copy of one’s own data made",
    "export.take": "Copy of one’s own data downloaded",
    "member.join": "Joined the team",
    "sso.fail": "Single sign-on failed",
    "sso.link": "Account opened to single sign-on",
    "sso.refuse": "Single sign-on refused",
    "sso.renew": "New certificates or addresses of single sign-on taken over",
    "sso.rules_change": "Rules of single sign-on changed",
    "sso.set_up": "Single sign-on set up",
    "job.list": "List of a job replaced",
    "job.mend_row": "Row of a list changed",
    "login.end": "Signed out",
    "login.fail": "Sign-in failed",
    "login.succeed": "Signed in",
    "member.decline": "Invitation declined",
    "member.reinvite": "Invitation sent again",
    "member.role": "Role of a member changed",
    "member.uninvite": "Invitation withdrawn",
    "session.end_all": "Logged out everywhere by an operator",
    "retention.hold": "Retention rules paused",
    "retention.release": "Pause of the retention rules ended",
    "retention.rules": "Retention rules changed",
    "retention.run": "Retention rules applied",
    "team.require_second_factor": "Rule on second factors changed",
    "template.unshare": "Design no longer shared",
    "template.describe": "Version of a design described",
    "template.draft": "Draft of a design saved",
    "template.offer": "Design offered to begin with, or no longer",
    "token.reuse": "Sign-in of an app ended, for its token was used twice",
    "user.erase": "Account erased",
    "user.sign_up": "Signed up",
}
PAST = {
    "begin": "begun",
    "browse": "list opened",
    "give": "given",
    "leave": "left",
    "publish": "published",
    "read": "read",
    "reset": "reset",
    "resend": "sent again",
    "send": "sent",
    "withdraw": "withdrawn",
    "draw": "drawn",
    "set": "set",
    "take": "taken",
    "transfer": "transferred",
    "submit": "submitted",
    "upload": "uploaded",
    "view": "opened",
    "wait": "waited",
    "cancel": "cancelled",
    "edit": "changed",
}
OBJECTS = {
    "ApiToken": "API token",
    "Asset": "Picture",
    "AuditEvent": "Audit trail",
    "BrandColour": "Brand colour",
    "BrandFont": "Brand font",
    "BulkGenerationJob": "Job",
    "Certificate": "Certificate",
    "DataExport": "Copy of one’s own data",
    "EmailDomain": "Email domain",
    "LegalText": "Legal text",
    "SecurityEvent": "Security notice",
    "SingleSignOn": "Single sign-on",
    "Team": "Team",
    "TeamMember": "Member",
    "Template": "Design",
    "TokenFamily": "Sign-in of an app",
    "User": "Person",
}


def of_action(action: str) -> str:
    """ "certificate.revoke" as "Certificate revoked"."""
    if action in WHOLE:
        return WHOLE[action]
    noun, _, verb = action.partition(".")
    return f"{NOUNS.get(noun, _spaced(noun).capitalize())} {_past(verb)}"


def of_object(kind: str) -> str:
    """The name of a model as people call it: "BulkGenerationJob" is "Job", "ApprovalRequest" is "Approval request"."""
    return (
        OBJECTS.get(kind)
        or _spaced("".join(f"_{c.lower()}" if c.isupper() else c for c in kind)).capitalize()
    )


def of_field(name: str) -> str:
    """ "is_starter" as "Is starter"."""
    return _spaced(name.rsplit(".", 1)[-1]).capitalize()


def saying(text: str) -> list[str]:
    """The known acts whose words hold `text`, whatever its case."""
    wanted = text.casefold()
    return [action for action, words in WHOLE.items() if wanted in words.casefold()]


def stems(word: str) -> set[str]:
    """A word of a search and the verbs that it can be the past of: "archived" also finds "archive"."""
    word = word.casefold()
    verbs = {verb for verb, past in PAST.items() if past == word}
    if word.endswith("ed"):
        verbs |= {word[:-1], word[:-2]}
    return {word, *verbs}


def nouns_saying(text: str) -> list[str]:
    """The nouns of acts whose word begins with `text`, whatever its case."""
    return [noun for noun, word in NOUNS.items() if word.casefold().startswith(text.casefold())]


def _past(verb: str) -> str:
    """ "role_change" as "role changed"."""
    before, _, last = verb.rpartition("_")
    return f"{_spaced(before)} {PAST.get(last) or _regular(last)}".strip()


def _regular(verb: str) -> str:
    if verb.endswith("e"):
        return f"{verb}d"
    if verb.endswith("y") and verb[-2:-1] not in set("aeiou"):
        return f"{verb[:-1]}ied"
    return f"{verb}ed"


def _spaced(name: str) -> str:
    return name.replace("_", " ").strip()
